// Run scripts of a site without a page, then an expression, and print what it comes to as JSON. What
// to do stands on standard input: the files, the expression, and what is `given` that it may use.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const { files, expression, given } = JSON.parse(readFileSync(0, "utf8"));
globalThis.given = given;
for (const file of files) vm.runInThisContext(readFileSync(file, "utf8"), { filename: file });
console.log(JSON.stringify(vm.runInThisContext(expression)));
