// Making elements: text is always text, never markup.

export const $ = (css, root = document) => root.querySelector(css);

/** An element with attributes, listeners under "on", and children: nodes or texts. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [type, act] of Object.entries(value)) element.addEventListener(type, act);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const COLOURS = {
  overdue: "r", "not-done": "r", near: "y", open: "w", "in-time": "g", late: "g",
  excused: "b", extended: "b", vacant: "b", unreached: "b",
};

/** A lamp: told apart by its colour and, without colour, by its form and sign. */
export function lamp(standing, sign = "") {
  const colour = standing === null ? "none" : COLOURS[standing];
  const svg = shape("svg", { viewBox: "0 0 24 24", class: `lamp ${colour}`, "aria-hidden": "true" });
  if (standing === null) {
    svg.append(shape("path", { d: "M8 12h8", stroke: "currentColor", "stroke-width": 2 }));
    return svg;
  }
  const hollow = standing === "open" || standing === "late";
  svg.append(
    hollow
      ? shape("circle", { cx: 12, cy: 12, r: 10, fill: "none", stroke: "currentColor", "stroke-width": 2 })
      : shape("circle", { cx: 12, cy: 12, r: 11, fill: "currentColor" }),
  );
  if (colour === "g") {
    const tick = shape("path", {
      d: "m7 12.3 3.4 3.5 6.4-7.2", fill: "none", "stroke-width": 2.4, "stroke-linecap": "round",
      "stroke-linejoin": "round", class: hollow ? "" : "tick",
    });
    if (hollow) tick.setAttribute("stroke", "currentColor");
    svg.append(tick);
  }
  if (sign) {
    const text = shape("text", { x: 12, y: 16.7 });
    text.textContent = sign;
    svg.append(text);
  }
  return svg;
}

const OF_LIST = { r: "overdue", y: "near", g: "in-time", w: "open", b: "excused" };

/** The lamp that stands for all of a list. */
export const lampOf = (list) => lamp(OF_LIST[list]);
