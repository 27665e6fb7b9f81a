// The year: units by months, opened down to the duty and the item.

import { h, lamp } from "./dom.js";

/** The grid; `duties` gives those of a unit, `open` shows an item. */
export function yearView(grid, model, duties, open, choose) {
  const body = h("tbody");
  for (const unit of grid.units) body.append(unitRow(unit, grid, model, duties, open));
  return h(
    "section",
    { class: "card year" },
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, h("td"), ...model.months.map((name, n) => h("th", { scope: "col", class: n + 1 === grid.now ? "now" : null }, name)))),
        body,
      ),
    ),
    h("div", { class: "legend", role: "group", "aria-label": model.words.legend }, ...model.legend.map((each) => h("span", {}, lamp(each.standing, each.sign), ` ${each.word}`))),
  );
}

function unitRow(unit, grid, model, duties, open) {
  const button = h(
    "button",
    { type: "button", "aria-expanded": "false", title: model.words["open-duties"], on: { click: () => toggle(row, button, unit, grid, model, duties, open) } },
    h("span", {}, unit.name),
  );
  button.style.marginInlineStart = `${Math.min(unit.depth, 5) * 8}px`;
  const row = h(
    "tr",
    {},
    h("th", { scope: "row" }, button),
    ...unit.cells.map((cell, n) =>
      h(
        "td",
        { class: n + 1 === grid.now ? "now" : null },
        h("span", { class: "cell", role: "img", "aria-label": labelOf(cell, model) }, lamp(cell?.standing ?? null, cell?.sign)),
      ),
    ),
  );
  return row;
}

function labelOf(cell, model) {
  const word = model.legend.find((each) => each.standing === (cell?.standing ?? null))?.word ?? cell?.standing ?? "";
  return cell?.sign ? `${word} ${cell.sign}` : word;
}

async function toggle(row, button, unit, grid, model, duties, open) {
  if (button.getAttribute("aria-expanded") === "true") {
    button.setAttribute("aria-expanded", "false");
    while (row.nextElementSibling?.classList.contains("sub")) row.nextElementSibling.remove();
    return;
  }
  button.setAttribute("aria-expanded", "true");
  const found = await duties(unit.id);
  if (button.getAttribute("aria-expanded") !== "true" || !row.isConnected) return;
  row.after(...found.flatMap((duty) => lanes(duty.items).map((items, n) => dutyRow(n ? "" : duty.name, items, grid, model, open))));
}

/** Items of one duty in as many rows as they overlap. */
function lanes(items) {
  const rows = [];
  for (const item of items) {
    const free = rows.find((row) => row.at(-1).last < item.first);
    free ? free.push(item) : rows.push([item]);
  }
  return rows;
}

function dutyRow(name, items, grid, model, open) {
  const row = h("tr", { class: "sub" }, h("th", { scope: "row" }, name));
  let month = 1;
  for (const item of items) {
    while (month < item.first) row.append(h("td", { class: month++ === grid.now ? "now" : null }));
    const span = item.last - item.first + 1;
    const cell = h("button", { class: "cell", type: "button", "aria-label": item.what, title: item.what, on: { click: () => open(item.id) } }, lamp(item.standing, item.sign));
    row.append(h("td", { colspan: span, class: span > 1 ? "span" : item.first === grid.now ? "now" : null }, cell));
    month = item.last + 1;
  }
  while (month <= model.months.length) row.append(h("td", { class: month++ === grid.now ? "now" : null }));
  return row;
}
