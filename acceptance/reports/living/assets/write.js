// The page to write a scenario on: what is known of every step, and what is to be mended.
// What it means is found out by `meaning.js` and said by `saying.js`, how it is built up is read by
// `draft.js`; `completing.js` offers what may come next, `belonging.js` makes the feature file.
"use strict";

// So long nobody writes before something is said, in milliseconds.
const PAUSE = 500;
// Looking for what a step may have been meant to be takes longer than anything else, so it is done
// for a few steps at a time, and what was found is kept.
const AT_ONCE = 3;

class Desk {
  constructor(data, elements) {
    this.dictionary = readDictionary(data);
    this.belonging = new Belonging(data, elements);
    this.examples = [data.example, data.frame];
    this.on = elements;
    this.found = new Map();
    this.shown = [];
    this.key = `write ${location.pathname}`;
  }

  start() {
    const { on } = this;
    this.put(this.remembered() ?? { text: this.examples[0] });
    this.completion = new Completion(this.dictionary, on.editor, on);
    for (const field of [on.editor, ...this.belonging.fields]) field.addEventListener("input", () => this.written());
    for (const field of [on.feature, on.rule, on.capability]) field.addEventListener("input", () => this.lookAtOnce());
    on.steps.addEventListener("click", (event) => this.mend(event.target.closest("button")));
    on.problems.addEventListener("click", (event) => this.mendLine(event.target.closest("button")));
    on.plan.addEventListener("click", () => this.replace(withPlanned(this.draft, (step) => this.isUnknown(step))));
    on.download.addEventListener("click", () => {
      this.lookAtOnce();
      this.belonging.download(this.draft);
    });
    on.anew.addEventListener("click", () => this.beginAnew());
    on.writing.hidden = false;
    this.look();
  }

  // --- What was written, here and before

  get state() {
    return { text: this.on.editor.value, ...this.belonging.state };
  }

  put(state) {
    this.on.editor.value = state.text;
    this.belonging.put(state);
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
    const { text, ...fields } = this.state;
    const isChanged = !this.examples.includes(text) || Object.values(fields).some(Boolean);
    if (isChanged && !confirm("Begin anew? What you have written here will be gone.")) return;
    this.put({ text: this.examples[1] });
    this.on.editor.dispatchEvent(new Event("input", { bubbles: true }));
    this.lookAtOnce();
    this.completion.leave();
    this.on.editor.focus();
    const end = restOf(this.examples[1], 0).length;
    this.on.editor.setSelectionRange(end, end);
  }

  // --- What is known of it

  // Going on with a draft changes nothing but what is suggested.
  look(draft = readDraft(this.on.editor.value)) {
    const isNew = draft !== this.draft;
    this.draft = draft;
    const steps = this.steps();
    const before = this.found;
    let left = AT_ONCE;
    this.found = new Map();
    for (const { kind, said } of steps.flatMap(({ kind, variants }) => variants.map(({ said }) => ({ kind, said })))) {
      const key = keyOf(kind, said);
      const found = this.found.get(key) ?? before.get(key) ?? this.findOut(kind, said);
      if (!found.known && !found.suggestions && left-- > 0) found.suggestions = suggest(this.dictionary, said, kind);
      this.found.set(key, found);
    }
    if (isNew) this.show(steps);
    this.showSteps(steps);
    if (steps.every((step) => this.isDone(step))) this.sumUp(steps);
    else this.looking = setTimeout(() => this.look(draft), 0);
  }

  steps() {
    return this.draft.parts.flatMap((part) => part.steps).filter((step) => step.step);
  }

  findOut(kind, said) {
    const known = findPhrase(this.dictionary, said, kind);
    const isPlaceholder = !known && [...said.matchAll(PLACEHOLDER)].some((match) => !isMarkup(match[1], said));
    const found = { known, isPlaceholder, isOpen: !known && hasUnreadable(this.dictionary, kind) };
    return isPlaceholder ? { ...found, suggestions: [] } : found;
  }

