// A text that somebody writes, read as Gherkin: its scenarios and steps, what is wrong with it that
// needs no phrases to be seen, and the feature file that it makes.
"use strict";

const STEP = /^(Given|When|Then|And|But|\*)(?:\s+(.*))?$/;
const HEADER = /^(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenario|Examples|Scenarios|Example)\s*:\s*(.*)$/;
const FENCE = /^("""|```)/;
const TABLES = ["Examples", "Scenarios"];
const OUTLINES = ["Scenario Outline", "Scenario Template"];
const SCENARIOS = ["Scenario", "Example", ...OUTLINES];
const PLACEHOLDER = /<([^<>]+)>/g;
const PLANNED = "@wip";

// Every line with what it is; a step has its kind, which And, But and * take from the one before.
function readLines(text) {
  let [fence, kind, place] = ["", "given", "narrative"];
  return text.split("\n").map((raw, number) => {
    const line = { number, raw, text: raw.trim(), type: "" };
    const [isFence, step, header] = [FENCE.exec(line.text)?.[0], STEP.exec(line.text), HEADER.exec(line.text)];
    if (fence || isFence) {
      line.type = fence && isFence !== fence ? "quoted" : "fence";
      if (line.type === "fence") fence = fence ? "" : isFence;
    } else if (!line.text || line.text.startsWith("#")) {
      line.type = line.text ? "comment" : "blank";
    } else if (line.text.startsWith("@")) {
      line.type = "tags";
    } else if (line.text.startsWith("|")) {
      line.type = "row";
    } else if (header) {
      Object.assign(line, { type: "header", keyword: header[1], title: header[2] });
      [kind, place] = ["given", "words"];
    } else if (step) {
      if (KINDS.includes(step[1].toLowerCase())) kind = step[1].toLowerCase();
      Object.assign(line, { type: "step", keyword: step[1], step: step[2] ?? "", kind });
      place = "stray";
    } else {
      line.type = place;
    }
    return line;
  });
}

// The scenarios and backgrounds of a text, each with its lines, and what stands before them.
function readDraft(text) {
  const draft = { lines: readLines(text), parts: [], before: [] };
  let [part, tags] = [null, []];
  for (const line of draft.lines) {
    const opens = line.type === "header" && !TABLES.includes(line.keyword) && line.keyword !== "Feature";
    if (opens) {
      part = { header: line, tags: tags.flatMap((each) => each.text.split(/\s+/)), steps: [], tables: [] };
      draft.parts.push(part);
    }
    if (line.type === "tags") tags.push(line);
    else if (line.type !== "blank" && line.type !== "comment") tags = [];
    if (!part) draft.before.push(line);
    else readInto(part, line);
  }
  for (const { steps, tables } of draft.parts) for (const step of steps) step.said = fillIn(step.step, tables);
  return draft;
}

function readInto(part, line) {
  if (line.type === "step") part.steps.push(line);
  if (line.type === "header" && TABLES.includes(line.keyword)) part.tables.push([]);
  if (line.type === "row") part.tables.at(-1)?.push(cellsOf(line.text));
}

function cellsOf(row) {
  const cells = row.replace(/^\||\|$/g, "").split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim().replace(/\\([\\|])/g, "$1"));
}

// A step of an outline, as its first example says it.
function fillIn(step, tables) {
  const [header, row] = tables.find((rows) => rows.length > 1) ?? [[], []];
  return step.replace(PLACEHOLDER, (found, name) => row[header.indexOf(name)] ?? found);
}

// What is wrong with a text, in sentences; `feature` is the one that it is to be added to.
function problemsOf(draft, feature) {
  const found = [];
  const say = (line, sentence) => found.push(`Line ${line.number + 1}: ${sentence}`);
  const scenarios = draft.parts.filter((part) => SCENARIOS.includes(part.header.keyword));
  if (!scenarios.length) found.push("There is no scenario yet. Begin a line with “Scenario:” and say what comes of it.");
  const fences = draft.lines.filter((line) => line.type === "fence");
  if (fences.length % 2) say(fences.at(-1), "the text that begins here does not end. Close it with the same three signs.");
  for (const line of draft.lines) {
    if (line.type === "narrative" && feature) say(line, "in a feature that there is, a line begins with “Scenario:”.");
    if (line.type === "stray") say(line, "a step begins with Given, When, Then, And or But.");
    if (line.type === "step" && !line.step) say(line, `say what comes after “${line.keyword}”.`);
    if (line.keyword === "Feature") say(line, "which feature it belongs to is said below; take this line out.");
  }
  for (const line of draft.before) {
    if (line.type === "step") say(line, "this step is in no scenario. Put a line before it that begins with “Scenario:”.");
  }
  for (const scenario of scenarios) problemsOfScenario(scenario, (sentence) => say(scenario.header, sentence));
  return found;
}

function problemsOfScenario({ header, steps, tables }, say) {
  if (!header.title) say("the scenario has no title. Say what comes of it.");
  if (!steps.length) say("the scenario has no steps.");
  else if (!steps.some((step) => step.kind === "then")) say("the scenario has no Then: nothing says what comes of it.");
  if (OUTLINES.includes(header.keyword) && !tables.some((rows) => rows.length > 1)) {
    say("an outline needs “Examples:” with a table, one line for the names and one for each example.");
  }
}

// --- The file

// How far each kind of line is set in, beyond the scenarios; what is quoted keeps its own shape.
const INDENTS = { step: 2, stray: 2, words: 2, row: 4, fence: 4 };
// What stands above a line belongs to it.
const ABOVE = ["tags", "comment", "blank"];

function indentsOf(lines, depth) {
  let inRule = 0;
  const indents = lines.map((line) => {
    if (line.keyword === "Rule") {
      inRule = 2;
      return depth;
    }
    return depth + inRule + (TABLES.includes(line.keyword) ? 2 : (INDENTS[line.type] ?? 0));
  });
  for (let number = lines.length - 2; number >= 0; number--) {
    if (ABOVE.includes(lines[number].type)) indents[number] = indents[number + 1];
  }
  return indents;
}

// The lines of a draft, set in as a feature file has them, `depth` deep.
function laidOut(draft, depth) {
  const indents = indentsOf(draft.lines, depth);
  let shift = 0;
  return draft.lines.map(({ type, raw, text }, number) => {
    if (type === "blank") return "";
    if (type === "quoted") return " ".repeat(Math.max(0, shift)) + raw.replace(new RegExp(`^ {0,${Math.max(0, -shift)}}`), "");
    if (type === "fence") shift = indents[number] - raw.search(/\S/);
    return " ".repeat(indents[number]) + text;
  });
}

// A feature file of its own, or only what is to be added to one that there is.
function fileOf(draft, feature, title) {
  const hasRule = draft.parts.some((part) => part.header.keyword === "Rule");
  const lines = laidOut(draft, feature?.hasRules && !hasRule ? 4 : 2);
  const body = lines.join("\n").replace(/^\n+|\s+$/g, "");
  return feature ? `${body}\n` : `Feature: ${title.trim()}\n\n${body}\n`;
}

function fileName(title) {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["feature"];
  return `${words.join("_").slice(0, 60)}.feature`;
}

// The text with every scenario marked as planned that has one of these steps.
function withPlanned(draft, isUnknown) {
  const scenarios = draft.parts.filter((part) => SCENARIOS.includes(part.header.keyword));
  const planned = scenarios.filter((part) => part.steps.some(isUnknown) && !part.tags.includes(PLANNED));
  const headers = new Set(planned.map((part) => part.header));
  const mark = ({ raw }) => raw.replace(/\S.*/, PLANNED);
  return draft.lines.flatMap((line) => (headers.has(line) ? [mark(line), line.raw] : [line.raw])).join("\n");
}
