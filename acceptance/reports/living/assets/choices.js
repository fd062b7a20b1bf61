// What may be written next at a place of a text: keywords, phrases with their gaps, values of gaps.
"use strict";

// Says whether a gap takes any word at all.
const ANY_WORD = "xyzzy";
const NEW_NAME = /(?:^|_)(?:new|slug|address)/;
const NEW_THING = /\bnew [^"]*"$/;
const KEYWORDS = ["Given", "When", "Then", "And", "But", "Scenario:", "Scenario Outline:", "Examples:", "Rule:", "Background:"];
// What is likely to come next, after each kind of line; the rest comes behind.
const LIKELY = {
  header: ["Given", "When"],
  given: ["When", "And"],
  when: ["Then", "And"],
  then: ["And", "But", "Scenario:"],
  none: ["Scenario:", "Rule:"],
};

// Lines in which no step begins.
const OTHERWISE = ["quoted", "fence", "comment", "tags", "row"];

// A choice is what it inserts from `start` to `end`, with the gaps in it that are still to be filled.

function choicesAt(dictionary, text, caret, gap) {
  if (gap) return valueChoices(dictionary, text, gap, text.slice(gap.start, Math.min(caret, gap.end)), gap.start, gap.end);
  const start = text.slice(0, caret).lastIndexOf("\n") + 1;
  const lines = readLines(text);
  const line = lines[text.slice(0, start).split("\n").length - 1];
  const typed = text.slice(start, caret).trimStart();
  const keyword = line.type === "step" && typed.match(/^\S+\s+/)?.[0];
  if (keyword) return stepChoices(dictionary, text, lines, line, caret - typed.length + keyword.length, caret);
  const isClosed = OTHERWISE.includes(line.type) || line.title || restOf(text, caret).trim();
  if (isClosed) return [];
  const before = lines.slice(0, line.number);
  const below = typed ? [] : belowChoices(dictionary, lines, line.number - 1, start, caret);
  return [...below, ...keywordChoices(before, typed, start, caret)];
}

function restOf(text, position) {
  return text.slice(position).match(/^.*/)[0];
}

// Values where a gap is begun, then phrases if nothing stands behind; of a step that a phrase says
// in full, only what belongs below it.
function stepChoices(dictionary, text, lines, { kind, number }, start, caret) {
  const step = text.slice(start, caret);
  const rest = restOf(text, caret);
  if (!rest && findPhrase(dictionary, step, kind)) return belowChoices(dictionary, lines, number, caret, caret, "\n");
  const values = gapsAt(dictionary, step, kind).flatMap(({ gap, begun }) =>
    valueChoices(dictionary, text, gap, begun, caret - begun.length, caret),
  );
  const all = rest.trim() ? [] : goOn(dictionary, step, kind, Infinity);
  const going = all.filter((phrase) => !takesHalfAWord(dictionary, phrase, step));
  const found = going.filter((phrase) => phrase.weight <= going[0].weight + MARGIN);
  const choices = [...firstChoices(dictionary, step, kind, start, caret), ...values, ...found.map((phrase) => phraseChoice(phrase, start, caret + rest.length))];
  const different = new Map(choices.map((choice) => [`${choice.start} ${choice.insert}`, choice]));
  return [...different.values()].filter((choice) => choice.insert !== text.slice(choice.start, choice.end));
}

// Whether a gap that takes nearly anything is filled by a word that is only begun.
function takesHalfAWord(dictionary, { known, values }, step) {
  const isHalf = (value) => value && step.endsWith(value) && !step.endsWith(`"${value}`);
  return /\p{L}$/u.test(step) && known.gaps.some((gap, number) => isHalf(values[number]) && fits(dictionary.types.get(gap.type), ANY_WORD));
}

// How the value goes on that a step begins with: "Vera, in" with the administration.
function firstChoices(dictionary, step, kind, start, end) {
  const phrases = dictionary.phrases.filter((known) => known.isWritable && takes(known, kind));
  const types = new Set(phrases.map(({ template }) => dictionary.types.get(template[0].type)).filter((type) => type?.isClosed));
  return [...types].flatMap(({ values, description: note }) => {
    const isBegun = values.some((value) => step.length > value.length && step.startsWith(value));
    const going = isBegun ? values.filter((value) => value.toLowerCase().startsWith(step.toLowerCase())) : [];
    return going.map((value) => ({ parts: [{ text: value }], note, start, end, insert: `${value} `, gaps: [] }));
  });
}

// The heading row of the table, or the signs around the text, that belongs below a step.
function belowChoices(dictionary, lines, number, start, end, before = "") {
  const step = lines[number];
  const below = step?.type === "step" && findPhrase(dictionary, step.step, step.kind)?.below;
  const next = lines.slice(number + 1).find((line) => line.text);
  if (!below || ["row", "fence"].includes(next?.type)) return [];
  const text = belowText(below, indentOf(step));
  const parts = [{ text: isText(below) ? 'A text between """' : text.trim() }];
  const insert = before + text;
  // A text is written between its signs.
  const inside = insert.lastIndexOf("\n");
  const gaps = isText(below) ? [{ start: inside, end: inside, name: "" }] : [];
  return [{ parts, note: "belongs below this step", start, end, insert, gaps, isBelow: true }];
}

function isText(below) {
  return below[0].startsWith('"""');
}

function belowText(below, indent) {
  const inner = `${indent}  `;
  if (isText(below)) return `${inner}"""\n${inner}\n${inner}"""`;
  return `${inner}| ${below.map((cell) => cell.replace(/[\\|]/g, "\\$&")).join(" | ")} |`;
}

function indentOf({ raw }) {
  return raw.match(/^\s*/)[0];
}

function keywordChoices(linesBefore, typed, start, end) {
  const before = linesBefore.findLast((line) => line.type === "step" || line.type === "header");
  const likely = LIKELY[before?.kind ?? before?.type ?? "none"];
  const ordered = [...new Set([...likely, ...KEYWORDS])];
  const fitting = ordered.filter((keyword) => keyword.toLowerCase().startsWith(typed.toLowerCase()));
  const header = linesBefore.findLast((line) => line.type === "header" && !TABLES.includes(line.keyword));
  const title = header ? indentOf(header) : "";
  return fitting.map((keyword) => {
    const indent = keyword.endsWith(":") && keyword !== "Examples:" ? title : `${title}  `;
    return { parts: [{ text: keyword }], note: "", start, end, insert: `${indent}${keyword} `, gaps: [] };
  });
}

function phraseChoice({ known, values }, from, to) {
  const [parts, gaps] = [[], []];
  let [insert, number] = ["", 0];
  known.template.forEach((piece, place) => {
    const isOpen = typeof piece !== "string" && values[number] === undefined;
    const text = typeof piece === "string" ? piece : (values[number++] ?? (nameOf(piece) || "…"));
    parts.push({ text, isGap: isOpen });
    const [start, end] = [insert.length, insert.length + text.length];
    if (isOpen) gaps.push({ start, end, name: text, ...gapAt(known.template, place) });
    insert += text;
  });
  return { parts, note: known.description, start: from, end: to, insert, gaps };
}

function gapAt(template, place) {
  const { name, type } = template[place];
  // What is new has no name that exists.
  const isNew = NEW_NAME.test(name) || NEW_THING.test(template[place - 1] ?? "");
  return { type, isQuoted: isQuoted(template, place), isNew };
}

function valueChoices(dictionary, text, { type, isQuoted: inQuotes, isNew }, begun, start, end) {
  const found = dictionary.types.get(type);
  const quoted = inQuotes && !isNew && !found?.isClosed ? quotedElsewhere(text, start) : [];
  const values = [...new Set([...(found?.values ?? []), ...quoted])];
  const going = values.filter((value) => value.toLowerCase().startsWith(begun.toLowerCase()));
  const fitting = going.filter((value) => value !== text.slice(start, end));
  const closing = inQuotes && text[end] !== '"' ? '"' : "";
  return fitting.map((value) => {
    const written = { start, end, insert: value + closing, gaps: [], skips: inQuotes && !closing };
    return { parts: [{ text: value }], note: found?.description ?? "", ...written };
  });
}

// What stands between quotation marks in all lines but the one that is written.
function quotedElsewhere(text, position) {
  const present = text.slice(0, position).split("\n").length - 1;
  const elsewhere = text.split("\n").filter((_, number) => number !== present);
  return elsewhere.flatMap((line) => Array.from(line.matchAll(QUOTED), (match) => match[1])).filter(Boolean);
}

// The gaps that the end of a step may stand in, with what is written of their values.
function gapsAt(dictionary, step, kind) {
  const found = new Map();
  for (const known of dictionary.phrases) {
    if (!known.isWritable || !takes(known, kind)) continue;
    known.beginnings ??= beginningsOf(dictionary, known);
    for (const { beginning, gap } of known.beginnings) {
      const match = beginning.exec(step);
      if (match) found.set(`${gap.type} ${gap.isQuoted} ${gap.isNew} ${match.at(-1)}`, { gap, begun: match.at(-1) });
    }
  }
  return [...found.values()];
}

// How a step with a phrase begins up to each gap; at the very beginning, phrases are offered instead.
function beginningsOf(dictionary, { template }) {
  let before = "";
  return template.flatMap((piece, place) => {
    if (typeof piece === "string") {
      before += piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
      return [];
    }
    const gap = gapAt(template, place);
    const beginning = place ? matcher(`${before}(${gap.isQuoted ? '[^"]*' : ".*"})`, "u") : null;
    before += dictionary.types.get(piece.type)?.matcher?.source.slice(1, -1) ?? ".+";
    return beginning ? [{ beginning, gap }] : [];
  });
}