  verdicts(step) {
    step.verdicts ??= step.variants.map((variant) => ({ ...variant, found: this.found.get(keyOf(step.kind, variant.said)) }));
    return step.verdicts;
  }

  isDone(step) {
    return this.verdicts(step).every(({ found }) => found.known || found.suggestions);
  }

  isKnown(step) {
    return this.verdicts(step).every(({ found }) => found.known);
  }

  isUnknown(step) {
    return Boolean(step.step) && this.verdicts(step).some(({ found }) => !found.known && !found.isOpen && !found.isPlaceholder);
  }

  show(steps) {
    this.problems = this.findProblems(steps);
    this.on.problems.replaceChildren(...this.problems.map(problemItem));
    this.belonging.show(this.draft);
  }

  sumUp(steps) {
    this.showAdvice();
    const known = steps.filter((step) => this.isKnown(step));
    tell(this.on.summary, summaryOf(steps.length, known.length, this.problems.length));
  }

  findProblems(steps) {
    const isStep = (text) => Boolean(findPhrase(this.dictionary, text, ANY_KIND));
    const found = problemsOf(this.draft, { isAdded: Boolean(this.belonging.place.feature), isStep });
    for (const step of steps) {
      const { known } = this.verdicts(step)[0].found;
      const isThere = known?.below && (isText(known.below) ? step.hasText : step.rows.length);
      if (known?.below && !isThere) found.push(problemOfBelow(step, known));
    }
    return found;
  }

  showAdvice() {
    const { on, draft } = this;
    const unknown = draft.parts.flatMap((part) => part.steps.filter((step) => this.isUnknown(step)).map((step) => ({ step, part })));
    const left = unknown.filter(({ part }) => !part.isPlanned);
    const isClose = left.every(({ step }) => this.verdicts(step).some(({ found }) => found.suggestions?.length));
    on.planning.hidden = !unknown.length;
    on.plan.hidden = !left.length;
    tell(on.advice, unknown.length ? adviceOf(!left.length, isClose) : "");
  }

  // What has not changed stays as it is, with the focus on it.
  showSteps(steps) {
    const { children } = this.on.steps;
    steps.forEach((step, number) => {
      const verdicts = this.verdicts(step);
      const keys = verdicts.map(({ said, row }) => `${row?.line.number} ${keyOf(step.kind, said)}`);
      const shown = [step.keyword, step.step, this.isDone(step), ...keys].join("\n");
      if (this.shown[number] === shown) return;
      const item = stepItem(step, verdicts);
      if (children[number]) children[number].replaceWith(item);
      else this.on.steps.append(item);
      this.shown[number] = shown;
    });
    while (children.length > steps.length) children[steps.length].remove();
    this.shown.length = steps.length;
  }

  // --- What is put right

  // Put a suggestion in the place of its step.
  mend(button) {
    if (!button) return;
    const number = [...this.on.steps.children].indexOf(button.closest("#steps > li"));
    const step = this.steps()[number];
    const suggestion = this.verdicts(step)[0].found.suggestions[button.dataset.number];
    this.replaceLine(step, indentOf(step) + stepText(step, suggestion));
  }

  mendLine(button) {
    if (!button) return;
    const { line, mended } = this.problems[button.dataset.number];
    this.replaceLine(line, mended);
  }

  replaceLine({ number, raw }, text) {
    const start = this.draft.lines.slice(0, number).reduce((sum, line) => sum + line.raw.length + 1, 0);
    this.completion.insert(start, start + raw.length, text);
    this.completion.leave();
    this.lookAtOnce();
  }

  replace(text) {
    this.completion.insert(0, this.on.editor.value.length, text);
    this.completion.leave();
    this.lookAtOnce();
  }

  lookAtOnce() {
    clearTimeout(this.looking);
    this.look();
  }
}

function keyOf(kind, said) {
  return `${kind} ${said}`;
}

document.addEventListener("DOMContentLoaded", () => {
  const elements = document.querySelectorAll("#writing, #writing [id]");
  new Desk(phraseData, Object.fromEntries(Array.from(elements, (found) => [found.id, found]))).start();
});
