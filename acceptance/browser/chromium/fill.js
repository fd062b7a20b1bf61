// Give a field its new text, or make it ready to be typed into; tell whether it still has to be.
(index, text) => {
  // These have no text to type into, but something to pick a value from.
  const PICKED = ["color", "date", "datetime-local", "month", "range", "time", "week"];
  const node = window[Symbol.for("acceptance")].nodes[index];
  node.focus();
  if (!PICKED.includes(node.type)) {
    node.select();
    return true;
  }
  node.value = text;
  for (const kind of ["input", "change"]) {
    node.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  return false;
}
