// Let html-validate look at pages, whose names stand on standard input one a line, and print what
// it finds wrong as JSON.

import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const config = {
  extends: ["html-validate:recommended"],
  rules: {
    // What a page reads like is for those who write templates; browsers do not mind.
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // Parsers put it there.
    "prefer-tbody": "off",
    // How long a title is, is up to those who write feature files.
    "long-title": "off",
    // Enter sends a search of one field, and the search page answers while somebody types.
    "wcag/h32": "off",
  },
};

const validator = new HtmlValidate(new StaticConfigLoader(config));
const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
const found = files.flatMap((file) =>
  validator
    .validateStringSync(readFileSync(file, "utf8"), file)
    .results.flatMap(({ messages }) => messages)
    .map(({ line, ruleId, message }) => `${file}:${line}: ${message} (${ruleId})`),
);
console.log(JSON.stringify(found));
