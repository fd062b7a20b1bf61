// Where the scenario belongs, as it is asked for on the page, and the feature file in the end, which
// `place.js` writes.
"use strict";

// Everything that is kept over a reload, beside the text.
const FIELDS = ["feature", "rule", "title", "capability", "why", "promise"];

class Belonging {
  constructor(data, elements) {
    this.features = data.features.map(([capability, title, file, rules]) => ({ capability, title, file, rules }));
    this.on = elements;
    this.fields = FIELDS.map((name) => elements[name]);
    elements.feature.append(...optionsOf(this.features));
    elements.capability.append(...data.capabilities.map(([title, folder]) => new Option(`${title} (${folder})`, folder)));
    elements.feature.addEventListener("input", () => this.offerRules(""));
  }

  get place() {
    const { feature: chosen, rule, title, capability, why, promise } = this.on;
    const isNew = chosen.value === NEW;
    const feature = this.features.find(({ file }) => file === chosen.value);
    const ofOwn = isNew || (feature && rule.value === NEW);
    const isBelow = Boolean(feature && rule.value && !ofOwn);
    const own = { title: title.value, capability: capability.value, why: why.value, rule: ofOwn ? promise.value : "" };
    return { feature, isNew, isBelow, ofOwn, below: rule.selectedOptions[0]?.text, ...own };
  }

  get state() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.on[name].value]));
  }

  put(state) {
    for (const name of FIELDS) {
      if (name === "rule") this.offerRules(state.rule ?? "");
      else this.on[name].value = state[name] ?? "";
      // A choice that there is no more.
      if (this.on[name].selectedIndex === -1) this.on[name].value = "";
    }
  }

  offerRules(chosen) {
    const { rule } = this.on;
    const rules = this.features.find(({ file }) => file === this.on.feature.value)?.rules ?? [];
    const options = rules.map((title) => new Option(title, `Rule: ${title}`));
    rule.replaceChildren(new Option("Choose a rule …", ""), ...options, new Option("A new rule", NEW));
    rule.value = chosen;
  }

  // The file, and what is said of where it belongs.
  show(draft) {
    const { on, place, features } = this;
    const { feature, isNew, isBelow, ofOwn } = place;
    const named = { ...place, title: titleOf(draft, place.title) };
    on.file.textContent = fileOf(draft, { ...place, feature: feature ?? (isNew ? null : { rules: [] }) });
    on.naming.hidden = !isNew;
    on.promising.hidden = !ofOwn;
    on.below.hidden = !feature?.rules.length;
    on.download.hidden = !isNew;
    on.download.disabled = isThere(named, features);
    on.copy.textContent = "Copy";
    on.missing.replaceChildren(...missingOf(draft, place, features).map((sentence) => element("li", "", sentence)));
    const below = isBelow ? `, below the rule “${place.below}”` : "";
    const added = feature ? `To be added to ${feature.file}${below}.` : "";
    tell(on.place, isNew && named.title ? `To be saved as ${pathOf(named)}.` : added);
  }

  download(draft) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.on.file.textContent], { type: "text/plain" }));
    link.download = fileName(titleOf(draft, this.place.title));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }
}

function optionsOf(features) {
  const groups = new Map();
  for (const { capability, title, file } of features) {
    if (!groups.has(capability)) groups.set(capability, Object.assign(document.createElement("optgroup"), { label: capability }));
    groups.get(capability).append(new Option(title, file));
  }
  return groups.values();
}

