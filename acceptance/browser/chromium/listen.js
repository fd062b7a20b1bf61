// Listen to what a key is going to do; `isLeft` then tells whether that leaves the page.
() => {
  const page = (window[Symbol.for("acceptance")] ??= { nodes: [] });
  page.events = [];
  for (const kind of ["click", "submit"]) {
    addEventListener(kind, (event) => page.events.push(event), { capture: true, once: true });
  }

  function leaves(event) {
    if (event.defaultPrevented) return false;
    if (event.type === "submit") return event.target.method !== "dialog";
    const link = event.target.closest("a[href]");
    const [address, place] = link ? link.href.split("#") : [];
    return Boolean(link) && !(place !== undefined && address === location.href.split("#")[0]);
  }

  page.isLeft = () => page.events.some(leaves);
}
