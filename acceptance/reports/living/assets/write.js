// The page to write a scenario on: what is known of every step, and the feature file in the end.
// What it means is found out by `meaning.js` and said by `saying.js`, how it is built up is read by
// `draft.js`; `completing.js` offers what may come next.
"use strict";

// So long nobody writes before something is said, in milliseconds.
const PAUSE = 500;
// Looking for what a step may have been meant to be takes longer than anything else, so it is done
// for a few steps at a time, and what was found is kept.
const AT_ONCE = 3;

class Desk {
  constructor(data, elements) {
    this.dictionary = readDictionary(data);
    this.features = data.features.map(([capability, title, file, hasRules]) => ({ capability, title, file, hasRules }));
    this.example = data.example;
    this.on = elements;
    this.found = new Map();
    this.shown = [];
    this.key = `write ${location.pathname}`;
  }

  start() {
    const { on } = this;
    on.feature.append(...optionsOf(this.features));
    this.put(this.remembered() ?? this.example);
    this.completion = new Completion(this.dictionary, on.editor, on.choices, on.offer);
    for (const field of [on.editor, on.feature, on.title]) field.addEventListener("input", () => this.written());
    on.feature.addEventListener("input", () => this.lookAtOnce());
    on.steps.addEventListener("click", (event) => this.mend(event.target.closest("button")));
    on.plan.addEventListener("click", () => this.replace(withPlanned(this.draft, (step) => this.isUnknown(step))));
    on.download.addEventListener("click", () => this.download());
    on.anew.addEventListener("click", () => this.beginAnew());
    on.writing.hidden = false;
    this.look();
  }

  // --- What was written, here and before

  get feature() {
    return this.features.find(({ file }) => file === this.on.feature.value);
  }

  get state() {
    return { text: this.on.editor.value, feature: this.on.feature.value, title: this.on.title.value };
  }

  put({ text, feature, title }) {
    const { on } = this;
    on.editor.value = text;
    on.feature.value = this.features.some(({ file }) => file === feature) ? feature : "";
    on.title.value = title;
  }

  // A page that was opened from a file may have nowhere to keep anything.
  remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return typeof kept?.text === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  remember() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.state));
    } catch {
      // Then a reload loses it, as it does on every other page.
    }
  }

  written() {
    this.remember();
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.look(), PAUSE);
  }

  beginAnew() {
    const isChanged = JSON.stringify(this.state) !== JSON.stringify(this.example);
    if (isChanged && !confirm("Begin anew? What you have written here will be gone.")) return;
    this.put(this.example);
    this.on.editor.dispatchEvent(new Event("input", { bubbles: true }));
    this.completion.close();
    this.on.editor.focus();
  }

  // --- What is known of it

  look() {
    this.draft = readDraft(this.on.editor.value);
    const steps = this.steps();
    const before = this.found;
    let left = AT_ONCE;
    this.found = new Map();
    for (const step of steps) {
      const key = keyOf(step);
      const found = this.found.get(key) ?? before.get(key) ?? this.findOut(step);
      if (!found.known && !found.suggestions && left-- > 0) found.suggestions = suggest(this.dictionary, step.said, step.kind);
      this.found.set(key, found);
    }
    this.show(steps);
    if (steps.some((step) => !this.isDone(step))) this.looking = setTimeout(() => this.look(), 0);
  }

  steps() {
    return this.draft.parts.flatMap((part) => part.steps).filter((step) => step.step);
  }

  findOut(step) {
    const known = findPhrase(this.dictionary, step.said, step.kind);
    return { known, isOpen: !known && hasUnreadable(this.dictionary, step.kind) };
  }

  isDone(step) {
    const { known, suggestions } = this.found.get(keyOf(step));
    return known || suggestions;
  }

  isUnknown(step) {
    const found = this.found.get(keyOf(step));
    return found && !found.known && !found.isOpen;
  }

  show(steps) {
    const { on } = this;
    this.showSteps(steps);
    const problems = problemsOf(this.draft, this.feature);
    if (!this.feature && !on.title.value.trim()) problems.push("The new feature has no title yet. Give it one below.");
    on.problems.replaceChildren(...problems.map((problem) => element("li", "", problem)));
    const unknown = steps.filter((step) => this.isUnknown(step));
    on.planning.hidden = !unknown.length;
    on.plan.hidden = withPlanned(this.draft, (step) => unknown.includes(step)) === on.editor.value;
    this.showFile();
    const known = steps.filter((step) => this.found.get(keyOf(step)).known);
    if (steps.every((step) => this.isDone(step))) this.tell(summaryOf(steps.length, known.length, problems.length));
  }

  // Said again only if it is something else, so that nobody hears it at every pause.
  tell(summary) {
    if (this.on.summary.textContent !== summary) this.on.summary.textContent = summary;
  }

  // What has not changed stays as it is, with the focus on it.
  showSteps(steps) {
    const { children } = this.on.steps;
    steps.forEach((step, number) => {
      const found = this.found.get(keyOf(step));
      const shown = `${step.keyword} ${step.step}\n${keyOf(step)} ${Boolean(this.isDone(step))}`;
      if (this.shown[number] === shown) return;
      const item = stepItem(step, found);
      if (children[number]) children[number].replaceWith(item);
      else this.on.steps.append(item);
      this.shown[number] = shown;
    });
    while (children.length > steps.length) children[steps.length].remove();
    this.shown.length = steps.length;
  }

  // --- What is made of it

  showFile() {
    const { on, feature } = this;
    on.file.textContent = fileOf(this.draft, feature, on.title.value);
    on.naming.hidden = Boolean(feature);
    on.download.hidden = Boolean(feature);
    on.copy.textContent = "Copy";
    const below = feature?.hasRules ? ", below the rule that it is an example of" : "";
    on.place.textContent = feature ? `To be added to ${feature.file}${below}.` : `To be saved as ${fileName(on.title.value)}.`;
  }

  // Put a suggestion in the place of its step.
  mend(button) {
    if (!button) return;
    const number = [...this.on.steps.children].indexOf(button.closest("#steps > li"));
    const step = this.steps()[number];
    const suggestion = this.found.get(keyOf(step)).suggestions[button.dataset.number];
    const start = this.draft.lines.slice(0, step.number).reduce((sum, line) => sum + line.raw.length + 1, 0);
    const indent = step.raw.search(/\S/);
    this.completion.insert(start + indent, start + step.raw.length, stepText(step, suggestion));
    this.completion.close();
    this.lookAtOnce();
  }

  replace(text) {
    this.completion.insert(0, this.on.editor.value.length, text);
    this.completion.close();
    this.lookAtOnce();
  }

  lookAtOnce() {
    clearTimeout(this.looking);
    this.look();
  }

  download() {
    this.lookAtOnce();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.on.file.textContent], { type: "text/plain" }));
    link.download = fileName(this.on.title.value);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }
}

function keyOf(step) {
  return `${step.kind} ${step.said}`;
}

function optionsOf(features) {
  const groups = new Map();
  for (const { capability, title, file } of features) {
    if (!groups.has(capability)) groups.set(capability, Object.assign(document.createElement("optgroup"), { label: capability }));
    groups.get(capability).append(new Option(title, file));
  }
  return groups.values();
}

document.addEventListener("DOMContentLoaded", () => {
  const names = ["writing", "editor", "choices", "offer", "summary", "steps", "problems", "planning", "plan"];
  names.push("feature", "naming", "title", "place", "file", "copy", "download", "anew");
  new Desk(phraseData, Object.fromEntries(names.map((name) => [name, document.getElementById(name)]))).start();
});
