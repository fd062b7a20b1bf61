// Lines that were meant to be Gherkin and are not, as `acceptance/checking/slips.py` finds them.
"use strict";

const STEP_WORDS = ["Given", "When", "Then", "And", "But"];
const TITLE_WORDS = ["Feature", "Background", "Rule", "Example", "Scenario", "Scenario Outline", "Scenario Template", "Examples", "Scenarios"];
const TITLED = /^([\p{L}_][\p{L}\p{N}_ ]*?)\s*:(.*)$/u;
const BULLET = /^[-*•–]\s+(.+)$/;
// Below these titles stands prose, below others stand steps.
const ABOVE_PROSE = ["Feature", "Rule"];
const NO_GHERKIN = ["narrative", "words", "stray"];

// What to write instead of lines, by their numbers; `isStep` tells whether a phrase says a text.
function slipsOf(lines, isStep) {
  const slips = new Map();
  let isProse = true;
  const said = lines.filter((line) => !["blank", "comment", "quoted", "fence"].includes(line.type));
  said.forEach((line, number) => {
    const wanted = wantedOf(line, said[number - 1], said[number + 1], { isStep, isProse });
    if (wanted) slips.set(line.number, wanted);
    if (line.type === "header") isProse = ABOVE_PROSE.includes(line.keyword);
  });
  return slips;
}

function wantedOf(line, before, after, place) {
  if (["Example", "Scenario"].includes(line.keyword) && after?.type === "row") return `Examples: ${line.title}`.trim();
  if (!NO_GHERKIN.includes(line.type)) return "";
  return withColon(line, after, place) || withoutColon(line, after) || asStep(line, before, place) || asBullet(line.text, place);
}

// "Scenaro: A" and "Given: tea"
function withColon(line, after, place) {
  const [, word, rest] = TITLED.exec(line.text) ?? [];
  if (!word) return "";
  const title = closestWord(word, TITLE_WORDS);
  if (title && (line.type === "stray" || leadsOn(title, after))) return `${title}:${rest}`;
  const step = closestWord(word, STEP_WORDS);
  const isMeant = line.type !== "words" || !place.isProse || place.isStep(rest.trim());
  return step && isMeant ? `${step} ${rest.trim()}` : "";
}

// "Scenario A" above a step
function withoutColon(line, after) {
  const low = line.text.toLowerCase();
  const longest = [...TITLE_WORDS].sort((one, other) => other.length - one.length);
  const title = longest.find((word) => `${low} `.startsWith(`${word.toLowerCase()} `));
  if (!title || !(line.type === "stray" || leadsOn(title, after))) return "";
  return `${title}: ${line.text.slice(title.length).trim()}`.trim();
}

// "Wehn Bob drinks" and "given tea" among steps, and a step that has no keyword at all
function asStep(line, before, { isStep, isProse }) {
  const [word, rest] = [line.text.split(" ", 1)[0], line.text.replace(/^\S+ ?/, "")];
  const keyword = closestWord(word, STEP_WORDS);
  const isAmong = ["step", "row"].includes(before?.type) && !isProse;
  if (keyword && (isAmong || line.type === "stray" || isStep(rest))) return `${keyword} ${rest}`;
  return before?.type === "header" && !isProse && isStep(line.text) ? `Given ${line.text}` : "";
}

// "- Given tea"
function asBullet(text, { isStep, isProse }) {
  const [, rest] = BULLET.exec(text) ?? [];
  const [, word, more] = /^(\w+) (.*)$/.exec(rest ?? "") ?? [];
  const keyword = STEP_WORDS.find((each) => each.toLowerCase() === word?.toLowerCase());
  return keyword && (!isProse || isStep(more)) ? `${keyword} ${more}` : "";
}

// Whether what follows is what stands below such a title; prose has colons, too.
function leadsOn(title, after) {
  if (!after) return false;
  if (TABLES.includes(title)) return after.type === "row";
  if (title === "Rule") return after.type === "header";
  return Boolean(closestWord(after.text.split(" ", 1)[0], STEP_WORDS));
}

// The keyword that a word was meant to be, in any case.
function closestWord(word, keywords) {
  const far = (keyword) => distance(word.toLowerCase(), keyword.toLowerCase(), CLOSE_WORD);
  const best = keywords.reduce((one, other) => (far(other) < far(one) ? other : one));
  return far(best) <= CLOSE_WORD ? best : "";
}
