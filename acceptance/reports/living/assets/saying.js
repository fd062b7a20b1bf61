// What the page to write on says of steps.
"use strict";

function summaryOf(steps, known, problems) {
  const all = known === steps ? "All steps are known." : `${known} of ${steps} steps are known.`;
  const mend = problems === 1 ? " 1 thing is to be mended." : ` ${problems} things are to be mended.`;
  return (steps ? all : "No step is written yet.") + (problems ? mend : "");
}

function stepText(step, suggestion) {
  const keyword = suggestion.kind ? suggestion.kind[0].toUpperCase() + suggestion.kind.slice(1) : step.keyword;
  return `${keyword} ${suggestion.text}`;
}

function stepItem(step, found) {
  const item = element("li", found.known ? "known" : found.isOpen ? "open" : "unknown");
  const line = element("p");
  line.append(span("keyword", step.keyword), " ", step.step);
  item.append(line, ...(found.known ? describing(found.known) : asking(step, found)));
  return item;
}

function describing({ description, link }) {
  const line = element("p", "faint", description ? `${description} ` : "");
  if (link) line.append(Object.assign(element("a", "", "About this phrase"), { href: link }));
  return [line];
}

function asking(step, { isOpen, suggestions }) {
  const verdict = isOpen ? "This page cannot tell whether a phrase says this." : "No phrase says this.";
  // What was filled in of an outline's examples would take the place of its names.
  if (!suggestions?.length || step.said !== step.step) return [element("p", "faint", verdict)];
  const wrong = new Set(suggestions.flatMap((suggestion) => suggestion.wrongValues));
  const list = element("ul", "meant");
  suggestions.forEach((suggestion, number) => {
    const button = Object.assign(element("button", "", stepText(step, suggestion)), { type: "button" });
    button.dataset.number = number;
    list.append(element("li"));
    list.lastChild.append(button);
  });
  const sentences = [...wrong].map((sentence) => element("p", "wrong", `${sentence}.`));
  return [element("p", "faint", verdict), ...sentences, element("p", "faint", "Did you mean:"), list];
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
