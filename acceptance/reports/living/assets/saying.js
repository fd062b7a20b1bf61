// What the page to write on says of steps.
"use strict";

function summaryOf(steps, known, problems) {
  const mend = problems === 1 ? "1 thing is to be mended." : `${problems} things are to be mended.`;
  if (!steps) return `No step is written yet. ${mend}`;
  if (known < steps) return `${known} of ${steps} steps are known.${problems ? ` ${mend}` : ""}`;
  return problems ? mend : "All steps are known.";
}

function problemItem({ line, sentence, wanted }, number) {
  const item = element("li", "", `${line ? `Line ${line.number + 1}: ` : ""}${sentence}`);
  if (wanted) item.append(" ", buttonOf(wanted, number));
  return item;
}

function buttonOf(text, number) {
  const button = Object.assign(element("button", "", text), { type: "button" });
  button.dataset.number = number;
  return button;
}

// What stands in the way of a step: something that belongs below it.
function problemOfBelow(step, { below }) {
  const mended = `${step.raw}\n${belowText(below, indentOf(step))}`;
  if (isText(below)) return { line: step, sentence: "A text belongs below this step.", wanted: 'Add """', mended };
  const wanted = belowText(below, "").trim();
  return { line: step, sentence: "A table belongs below this step. It begins with:", wanted, mended };
}

// What to do about steps that no phrase says.
function adviceOf(isPlanned, isClose) {
  if (isPlanned) return "This is planned now, by the tag @wip: nothing fails until a developer has added the phrase.";
  const handOver = "The scenario can be handed over like this, tagged @wip as planned.";
  if (isClose) return `If you mean something new: a developer adds the phrase. ${handOver}`;
  return `A step that no phrase says is no mistake: a developer adds the phrase. ${handOver}`;
}

function stepText(step, suggestion) {
  const keyword = suggestion.kind ? suggestion.kind[0].toUpperCase() + suggestion.kind.slice(1) : step.keyword;
  return `${keyword} ${suggestion.text}`;
}

// `verdicts` are what was found of a step, in an outline for each row of its examples.
function stepItem(step, verdicts) {
  const failing = verdicts.filter(({ found }) => !found.known);
  const isOpen = failing.every(({ found }) => found.isOpen || found.isPlaceholder);
  const item = element("li", failing.length ? (isOpen ? "open" : "unknown") : "known");
  const line = element("p");
  line.append(span("keyword", step.keyword), " ", step.step);
  item.append(line, ...(failing.length ? failing.flatMap((verdict) => asking(step, verdict)) : describing(verdicts[0].found.known)));
  return item;
}

function describing({ description, link }) {
  const line = element("p", "faint", description ? `${description} ` : "");
  if (link) line.append(Object.assign(element("a", "", "About this phrase"), { href: link }));
  return [line];
}

function asking(step, { said, row, found }) {
  const { isOpen, isPlaceholder, suggestions } = found;
  if (isPlaceholder) return [element("p", "faint", "What stands between < and > has no value yet.")];
  const wrong = [...new Set(suggestions?.flatMap((suggestion) => suggestion.wrongValues))];
  const sentences = wrong.map((sentence) => element("p", "wrong", `${row ? placeOf(row) : ""}${sentence}.`));
  const what = row ? `${placeOf(row)}No phrase says “${said}”.` : "No phrase says this.";
  const verdict = element("p", "faint", isOpen ? "This page cannot tell whether a phrase says this." : what);
  // What was filled in of an outline's examples would take the place of its names.
  if (!suggestions?.length || row) return [verdict, ...sentences];
  const list = element("ul", "meant");
  suggestions.forEach((suggestion, number) => {
    list.append(element("li"));
    list.lastChild.append(buttonOf(stepText(step, suggestion), number));
  });
  return [verdict, ...sentences, element("p", "faint", "Did you mean:"), list];
}

function placeOf({ line }) {
  return `Line ${line.number + 1}: `;
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

// Said again only if it is something else, so that nobody hears it at every pause.
function tell(status, text) {
  if (status.textContent !== text) status.textContent = text;
}
