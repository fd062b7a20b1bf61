// What is wrong with a draft that needs no phrases to be seen, in the words of
// `acceptance/checking/checks`.
"use strict";

const MOST_WORDS = 9;
const MOST_STEPS = 8;
const MOST_COLUMNS = 4;

// Each problem with its line; `mended` is what can be put into its place. `isStep` tells whether a
// phrase says a text, `isAdded` whether the draft goes into a feature that there is.
function problemsOf(draft, { isAdded = false, isStep = () => false } = {}) {
  const slips = slipsOf(draft.lines, isStep);
  const meant = slips.size ? readDraft(draft.lines.map((line) => slipMended(line, slips)).join("\n")) : draft;
  const found = draft.lines.filter(({ number }) => slips.has(number)).map((line) => problemOfSlip(line, slips));
  const say = (line, sentence) => found.push({ line, sentence });
  const scenarios = meant.parts.filter((part) => SCENARIOS.includes(part.header.keyword));
  if (!scenarios.length) say(null, "There is no scenario yet. Begin a line with “Scenario:” and say what comes of it.");
  problemsOfLines(meant, isAdded, say);
  for (const scenario of scenarios) {
    problemsOfTitle(scenario.header, (sentence) => say(scenario.header, sentence));
    problemsOfShape(scenario, say);
    problemsOfTables(scenario, say);
  }
  return found.sort((one, other) => (one.line?.number ?? 0) - (other.line?.number ?? 0));
}

function slipMended({ raw, number }, slips) {
  return slips.has(number) ? raw.replace(/\S.*/, () => slips.get(number)) : raw;
}

function problemOfSlip(line, slips) {
  const wanted = slips.get(line.number);
  return { line, sentence: `"${line.text}" does not begin with a keyword. Did you mean:`, wanted, mended: slipMended(line, slips) };
}

function problemsOfLines({ lines, before }, isAdded, say) {
  const fences = lines.filter((line) => line.type === "fence");
  if (fences.length % 2) say(fences.at(-1), 'The doc string that begins here is not closed. Write """ in a line below it.');
  for (const line of lines) {
    if (line.type === "narrative" && isAdded) say(line, "In a feature that there is, a line begins with “Scenario:”.");
    if (line.type === "stray") say(line, `"${line.text}" is not understood here. Begin a step with Given, When, Then, And or But.`);
    if (line.type === "step" && !line.step) say(line, `Say what comes after “${line.keyword}”.`);
    if (line.keyword === "Feature") say(line, "Which feature it belongs to is said below; take this line out.");
  }
  for (const line of before) {
    if (line.type === "step") say(line, "This step is in no scenario. Put a line before it that begins with “Scenario:”.");
  }
}

function problemsOfTitle({ keyword, title }, say) {
  const number = title.split(/\s+/).length;
  const words = title.toLowerCase().replace(/"[^"]*"|“[^”]*”/g, " ").match(/[\p{L}\p{N}_-]+|&/gu) ?? [];
  if (!title) say(`This ${keyword.toLowerCase()} has no title. Write one behind "${keyword}:".`);
  if (number > MOST_WORDS) say(`The title has ${number} words; ${MOST_WORDS} are the most. Say only what sets this example apart.`);
  if (words.includes("and") || words.includes("&")) {
    say('The title joins two things by "and". Write two scenarios, or name the outcome that matters.');
  }
}

function problemsOfShape({ header, steps, isPlanned }, say) {
  const blocks = steps.filter((step, number) => step.kind !== steps[number - 1]?.kind);
  const kinds = blocks.map((step) => step.kind);
  const [when, then] = [kinds.indexOf("when"), kinds.indexOf("then")];
  const [first, givens] = [steps[0], blocks.slice(1).filter((step) => step.kind === "given")];
  const again = blocks.filter((step) => step.kind === "when")[1];
  if (!first && !isPlanned) say(header, "The scenario has no steps. Write Given, When and Then, or tag it @wip while it is planned.");
  if (first && !isPlanned && then < 0) say(header, "No step says what comes of it. End it with a Then: what does somebody see or get?");
  if (["And", "But"].includes(first?.keyword)) say(first, `${first.keyword} goes on with a step before it, and there is none. Begin with Given or When.`);
  if (when >= 0 && then >= 0 && then < when) say(blocks[then], "This Then stands before the When. Leave it out, or make it a scenario of its own.");
  if (again && !givens.length) {
    say(again, "The scenario acts again after its Then. Split it in two, and let Given state what the first one has reached.");
  }
  if (givens.length) {
    say(givens[0], "This Given stands behind a When or a Then. Move it to the top; if somebody does it meanwhile, it is a When.");
  }
  if (steps.length > MOST_STEPS) {
    const instead = "Reach the state by one Given, and leave out what the Then does not need.";
    say(header, `The scenario has ${steps.length} steps; ${MOST_STEPS} are the most. ${instead}`);
  }
}

function problemsOfTables({ header, steps, tables, isPlanned }, say) {
  const number = tables.reduce((sum, table) => sum + table.rows.length, 0);
  if ((tables.length || OUTLINES.includes(header.keyword)) && number < 2 && !isPlanned) {
    const instead = "Write its values into a scenario, or add the other side of the boundary.";
    say(tables[0]?.header ?? header, `The outline has ${number || "no"} example${number ? "" : "s"}. ${instead}`);
  }
  problemsOfPlaceholders(header, steps, tables, say);
  const own = steps.filter((step) => step.rows.length).map((step) => ({ header: step, columns: step.rows[0].cells, rows: step.rows.slice(1) }));
  for (const { header: place, columns, rows } of [...tables, ...own]) {
    if (columns.length > MOST_COLUMNS) {
      say(place, `The table has ${columns.length} columns; ${MOST_COLUMNS} are the most. Keep the columns that the Then depends on.`);
    }
    for (const row of rows.filter(({ cells }) => cells.length !== columns.length)) {
      say(row.line, 'This row has more or fewer cells than the first row of its table. Give every row as many cells; a "|" within a cell is written "\\|".');
    }
  }
}

function problemsOfPlaceholders(header, steps, tables, say) {
  const texts = [header.title, ...steps.map((step) => [step.step, ...step.rows.flatMap((row) => row.cells)].join("\n"))];
  const used = texts.map((text) => Array.from(text.matchAll(PLACEHOLDER), (match) => match[1]).filter((name) => !isMarkup(name, text)));
  const places = [header, ...steps];
  const named = used.flatMap((names, number) => names.map((name) => ({ name, line: places[number] })));
  for (const { name, line } of tables.length || !OUTLINES.includes(header.keyword) ? named : []) {
    const without = tables.find(({ columns }) => !columns.includes(name));
    if (without) {
      const known = without.columns.map((column) => `<${column}>`).join(" or ");
      const instead = known ? `Write ${known}, or add the column.` : "Add the column.";
      say(line, `<${name}> is no column of the examples at line ${without.header.number + 1}. ${instead}`);
    } else if (!tables.length) {
      say(line, `<${name}> stands for nothing: the scenario has no examples. Write a value, or put “Examples:” with that column below the scenario.`);
    }
  }
  const names = new Set(named.map(({ name }) => name));
  for (const { header: place, columns } of tables) {
    for (const column of columns.filter((each) => !names.has(each))) {
      say(place, `No step names the column "${column}". Write <${column}> into a step, or leave the column out.`);
    }
  }
}

// Elements of HTML that a step quotes have an end, too.
function isMarkup(name, text) {
  return text.includes(`</${name.replace(/^\//, "")}>`);
}
