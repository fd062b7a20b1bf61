// The list that offers what may be written next, and the gaps of a phrase that was taken from it.
//
// The editor is a textarea, and what has several lines is no combobox: HTML allows a textarea no
// role but textbox, and a textbox no aria-expanded. It does have aria-autocomplete, aria-controls and
// aria-activedescendant, so the list is bound to it as to a combobox; that there is a list, and how
// to use it, a status says instead.
"use strict";

const MOST_CHOICES = 8;

class Completion {
  constructor(dictionary, editor, { offered, choices: list, more, offer: status }) {
    Object.assign(this, { dictionary, editor, offered, list, more, status, choices: [], active: -1, gaps: [], at: 0 });
    this.length = editor.value.length;
    this.mirror = element("div", "mirror");
    this.mirror.setAttribute("aria-hidden", "true");
    editor.after(this.mirror);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    editor.setAttribute("aria-autocomplete", "list");
    editor.setAttribute("aria-controls", list.id);
    this.listen();
  }

  listen() {
    const { editor, list } = this;
    editor.addEventListener("input", () => this.written());
    editor.addEventListener("keydown", (event) => this.press(event));
    editor.addEventListener("pointerdown", () => this.close());
    editor.addEventListener("blur", () => ((this.gaps = []), this.close()));
    document.addEventListener("selectionchange", () => this.moved());
    // The editor stays focused when a choice is pressed.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take([...list.children].indexOf(option));
    });
  }

  get gap() {
    return this.gaps[this.at];
  }

  // Gaps move along with what is written in the one before.
  written() {
    const more = this.editor.value.length - this.length;
    this.length = this.editor.value.length;
    if (this.isTaking) return;
    this.shift(more);
    this.moved();
    this.offer();
  }

  shift(more) {
    this.gaps.forEach((gap, number) => {
      if (number > this.at) gap.start += more;
      if (number >= this.at) gap.end += more;
    });
  }

  // Who goes elsewhere fills no gaps any more.
  moved() {
    const { selectionStart, selectionEnd } = this.editor;
    if (!this.gap) return;
    const isOutside = selectionStart < this.gap.start || selectionEnd > this.gap.end;
    if (isOutside || this.editor.value.slice(this.gap.start, this.gap.end).includes("\n")) this.gaps = [];
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isPlain = !event.shiftKey && !event.altKey;
    if (event.altKey && event.key === "ArrowDown") this.offer();
    else if (this.isOpen && arrow && isPlain) this.choose(arrow);
    else if (event.key === "Escape" && (this.isOpen || this.gap)) this.leave();
    else if (event.key === "Enter" && isPlain) this.enter();
    else if (event.key !== "Tab" || !this.tab(event.shiftKey)) {
      if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) this.close();
      return;
    }
    event.preventDefault();
  }

  get isOpen() {
    return !this.offered.hidden;
  }

  // Escape gives Tab back, whatever else was open.
  leave() {
    this.gaps = [];
    this.close();
  }

  // Tell whether there was something to do, so that nobody is trapped.
  tab(isBack) {
    if (this.isOpen && !isBack) this.take(Math.max(this.active, 0));
    else if (this.gap && this.gaps[this.at + (isBack ? -1 : 1)]) this.goTo(this.at + (isBack ? -1 : 1));
    else if (this.gap && !isBack) this.finish();
    else return false;
    return true;
  }

  enter() {
    if (this.isOpen && this.active >= 0) return this.take(this.active);
    if (this.gap && this.gaps[this.at + 1]) return this.goTo(this.at + 1);
    if (this.gap) this.finish();
    const { value, selectionStart, selectionEnd } = this.editor;
    const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
    this.insert(selectionStart, selectionEnd, `\n${line.match(/^[ \t]*/)[0]}`);
    this.offer();
  }

  offer() {
    const { value, selectionStart, selectionEnd } = this.editor;
    const isSelected = selectionStart !== selectionEnd;
    const all = isSelected && !this.gap ? [] : choicesAt(this.dictionary, value, selectionStart, this.gap);
    const more = all.length - MOST_CHOICES;
    this.choices = all.slice(0, MOST_CHOICES);
    this.active = -1;
    this.editor.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...this.choices.map(optionOf));
    this.more.textContent = more > 0 ? `… and ${more} more: type on` : "";
    this.offered.hidden = !this.choices.length;
    if (this.choices.length) this.place();
    this.tell();
  }

  close() {
    this.choices = [];
    this.offered.hidden = true;
    this.editor.removeAttribute("aria-activedescendant");
    this.tell();
  }

  // Not at every key, but after a pause; what is not true any more goes at once.
  tell() {
    clearTimeout(this.telling);
    const number = this.choices.length;
    const words = `${number === 1 ? "1 suggestion" : `${number} suggestions`}${this.more.textContent ? ` ${this.more.textContent}` : ""}`;
    const told = number ? `${words}. Arrow keys choose, Tab takes the first, Escape closes the list.` : "";
    if (told !== this.status.textContent) this.status.textContent = "";
    this.telling = setTimeout(() => (this.status.textContent = told), PAUSE);
  }

  choose(step) {
    const options = this.list.children;
    options[this.active]?.setAttribute("aria-selected", "false");
    // Beyond both ends nothing is chosen, so that one gets back to the text.
    this.active = ((this.active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    const option = options[this.active];
    if (!option) return this.editor.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.editor.setAttribute("aria-activedescendant", option.id);
  }

  take(number) {
    const choice = this.choices[number];
    const [gaps, at] = [this.gaps, this.at];
    this.insert(choice.start, choice.end, choice.insert);
    if (gaps.length) {
      this.gaps = gaps;
      this.shift(choice.insert.length - (choice.end - choice.start));
      return gaps[at + 1] ? this.goTo(at + 1) : this.finish();
    }
    this.gaps = choice.gaps.map((gap) => ({ ...gap, start: gap.start + choice.start, end: gap.end + choice.start }));
    if (choice.skips) this.editor.setSelectionRange(this.editor.selectionEnd + 1, this.editor.selectionEnd + 1);
    if (this.gaps.length) this.goTo(0);
    else this.offer();
  }

  // Replace a part of the text so that undoing works, which no other way of writing allows.
  insert(start, end, text) {
    this.isTaking = true;
    this.editor.focus();
    this.editor.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.editor.setRangeText(text, start, end, "end");
      this.editor.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.isTaking = false;
  }

  // What is filled already is only gone through.
  goTo(number) {
    this.at = number;
    const { start, end, name } = this.gap;
    this.editor.setSelectionRange(start, end);
    if (this.editor.value.slice(start, end) === name) this.offer();
    else this.close();
  }

  // Behind the last gap the step goes on to the end of its line.
  finish() {
    const { end } = this.gap;
    const behind = end + restOf(this.editor.value, end).length;
    this.gaps = [];
    this.editor.setSelectionRange(behind, behind);
    this.offerBelow();
  }

  // What belongs below the step that is complete now, and nothing else.
  offerBelow() {
    this.offer();
    if (!this.choices[0]?.isBelow) this.close();
  }

  // Below the line that is written, whose place a copy of the text tells.
  place() {
    const { editor, mirror, offered } = this;
    const marker = element("span", "", "\u200b");
    mirror.style.width = `${editor.clientWidth + 2}px`;
    mirror.replaceChildren(editor.value.slice(0, editor.selectionStart), marker);
    offered.style.top = `${marker.offsetTop + marker.offsetHeight - editor.scrollTop}px`;
    mirror.replaceChildren();
    offered.scrollIntoView({ block: "nearest" });
  }
}

function optionOf({ parts, note }, number) {
  const option = element("li");
  option.id = `choice-${number}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.append(...parts.map(({ text, isGap }) => element(isGap ? "i" : "span", "", text)));
  if (note) option.append(" ", span("faint", note));
  return option;
}
