// A text that somebody writes, read as Gherkin: its scenarios and steps with their tables, and
// how it is laid out.
"use strict";

const STEP = /^(Given|When|Then|And|But|\*)(?:\s+(.*))?$/;
const HEADER = /^(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenario|Examples|Scenarios|Example):\s*(.*)$/;
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
      const names = tags.flatMap((each) => each.text.split(/\s+/));
      part = { header: line, tags: names, isPlanned: names.includes(PLANNED), steps: [], tables: [] };
      draft.parts.push(part);
    }
    if (line.type === "tags") tags.push(line);
    else if (line.type !== "blank" && line.type !== "comment") tags = [];
    if (!part) draft.before.push(line);
    else readInto(part, line);
  }
  for (const { steps, tables } of draft.parts) {
    for (const step of steps) step.variants = variantsOf(step.step, tables);
  }
  return draft;
}

function readInto(part, line) {
  const [step, table] = [part.steps.at(-1), part.tables.at(-1)];
  if (line.type === "step") part.steps.push(Object.assign(line, { rows: [], hasText: false }));
  else if (line.type === "header" && TABLES.includes(line.keyword)) part.tables.push({ header: line, columns: [], rows: [] });
  else if (line.type === "fence" && step) step.hasText = true;
  if (line.type !== "row") return;
  const row = { line, cells: cellsOf(line.text) };
  if (!table) step?.rows.push(row);
  else if (table.columns.length) table.rows.push(row);
  else table.columns = row.cells;
}

function cellsOf(row) {
  const cells = row.replace(/^\||\|$/g, "").split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim().replace(/\\([\\|])/g, "$1"));
}

// A step as it is said, of an outline once for each row of its examples. What has no example keeps
// its placeholder.
function variantsOf(step, tables) {
  const all = tables.flatMap(({ columns, rows }) => rows.map((row) => ({ columns, row })));
  const fillIn = ({ columns, row }) => step.replace(PLACEHOLDER, (found, name) => row.cells[columns.indexOf(name)] ?? found);
  if (!all.length || !step.includes("<")) return [{ said: step, row: null }];
  return all.map((each) => ({ said: fillIn(each), row: each.row }));
}

// --- Its layout

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

// The text with every scenario marked as planned that has one of these steps.
function withPlanned(draft, isUnknown) {
  const scenarios = draft.parts.filter((part) => SCENARIOS.includes(part.header.keyword));
  const planned = scenarios.filter((part) => part.steps.some(isUnknown) && !part.isPlanned);
  const headers = new Set(planned.map((part) => part.header));
  const mark = ({ raw }) => raw.replace(/\S.*/, PLANNED);
  return draft.lines.flatMap((line) => (headers.has(line) ? [mark(line), line.raw] : [line.raw])).join("\n");
}
