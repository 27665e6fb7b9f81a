// The tree of units: arrows move and fold, Enter chooses.

import { h, lampOf } from "./dom.js";

const folded = new Set();

/** Fill a list with the units that are not folded away; `choose` is called with an id. */
export function drawTree(list, board, chosen, choose) {
  const parents = new Set(board.units.map((unit) => unit.parent));
  let hiddenBelow = Infinity;
  const shown = board.units.filter((unit) => {
    if (unit.depth > hiddenBelow) return false;
    hiddenBelow = folded.has(unit.id) ? unit.depth : Infinity;
    return true;
  });
  const redraw = (focused) => {
    drawTree(list, board, chosen, choose);
    list.querySelector(`[data-id="${focused}"]`)?.focus();
  };
  list.replaceChildren(
    ...shown.map((unit) => {
      const hasBelow = parents.has(unit.id);
      const fold = () => {
        folded.has(unit.id) ? folded.delete(unit.id) : folded.add(unit.id);
        redraw(unit.id);
      };
      const item = h(
        "li",
        {
          role: "treeitem",
          tabindex: unit.id === chosen ? "0" : "-1",
          "data-id": unit.id,
          "aria-level": unit.depth + 1,
          "aria-selected": String(unit.id === chosen),
          "aria-expanded": hasBelow ? String(!folded.has(unit.id)) : null,
          on: { click: () => choose(unit.id), keydown: (event) => keys(event, list, unit, hasBelow, fold, choose) },
        },
        hasBelow
          ? h("span", { class: "fold", on: { click: (event) => (event.stopPropagation(), fold()) } }, folded.has(unit.id) ? "▸" : "▾")
          : h("span", { class: "fold" }),
        h("span", { class: "name" }, unit.name),
        h(
          "span",
          { class: "n" },
          ...["r", "y"].filter((key) => unit.counts[key]).flatMap((key) => [lampOf(key), String(unit.counts[key])]),
        ),
      );
      item.style.paddingInlineStart = `${10 + 16 * Math.min(unit.depth, 6)}px`;
      return item;
    }),
  );
}

function keys(event, list, unit, hasBelow, fold, choose) {
  const items = [...list.children];
  const here = items.indexOf(event.currentTarget);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to]?.focus();
  else if (event.key === "Enter" || event.key === " ") choose(unit.id);
  else if (event.key === "ArrowRight" && hasBelow && folded.has(unit.id)) fold();
  else if (event.key === "ArrowLeft" && hasBelow && !folded.has(unit.id)) fold();
  else return;
  event.preventDefault();
}
