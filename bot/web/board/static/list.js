// The items under their lamps.

import { h, lampOf } from "./dom.js";

export const LISTS = ["r", "y", "g", "w", "b"];

/** The cards of the lists that are shown, each with its rows; `open` is called with a line. */
export function listView(lines, counts, shown, words, open, current) {
  const cards = LISTS.filter((key) => shown.includes(key)).map((key) => {
    const rows = lines.filter((line) => line.lamp === key);
    if (!rows.length) return null;
    const all = rows.length === counts[key];
    return h(
      "section",
      { class: `card ${key}` },
      h("header", {}, lampOf(key), h("h2", {}, `${words[`lamp-${key}`]} ${all ? counts[key] : `${rows.length} / ${counts[key]}`}`)),
      ...rows.map((line) => row(line, words, open, current)),
    );
  });
  const there = cards.filter(Boolean);
  return there.length ? there : [h("p", { class: "card sheet muted" }, words["found-none"])];
}

function row(line, words, open, current) {
  return h(
    "button",
    {
      class: "row",
      type: "button",
      "data-id": line.id,
      "aria-current": line.id === current ? "true" : null,
      on: { click: () => open(line.id), keydown: (event) => keys(event) },
    },
    h("span", { class: "unit" }, line.unit_name),
    h("span", { class: "what" }, line.what),
    h("span", { class: "who" }, line.who),
    h("span", { class: "days" }, line.unconfirmed ? `${line.days} · ${words["to-confirm"]}` : line.days),
  );
}

function keys(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...document.querySelectorAll(".row")];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
}
