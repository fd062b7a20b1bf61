// Tell what the page is like now, as JSON: every element in document order, with what only a
// browser knows of it. rendered.py reads it. The elements stay in `nodes`, for acting on them.
() => {
  const TRANSFORMS = {
    uppercase: (text) => text.toUpperCase(),
    lowercase: (text) => text.toLowerCase(),
    capitalize: (text) => text.replace(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase()),
  };
  const nodes = [];
  const elements = [];

  function sightOf(element, style, isParentRendered) {
    const isSkipped = style.contentVisibility === "hidden" && style.display !== "inline";
    const isRendered =
      style.display !== "none" &&
      !isSkipped &&
      (style.display === "contents" || element.checkVisibility());
    const isGone = isParentRendered ? !isRendered : style.display === "none";
    const sight = isGone ? "gone" : style.visibility === "visible" ? "shown" : "invisible";
    return [sight, isParentRendered && isRendered];
  }

  function stateOf(element) {
    switch (element.localName) {
      case "input":
        return [element.value, element.checked, [...(element.files ?? [])].map((file) => file.name)];
      case "textarea":
        return [element.value];
      case "select":
        return [...element.options].flatMap((option, place) => (option.selected ? [place] : []));
      default:
        return null;
    }
  }

  function walk(element, parent, isParentRendered) {
    const style = getComputedStyle(element);
    const [sight, isRendered] = sightOf(element, style, isParentRendered);
    const entry = {
      parent,
      tag: element.localName,
      attributes: [...element.attributes].map(({ name, value }) => [name, value]),
      sight,
      display: style.display,
      keepsLines: style.whiteSpace !== "normal" && style.whiteSpace !== "nowrap",
      state: stateOf(element),
      texts: [""], // before the first element inside, then behind each of them
    };
    const index = nodes.push(element) - 1;
    elements.push(entry);
    const transform = TRANSFORMS[style.textTransform] ?? ((text) => text);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        entry.texts[entry.texts.length - 1] += transform(child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        walk(child, index, isRendered);
        entry.texts.push("");
      }
    }
  }

  walk(document.documentElement, null, true);
  window[Symbol.for("acceptance")] = { nodes, events: [] };
  return JSON.stringify({
    type: document.contentType,
    title: document.title,
    isScripted: document.scripts.length > 0,
    elements,
  });
}
