// What may be written next at a place of a text: keywords, phrases with their gaps, values of gaps.
"use strict";

const MOST_CHOICES = 8;
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
  if (keyword) return stepChoices(dictionary, text, line.kind, caret - typed.length + keyword.length, caret);
  const isClosed = OTHERWISE.includes(line.type) || line.title || restOf(text, caret).trim();
  return isClosed ? [] : keywordChoices(lines.slice(0, line.number), typed, start, caret);
}

function restOf(text, position) {
  return text.slice(position).match(/^.*/)[0];
}

// Values where a gap is begun, then phrases if nothing stands behind.
function stepChoices(dictionary, text, kind, start, caret) {
  const step = text.slice(start, caret);
  const rest = restOf(text, caret);
  const values = gapsAt(dictionary, step, kind).flatMap(({ gap, begun }) =>
    valueChoices(dictionary, text, gap, begun, caret - begun.length, caret),
  );
  const found = rest.trim() ? [] : goOn(dictionary, step, kind, MOST_CHOICES);
  const all = [...values, ...found.map((phrase) => phraseChoice(phrase, start, caret + rest.length))];
  const different = new Map(all.map((choice) => [`${choice.start} ${choice.insert}`, choice]));
  const changing = [...different.values()].filter((choice) => choice.insert !== text.slice(choice.start, choice.end));
  return changing.slice(0, MOST_CHOICES);
}

function keywordChoices(linesBefore, typed, start, end) {
  const before = linesBefore.findLast((line) => line.type === "step" || line.type === "header");
  const likely = LIKELY[before?.kind ?? before?.type ?? "none"];
  const ordered = [...new Set([...likely, ...KEYWORDS])];
  const fitting = ordered.filter((keyword) => keyword.toLowerCase().startsWith(typed.toLowerCase()));
  return fitting.map((keyword) => {
    const indent = keyword.endsWith(":") && keyword !== "Examples:" ? "" : "  ";
    return { parts: [{ text: keyword }], note: "", start, end, insert: `${indent}${keyword} `, gaps: [], goesOn: true };
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
    if (isOpen) gaps.push({ start, end, type: piece.type, isQuoted: isQuoted(known.template, place) });
    insert += text;
  });
  return { parts, note: known.description, start: from, end: to, insert, gaps };
}

function valueChoices(dictionary, text, { type, isQuoted: inQuotes }, begun, start, end) {
  const found = dictionary.types.get(type);
  const quoted = inQuotes && !found?.isClosed ? quotedElsewhere(text, start) : [];
  const values = [...new Set([...(found?.values ?? []), ...quoted])];
  const going = values.filter((value) => value.toLowerCase().startsWith(begun.toLowerCase()));
  const fitting = going.filter((value) => value !== text.slice(start, end));
  const closing = inQuotes && text[end] !== '"' ? '"' : "";
  return fitting.slice(0, MOST_CHOICES).map((value) => {
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
      if (match) found.set(`${gap.type} ${gap.isQuoted} ${match.at(-1)}`, { gap, begun: match.at(-1) });
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
    const gap = { type: piece.type, isQuoted: isQuoted(template, place) };
    const beginning = place ? matcher(`${before}(${gap.isQuoted ? '[^"]*' : ".*"})`, "u") : null;
    before += dictionary.types.get(piece.type)?.matcher?.source.slice(1, -1) ?? ".+";
    return beginning ? [{ beginning, gap }] : [];
  });
}
