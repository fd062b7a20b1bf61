// How much words count, and how much alike two texts are, as `acceptance/checking/likeness.py` says it.
"use strict";

// Little words, which make no phrase another one.
const LITTLE = new Set("a an and are as at be by for her his in is it of on that the to was with".split(" "));
const LITTLE_WEIGHT = 0.35;
const SIGN_WEIGHT = 0.2;
const OTHER_CASE_WEIGHT = 0.05;
// Texts that differ more than this, as a part of the longer one, are not alike.
const CLOSE_WORD = 0.34;
const CLOSE_VALUE = 0.35;
// So far away, a value may still be what was meant.
const LIKELY_VALUE = 0.5;
const QUOTED = /"([^"]*)"/g;

// The letters to be changed, as a part of the longer text; beyond the limit it is 1. Two letters
// that are swapped count as one change.
function distance(one, other, limit) {
  const [letters, others] = [[...one], [...other]];
  const longest = Math.max(letters.length, others.length, 1);
  if (Math.abs(letters.length - others.length) > limit * longest) return 1;
  let before = [];
  let row = Array.from({ length: others.length + 1 }, (_, number) => number);
  letters.forEach((letter, i) => {
    const following = [i + 1];
    others.forEach((against, j) => {
      let changes = Math.min(row[j] + (letter !== against), row[j + 1] + 1, following[j] + 1);
      if (i && j && letter === others[j - 1] && letters[i - 1] === against) changes = Math.min(changes, before[j - 1] + 1);
      following.push(changes);
    });
    [before, row] = [row, following];
  });
  const found = row.at(-1) / longest;
  return found <= limit ? found : 1;
}

// The value that is closest to a text, and how far it is; "" if none is close. What is quoted in a
// value is only an example: the author's own takes its place.
function closest(text, values, limit = CLOSE_VALUE) {
  const words = text.replace(QUOTED, '""').toLowerCase();
  const own = Array.from(text.matchAll(QUOTED), (match) => match[1]);
  let [best, smallest] = ["", 1];
  for (const value of values) {
    const found = distance(value.replace(QUOTED, '""').toLowerCase(), words, limit);
    if (found < smallest) [best, smallest] = [value, found];
  }
  return [best.replace(QUOTED, (_, example) => `"${own.length ? own.shift() : example}"`), smallest];
}

function weigh(token) {
  if (typeof token !== "string" || token[0] === '"') return 1;
  if (LITTLE.has(token.toLowerCase())) return LITTLE_WEIGHT;
  return /^[\p{L}\p{N}]/u.test(token) ? 1 : SIGN_WEIGHT;
}

// What a word weighs in the place of another; one that is not alike is wrong as a whole.
function difference(word, token) {
  if (word === token) return 0;
  const heavier = Math.max(weigh(word), weigh(token));
  return heavier * Math.max(distance(word.toLowerCase(), token.toLowerCase(), CLOSE_WORD), OTHER_CASE_WEIGHT);
}
