// Answer for VS Code's Cucumber extension, with the library that it stands on. Each line is a
// question, and each line of the answer is what came of it, both JSON.
//
//     node editor.mjs
//
// A question holds `glue` and `features` (texts by file), `parameterTypes`, `beginnings` (of steps
// to complete) and `regexes` (pairs of a regular expression and texts that it may match).

import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  buildSuggestions,
  ExpressionBuilder,
  extractStepTexts,
  getGherkinCompletionItems,
  getGherkinDiagnostics,
  getStepDefinitionLocationLinks,
  jsSearchIndex,
  parseGherkinDocument,
} from "@cucumber/language-service";
import { WasmParserAdapter } from "@cucumber/language-service/wasm";

const dist = new URL("../../", import.meta.resolve("@cucumber/language-service"));
const adapter = new WasmParserAdapter(fileURLToPath(dist));
await adapter.init();

const opening = "Feature: F\n  Scenario: S\n    Given ";
const position = (step) => ({ line: 2, character: "    Given ".length + step.length });

function textsOf(source) {
  const { gherkinDocument } = parseGherkinDocument(source);
  return gherkinDocument ? extractStepTexts(gherkinDocument, []) : [];
}

function knowledgeOf({ glue, features, parameterTypes }) {
  const sources = Object.entries(glue).map(([uri, content]) => ({
    languageName: "python",
    uri,
    content,
  }));
  const built = new ExpressionBuilder(adapter).build(sources, parameterTypes);
  const expressions = built.expressionLinks.map((link) => link.expression);
  const texts = Object.values(features).flatMap(textsOf);
  const index = jsSearchIndex(buildSuggestions(built.registry, texts, expressions));
  return { built, expressions, index };
}

function answer(question) {
  const { built, expressions, index } = knowledgeOf(question);
  const diagnosed = (source) => getGherkinDiagnostics(source, expressions).map((d) => d.message);
  const completed = (step) =>
    getGherkinCompletionItems(opening + step, position(step), index).map((item) => item.label);
  const defined = (step) =>
    getStepDefinitionLocationLinks(opening + step, position(""), built.expressionLinks).map(
      (link) => `${link.targetUri}:${link.targetRange.start.line + 1}`,
    );
  const mapped = (items, make) => Object.fromEntries(items.map((item) => [item, make(item)]));
  return {
    phrases: expressions.map((expression) => expression.source),
    errors: built.errors.map((error) => error.message),
    diagnoses: Object.values(question.features).flatMap(diagnosed),
    completions: mapped(question.beginnings, completed),
    definitions: mapped(question.beginnings, defined),
    matches: question.regexes.map(([regex, texts]) => {
      const whole = new RegExp(`^(${new RegExp(regex).source})$`);
      return texts.filter((text) => whole.test(text));
    }),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify(answer(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ failure: error.message }));
  }
}
