// Bring an element into view and tell where to press it, what is in the way, and what pressing it
// would do. What happens next is kept in `events`.
(index) => {
  const page = window[Symbol.for("acceptance")];
  const node = page.nodes[index];

  function pointOn(element) {
    const box = [...element.getClientRects()].find(({ width, height }) => width && height);
    const point = box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const isInView =
      point && point.x >= 0 && point.y >= 0 && point.x < innerWidth && point.y < innerHeight;
    return isInView ? point : null;
  }

  // What is in the way of a press, if anything is.
  function obstacleAt({ x, y }) {
    const hit = document.elementFromPoint(x, y);
    if (node.contains(hit) || hit?.closest("label")?.control === node) return null;
    const words = (hit?.innerText ?? "").trim().slice(0, 40);
    return `<${hit?.localName ?? "nothing"}>${words && ` "${words}"`}`;
  }

  // A field with a name such as "action" hides the form's own property of that name.
  function own(form, property) {
    return Reflect.get(HTMLFormElement.prototype, property, form);
  }

  function invalidFieldsOf(form) {
    return [...own(form, "elements")]
      .filter((field) => field.willValidate && !field.validity.valid)
      .map((field) => [page.nodes.indexOf(field), field.validationMessage]);
  }

  function opensWindow(target) {
    const stated = target || document.querySelector("base[target]")?.target || "_self";
    return !["_self", "_parent", "_top"].includes(stated.toLowerCase());
  }

  function linkOf(element) {
    const here = location.href.split("#")[0];
    const stays = element.href.includes("#") && element.href.split("#")[0] === here;
    return { address: element.href, leaves: !stays, opensWindow: opensWindow(element.target) };
  }

  function submissionOf(button, form) {
    const isChecked = !own(form, "noValidate") && !button.formNoValidate;
    const hasAction = button.hasAttribute("formaction");
    const method = button.formMethod || own(form, "method");
    return {
      address: hasAction ? button.formAction : own(form, "action"),
      invalid: isChecked ? invalidFieldsOf(form) : [],
      leaves: method !== "dialog",
      opensWindow: opensWindow(button.formTarget || own(form, "target")),
    };
  }

  function consequenceOf(element) {
    if (element.localName === "a") return linkOf(element);
    const submits = ["submit", "image"].includes(element.type) && element.form;
    return submits ? submissionOf(element, element.form) : { leaves: false };
  }

  node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  if (!pointOn(node)) node.focus(); // a skip link comes into view only now
  const point = pointOn(node);
  page.events = [];
  for (const kind of ["click", "submit"]) {
    addEventListener(kind, (event) => page.events.push(event), { capture: true, once: true });
  }
  return { point, obstacle: point && obstacleAt(point), ...consequenceOf(node) };
}
