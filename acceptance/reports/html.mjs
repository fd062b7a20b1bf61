// Write a stream as the page that Cucumber's own formatter makes of it, to standard output.
//
//     node html.mjs STREAM FOLDER
//
// FOLDER leads from the page to the folder of the stream. The formatter is looked for in
// node_modules of the working directory and of the folders above it.

import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const NOT_INSTALLED = 3;
const OURS = "application/x.acceptance.";
const HEAD = "<head>";
// A description may be Markdown, with a picture from anywhere: let the page load only its own.
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; " +
  "img-src 'self' file: data:; media-src 'self' file: data:; font-src data:";

const [stream, folder] = process.argv.slice(2);

function findFormatter() {
  const require = createRequire(join(process.cwd(), "package.json"));
  try {
    return pathToFileURL(require.resolve("@cucumber/html-formatter"));
  } catch {
    process.exit(NOT_INSTALLED);
  }
}

async function* messages() {
  let rest = "";
  // Not node:readline, which also ends a line at U+2028, where JSON goes on.
  for await (const chunk of createReadStream(stream, "utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest) yield JSON.parse(rest);
}

// The formatter's page shows attachments, but no external ones. Pictures may have an address there;
// anything else becomes a link, because a page that is opened as a file may fetch nothing.
function asAttachment({ url, mediaType, ...place }) {
  const address = url.startsWith("/") ? url : folder + url;
  const fileName = decodeURIComponent(url.split("/").at(-1));
  return mediaType.startsWith("image/")
    ? { ...place, mediaType, fileName, url: address, body: "", contentEncoding: "IDENTITY" }
    : { ...place, mediaType: "text/uri-list", body: address, contentEncoding: "IDENTITY" };
}

async function feed(formatter) {
  for await (const message of messages()) {
    if (message.attachment?.mediaType.startsWith(OURS)) continue; // for our own reports only
    const external = message.externalAttachment;
    const shown = external ? { attachment: asAttachment(external) } : message;
    if (!formatter.write(shown)) await once(formatter, "drain");
  }
  formatter.end();
}

async function publish(formatter) {
  const restricted = `${HEAD}\n\t<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  let isBeginning = true;
  for await (const chunk of formatter) {
    const text = isBeginning ? chunk.replace(HEAD, restricted) : chunk;
    isBeginning = false;
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  }
}

try {
  const { CucumberHtmlStream } = await import(findFormatter());
  const formatter = new CucumberHtmlStream();
  await Promise.all([feed(formatter), publish(formatter)]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
