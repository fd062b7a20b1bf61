// The phrases of a specification, as `phrase-data.js` has them: words, and gaps that take values.
"use strict";

const KINDS = ["given", "when", "then"];
// The kind of a phrase that may follow any keyword.
const ANY_KIND = "step";
// Letters and spaces as Python has them.
const LETTER = "[\\p{L}\\p{N}_]";
const SIGN = "[^\\p{L}\\p{N}_\\s\\x1c-\\x1f\\x85]|\\ufeff";
// A step is compared by quoted texts, numbers, words, the 's of an owner, and other signs.
const NUMBER = "\\p{Nd}+(?:[.,]\\p{Nd}+)+";
const WORD = `${LETTER}+(?:[-'’](?!s(?!${LETTER}))${LETTER}+)*`;
const TOKEN = new RegExp(`"[^"]*"?|${NUMBER}|${WORD}|['’]s(?!${LETTER})|${SIGN}`, "gu");

// An expression that this browser cannot read is one that nothing can be said of.
function matcher(regex, flags) {
  if (regex === null) return null;
  try {
    return new RegExp(`^(?:${regex})$`, flags);
  } catch {
    return null;
  }
}

// `data` is what the site has written, as lists, which take less room.
function readDictionary(data) {
  const types = new Map();
  for (const [name, description, values, isClosed, regex] of data.types) {
    types.set(name, { name, description, values, isClosed, matcher: regex ? matcher(regex, "u") : null });
  }
  const phrases = data.phrases.map(([kinds, pieces, regex, description, link, uses, below]) => {
    const template = pieces.map((piece) => (typeof piece === "string" ? piece : { name: piece[0], type: piece[1] }));
    const gaps = template.filter((piece) => typeof piece !== "string");
    // Of no expression at all nothing matches, of one that cannot be read it is not known.
    const found = regex === "" ? /(?!)/ : matcher(regex, "su");
    // A phrase that is a regular expression does not match itself: nobody writes it as it stands.
    const isWritable = gaps.length > 0 || !found || found.test(template.join(""));
    return { kinds, template, description, link, uses, below, gaps, tokens: tokensOf(template), matcher: found, isWritable };
  });
  return { types, phrases };
}

function tokensOf(template) {
  return template.flatMap((piece, number) => {
    if (typeof piece !== "string") return [{ gap: piece, isQuoted: isQuoted(template, number) }];
    const words = piece.slice(isQuoted(template, number - 1) ? 1 : 0);
    return (isQuoted(template, number + 1) ? words.slice(0, -1) : words).match(TOKEN) ?? [];
  });
}

function isQuoted(template, number) {
  const [before, gap, after] = [template[number - 1], template[number], template[number + 1]];
  if (typeof gap !== "object" || typeof before !== "string" || typeof after !== "string") return false;
  return before.endsWith('"') && after.startsWith('"');
}

function takes(known, kind) {
  return known.kinds.includes(kind) || known.kinds.includes(ANY_KIND) || kind === ANY_KIND;
}

// The phrase that says a step, the first in the order in which behave tries them.
function findPhrase(dictionary, text, kind) {
  return dictionary.phrases.find((known) => takes(known, kind) && known.matcher?.test(text));
}

// Whether there are phrases of which nobody can tell here whether they say a step.
function hasUnreadable(dictionary, kind) {
  return dictionary.phrases.some((known) => takes(known, kind) && !known.matcher);
}

function filled(template, values) {
  let next = 0;
  return template.map((piece) => (typeof piece === "string" ? piece : values[next++])).join("");
}

function nameOf(gap) {
  return gap.name.replaceAll("_", " ");
}

function exampleValue(dictionary, gap) {
  return dictionary.types.get(gap.type)?.values[0] ?? nameOf(gap);
}
