// Let Cucumber's own tools read a stream, and print what they make of it as JSON.
//
//     node official.mjs STREAM

import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { CucumberHtmlStream } from "@cucumber/html-formatter";
import { JUnitXmlPrinter } from "@cucumber/junit-xml-formatter";
import { parseEnvelope } from "@cucumber/messages";
import { PrettyPrinter, SummaryPrinter } from "@cucumber/pretty-formatter";
import { Query } from "@cucumber/query";

const lines = readFileSync(process.argv[2], "utf8").split("\n").slice(0, -1);
const envelopes = lines.map((line) => parseEnvelope(line));

function printed(Printer) {
  const stream = new PassThrough();
  const printer = new Printer({ stream });
  for (const envelope of envelopes) printer.update(envelope);
  stream.end();
  return text(stream);
}

const query = new Query();
for (const envelope of envelopes) query.update(envelope);

const junit = [];
const junitPrinter = new JUnitXmlPrinter({}, (content) => junit.push(content));
for (const envelope of envelopes) junitPrinter.update(envelope);

const formatter = new CucumberHtmlStream();
const html = text(formatter);
for (const envelope of envelopes) formatter.write(envelope);
formatter.end();

const attached = query
  .findAllTestStepFinished()
  .flatMap((finished) => query.findAttachmentsBy(finished))
  .map(({ mediaType, fileName = "" }) => `${mediaType} ${fileName}`);

console.log(
  JSON.stringify({
    counts: query.countMostSevereTestStepResultStatus(),
    testCases: query.countTestCasesStarted(),
    pickles: query.findAllPickles().length,
    phrases: query.findAllStepDefinitions().length,
    success: query.findTestRunFinished().success,
    attached,
    junit: junit.join(""),
    pretty: await printed(PrettyPrinter),
    summary: await printed(SummaryPrinter),
    html: await html,
  }),
);
