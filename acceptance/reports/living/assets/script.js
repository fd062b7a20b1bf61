// What pages do beyond reading: searching, enlarging pictures, copying, printing all of a page.
// Without it every page can be read, and every scenario be reached.
"use strict";

const MOST_SHOWN = 50;

// --- Pictures: a press enlarges them; without this script it opens them.

function enlarge(event) {
  const link = event.target.closest("a.enlarge");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const small = link.querySelector("img");
  const dialog = document.createElement("dialog");
  const picture = document.createElement("img");
  const button = document.createElement("button");
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", small.alt);
  picture.src = link.href;
  picture.alt = small.alt;
  button.type = "button";
  button.textContent = "Close";
  dialog.append(button, picture);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", () => dialog.close());
  dialog.showModal();
}

// --- Scrolling: what does not fit can be reached with the keyboard, and scrolled by it.

function offerScrolling() {
  for (const box of document.querySelectorAll(".scroll, pre")) {
    const overflows = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (overflows) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

// --- Copying: the button is only there where it works.

function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(source);
        button.textContent = "Selected";
      }
    });
  }
}

// --- Printing: what is folded is printed, too.

function unfold() {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.unfolded = "";
  }
}

function fold() {
  for (const details of document.querySelectorAll("details[data-unfolded]")) {
    details.open = false;
    delete details.dataset.unfolded;
  }
}

// --- Search: the words and the filters stand in the address, so that a search can be sent.

function startSearch() {
  const index = decoded(specificationIndex);
  const form = document.getElementById("filters");
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  let found = [];

  fill(form.elements.kind, index.kinds);
  fill(form.elements.status, Object.keys(index.groups));
  fill(form.elements.tag, index.tags);
  fill(form.elements.in, index.capabilities);

  function read() {
    const state = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
    for (const field of form.elements) field.value = state.get(field.name) ?? "";
  }

  function look() {
    const wanted = Object.fromEntries(new FormData(form));
    found = matches(index, wanted);
    const noun = found.length === 1 ? "result" : "results";
    count.textContent = found.length ? `${found.length} ${noun}` : "Nothing was found. Fewer words or filters find more.";
    results.replaceChildren();
    show();
  }

  function show() {
    const shown = results.children.length;
    const words = wordsOf(form.elements.q.value);
    results.append(...found.slice(shown, shown + MOST_SHOWN).map((entry) => resultItem(index, entry, words)));
    more.hidden = results.children.length >= found.length;
  }

  function remember() {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) state.set(name, value);
    history.replaceState(null, "", `#${state}`);
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => (remember(), look()));
  more.addEventListener("click", show);
  addEventListener("hashchange", () => (read(), look()));
  read();
  look();
  form.elements.q.focus();
}

function fill(select, names) {
  select.append(...names.map((name) => new Option(name)));
}

// The index is written as lists, which takes a third of the room.
function decoded(index) {
  const entries = index.entries.map(([kind, title, link, where, status, tags, capabilities, lines]) => {
    const texts = lines.map((line) => (typeof line === "number" ? index.steps[line] : line));
    const names = tags.map((tag) => index.tags[tag]);
    const haystack = [title, where, ...names, ...texts].join("\n").toLowerCase();
    return { kind, title, link, where, status, tags, capabilities, texts, haystack, lowTitle: title.toLowerCase() };
  });
  return { ...index, entries };
}

function wordsOf(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

// What has all words in its title comes first.
function matches(index, wanted) {
  const words = wordsOf(wanted.q);
  const kind = index.kinds.indexOf(wanted.kind);
  const tag = index.tags.indexOf(wanted.tag);
  const capability = index.capabilities.indexOf(wanted.in);
  const statuses = index.groups[wanted.status] ?? [];
  const [titled, others] = [[], []];
  for (const entry of index.entries) {
    const fits =
      (!wanted.kind || entry.kind === kind) &&
      (!wanted.status || statuses.includes(entry.status)) &&
      (!wanted.tag || entry.tags.includes(tag)) &&
      (!wanted.in || entry.capabilities.includes(capability)) &&
      words.every((word) => entry.haystack.includes(word));
    if (fits) (words.every((word) => entry.lowTitle.includes(word)) ? titled : others).push(entry);
  }
  return titled.concat(others);
}

function resultItem(index, entry, words) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = entry.link;
  link.append(...marked(entry.title, words));
  item.append(link);
  if (entry.status !== null) item.append(" ", span(`status ${index.classes[entry.status]}`, index.statuses[entry.status]));
  item.append(" ", span("faint", [index.kinds[entry.kind], entry.where].filter(Boolean).join(" · ")));
  const text = entry.texts.find((line) => words.some((word) => line.toLowerCase().includes(word) && !entry.lowTitle.includes(word)));
  if (text) {
    const line = document.createElement("p");
    line.append(...marked(text, words));
    item.append(line);
  }
  return item;
}

function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function marked(text, words) {
  if (!words.length) return [text];
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(${pattern})`, "i")).map((part, number) => {
    if (number % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

// --- All pages

addEventListener("resize", offerScrolling);
addEventListener("toggle", offerScrolling, true);
addEventListener("beforeprint", unfold);
addEventListener("afterprint", fold);
document.addEventListener("click", enlarge);
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  (document.getElementById("words") ?? document.getElementById("q")).focus();
});
document.addEventListener("DOMContentLoaded", () => {
  offerCopies();
  offerScrolling();
  if (document.getElementById("filters")) startSearch();
});
