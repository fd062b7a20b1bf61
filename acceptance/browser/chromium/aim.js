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
  function obstacleAt(point) {
    if (point === null) return null;
    const hit = document.elementFromPoint(point.x, point.y);
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

  // Whether what is asked for goes into a frame of the page.
  function entersFrame(target) {
    return [...document.querySelectorAll("iframe[name]")].some(({ name }) => name === target);
  }

  function linkOf(element) {
    const here = location.href.split("#")[0];
    const stays = element.href.includes("#") && element.href.split("#")[0] === here;
    return { address: element.href, leaves: !stays && !entersFrame(element.target) };
  }

  function submissionOf(button, form) {
    const isChecked = !own(form, "noValidate") && !button.formNoValidate;
    const hasAction = button.hasAttribute("formaction");
    const method = button.formMethod || own(form, "method");
    return {
      address: hasAction ? button.formAction : own(form, "action"),
      invalid: isChecked ? invalidFieldsOf(form) : [],
      leaves: method !== "dialog" && !entersFrame(button.formTarget || own(form, "target")),
    };
  }

  function consequenceOf(element) {
    if (element.localName === "a") return linkOf(element);
    const submits = ["submit", "image"].includes(element.type) && element.form;
    return submits ? submissionOf(element, element.form) : { leaves: false };
  }

  function spotOn(element) {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const point = pointOn(element);
    return { point, obstacle: obstacleAt(point) };
  }

  if (!spotOn(node).point) node.focus(); // a skip link comes into view only now
  // Where a field of its own looks is laid over the browser's, people press its label.
  const spots = [node, ...(node.labels ?? [])].map(spotOn);
  const spot = spots.find(({ point, obstacle }) => point && !obstacle) ?? spots[0];
  page.events = [];
  for (const kind of ["click", "submit"]) {
    addEventListener(kind, (event) => page.events.push(event), { capture: true, once: true });
  }
  return { ...spot, ...consequenceOf(node) };
}
