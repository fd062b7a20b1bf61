// Where a draft belongs: the feature file that it makes, or what is added to one that there is, and
// what is still missing.
"use strict";

const NEW = "new";
const SENTENCE = /[.!?]["'”’»)]*(?:\s|$)/g;
// "Pinning posts", "Co-authoring posts"
const GERUND = /^(?:\p{L}+_)?\p{L}{2,}ing(?:_[\p{L}\p{N}]+)*$/u;

// A file is named after its feature.
function stemOf(title) {
  const plain = title.normalize("NFC").toLowerCase().replace(/['’]/g, "");
  return plain.match(/[\p{L}\p{N}]+/gu)?.join("_") ?? "";
}

function fileName(title) {
  return `${stemOf(title) || "feature"}.feature`;
}

function pathOf({ title, capability }) {
  return `${capability ? `${capability}/` : ""}${fileName(title)}`;
}

function isThere(place, features) {
  return features.some(({ file }) => file === pathOf(place));
}

function hasRule(draft) {
  return draft.parts.some((part) => part.header.keyword === "Rule");
}

// The title of a new feature may also stand in the draft.
function titleOf(draft, title) {
  return title.trim() || (draft.lines.find((line) => line.keyword === "Feature")?.title ?? "");
}

// A feature file of its own, or only what is to be added to `feature`; `rule` is one that is new.
function fileOf(draft, { feature, title = "", why = "", rule = "" }) {
  const isBelowRule = !hasRule(draft) && Boolean(rule.trim() || feature?.rules.length);
  const lines = laidOut({ ...draft, lines: draft.lines.filter((line) => line.keyword !== "Feature") }, isBelowRule ? 4 : 2);
  const parts = [lines.join("\n").replace(/^\n+|\s+$/g, "")];
  if (rule.trim() && !hasRule(draft)) parts.unshift(`  Rule: ${rule.trim()}`);
  const reason = why.split("\n").map((line) => line.trim()).join("\n  ").trim();
  if (!feature && reason) parts.unshift(`  ${reason}`.replace(/ +$/gm, ""));
  if (!feature) parts.unshift(`Feature: ${titleOf(draft, title)}`);
  return `${parts.join("\n\n")}\n`;
}

// What is missing of the place, in sentences.
function missingOf(draft, place, features) {
  const { feature, isNew, rule } = place;
  const title = titleOf(draft, place.title);
  const found = isNew ? missingOfTitle({ ...place, title }, features) : [];
  if (isNew && !place.capability) found.push("Choose the capability that it belongs to.");
  if (isNew && (place.why.match(SENTENCE) ?? []).length < 2) found.push("Say in two or three sentences what it is good for.");
  if ((isNew || feature?.rules.length) && !hasRule(draft) && !place.isBelow && !rule.trim()) {
    found.push(feature ? "Choose the rule that the scenario is an example of." : "Say the rule that the scenario is an example of.");
  }
  return found;
}

function missingOfTitle({ title, capability }, features) {
  const plain = (text) => text.toLowerCase().split(/\s+/).join(" ");
  const twin = features.find((feature) => plain(feature.title) === plain(title));
  if (!title) return ["The new feature has no title. Say what people do, such as “Pinning posts”."];
  const found = [];
  if (!GERUND.test(stemOf(title))) found.push(`"${title}" does not say what people do. Begin with a gerund, such as “Pinning posts”.`);
  if (twin) found.push(`"${title}" is the title of ${twin.file}, too. Say what is different here.`);
  if (isThere({ title, capability }, features)) found.push(`There is a file ${pathOf({ title, capability })} already. Give the feature another title.`);
  return found;
}
