// Building elements. Nothing here or elsewhere sets innerHTML: what people write stays text.

/**
 * An element. `attributes` may hold `class`, `on` (event handlers), `testid`, `data` (dataset),
 * properties such as `value` and `disabled`, and attributes; null, undefined and false leave out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === "testid") {
      element.dataset.testid = value;
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else if (name === "value" || name === "disabled" || name === "checked") {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  menu: "M5 7h14M5 12h14M5 17h14",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M5 5l15 7-15 7 3-7z",
  attach: "M19 11l-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4l8-8a3 3 0 0 1 4.300 4.200l-8 8a1.500 1.500 0 0 1-2.200-2.100L14 7.500",
  photo: "M5 5h14v14H5zM5 16l4-4 4 4 2-2 4 4M15 9v.01",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12l5 5L19 7",
  reply: "M10 7L5 12l5 5M5 12h9a5 5 0 0 1 5 5v1",
  edit: "M5 19h4L19 9l-4-4L5 15z",
  forward: "M14 7l5 5-5 5M19 12h-9a5 5 0 0 0-5 5v1",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  remove: "M6 7h12M9 7V5h6v2M8 7l1 12h6l1-12",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
  link: "M8 16L16 8M10 8h6v6",
  block: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.500 6.500l11 11",
  add: "M12 5v14M5 12h14",
  star: "M12 4l2.400 5 5.600.8-4 3.900.9 5.500-4.900-2.600-4.900 2.600.9-5.500-4-3.900 5.600-.8z",
  leave: "M10 5H6v14h4M13 8l4 4-4 4M17 12H9",
  people: "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.500 19a5.500 5.500 0 0 1 11 0M15 5.300a3 3 0 0 1 0 5.400M17 14.200a5.500 5.500 0 0 1 3.500 4.800",
  down: "M6 9l6 6 6-6",
};

/** A line icon; decoration only, so the button around it carries the label. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round picture with the end of a name; people with the same id keep their colour. */
export function avatar(id, name, kind = "person") {
  const letters = /[\u4e00-\u9fff]/.test(name) ? name.slice(-2) : name.slice(0, 1).toUpperCase();
  const face = h("span", { class: "avatar", "aria-hidden": "true", data: { tint: Math.abs(id) % 7 } });
  if (kind === "group") face.append(icon("people"));
  else if (kind === "bot") face.classList.add("avatar-bot");
  else face.append(letters);
  return face;
}

/**
 * Makes `container` show `items` in order, building only what is new or has changed.
 * `key` names an item, `signature` tells whether it changed, `build` makes its element.
 */
export function reconcile(container, items, key, signature, build) {
  const old = new Map([...container.children].map((child) => [child.dataset.key, child]));
  let at = container.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const sign = signature(item);
    let element = old.get(name);
    if (element && element.sign === sign) {
      old.delete(name);
    } else {
      const fresh = build(item);
      fresh.dataset.key = name;
      fresh.sign = sign;
      if (element) {
        if (at === element) at = fresh;
        element.replaceWith(fresh);
        old.delete(name);
      }
      element = fresh;
    }
    if (element === at) at = at.nextElementSibling;
    else container.insertBefore(element, at);
  }
  for (const gone of old.values()) gone.remove();
}
