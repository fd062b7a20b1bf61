// What fits into the gaps of phrases, and what is close to it, as `acceptance/checking/values.py` says it.
"use strict";

const WRONG_VALUE_WEIGHT = 0.8;
// Quotation marks that are missing, or that do not belong there.
const QUOTING_WEIGHT = 0.25;
// Titles and names begin with a capital; other words without quotation marks are hardly meant.
const UNQUOTED_WORD_WEIGHT = 0.5;
// What every further word of a value weighs: of one that fits, and of one that does not.
const LONG_VALUE_WEIGHT = 0.02;
const LONG_WRONG_VALUE_WEIGHT = 0.4;
// So many values of a type are told in a message.
const MOST_VALUES = 8;
// A number among words, as in a date, which people write in many ways.
const NUMBERED = /\p{Nd}.*[\p{L}\p{Nl}\p{No}_]|[\p{L}\p{Nl}\p{No}_].*\p{Nd}/u;
const LONGEST_DATE = 24;

function fits(type, text) {
  return !type?.matcher || type.matcher.test(text);
}

// A text in a gap, or else what is close to it.
function fit(text, type, further) {
  const longer = LONG_VALUE_WEIGHT * further;
  if (fits(type, text)) return { text, weight: longer };
  if (text.length > 2 && text.startsWith('"') && text.endsWith('"') && fits(type, text.slice(1, -1))) {
    return { text: text.slice(1, -1), weight: QUOTING_WEIGHT, isMadeUp: true };
  }
  const values = type?.values ?? [];
  const [close, far] = closest(text, values);
  if (close) return { text: close, weight: far + longer, wrong: text };
  const heavier = mayBeDate(text, values) ? 0 : LONG_WRONG_VALUE_WEIGHT * further;
  const [likely] = closest(text, values, LIKELY_VALUE);
  return { text: likely || (values[0] ?? text), weight: WRONG_VALUE_WEIGHT + heavier, wrong: text };
}

// Whether a text has a number in it, and a value has one among words.
function mayBeDate(text, values) {
  const isShort = [...text].length <= LONGEST_DATE;
  return isShort && /\p{Nd}/u.test(text) && values.some((value) => NUMBERED.test(value));
}

// The value that a text is the beginning of; with several of them it is still open which.
function begunValue(text, type, isQuoted) {
  // What stands behind an open quotation mark is the author's own.
  if (isQuoted && /^"[^"]+$/.test(text)) return { text: text.slice(1), weight: 0 };
  const begun = (type?.isClosed ? type.values : []).filter((value) => value.toLowerCase().startsWith(text.toLowerCase()));
  return begun.length ? { text: begun[0], weight: 0, isMadeUp: begun.length > 1 } : null;
}

// A text in a gap between quotation marks; one that has some inside is more than one.
function fitInQuotes(text, type, further) {
  const isQuotedText = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  const inner = isQuotedText ? text.slice(1, -1) : text.replace(/^"+/, "");
  if (inner.includes('"')) return null;
  const value = fit(inner, type, 0);
  if (text === `"${inner}"`) return value;
  const unlikely = /^\p{Uppercase}/u.test(inner) || text[0] === '"' ? 0 : UNQUOTED_WORD_WEIGHT;
  const quoting = QUOTING_WEIGHT + LONG_WRONG_VALUE_WEIGHT * further + unlikely;
  return { ...value, weight: value.weight + quoting, isMadeUp: true };
}

// A value that does not fit into its gap, in words.
function told(dictionary, given, gap) {
  const type = dictionary.types.get(gap.type);
  const what = type?.description || gap.type || "any text";
  const values = type?.isClosed ? type.values : [];
  const rest = values.length - MOST_VALUES;
  const more = rest > 0 ? ` and ${rest} more` : "";
  const which = values.length ? ` (${listed(values.slice(0, MOST_VALUES))}${more})` : "";
  return `“${given}” does not fit here, it takes ${what}${which}`;
}

// Values that have commas of their own are parted by semicolons.
function listed(values) {
  const separator = values.some((value) => value.includes(",")) ? "; " : ", ";
  return values.map((value) => value.replace(/,+$/, "")).join(separator);
}
