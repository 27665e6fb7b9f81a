// The page: what is chosen, what is asked for, and where it is shown.

import { address, ask, Closed, enter, tell } from "./ask.js";
import { $, h, lamp, lampOf } from "./dom.js";
import { LISTS, listView } from "./list.js";
import { drawTree } from "./tree.js";
import { yearView } from "./year.js";

const model = { unit: null, span: null, start: null, tab: "list", lamps: [], duty: "", find: "", item: null, lines: [], asked: 0 };

start();

async function start() {
  try {
    const opened = await enter().catch((error) => {
      if (!(error instanceof Closed)) throw error;
      return null; // an old session may still stand
    });
    Object.assign(model, await ask("me"));
    document.documentElement.lang = model.locale;
    const kept = JSON.parse(sessionStorage.getItem("place") ?? "null");
    const [first] = model.periods;
    Object.assign(model, { span: first.span, start: first.start, unit: opened?.unit ?? kept?.unit ?? model.roots[0].id });
    frame();
    await load().catch((error) => {
      // Where one looked last may be managed no more; the session stands for the rest.
      if (!(error instanceof Closed) || model.unit === model.roots[0].id) throw error;
      model.unit = model.roots[0].id;
      return load();
    });
    $(".frame").hidden = false;
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  if (error instanceof Closed) {
    $(".frame").hidden = true;
    $("#closed").hidden = false;
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  } else if (model.words) say(model.words.failed);
  else $("#closed").hidden = false;
}

function say(text) {
  $("#say").textContent = text;
  setTimeout(() => ($("#say").textContent = ""), 4000);
}

/** What is looked at; the year's table is of the whole year in which the period lies. */
const place = () => ({ unit: model.unit, span: model.tab === "year" ? "y" : model.span, start: model.start });

/** What stands on the page whatever is shown. */
function frame() {
  const { words } = model;
  $(".skip").textContent = words.skip;
  $(".side h2").textContent = words.units;
  for (const tree of document.querySelectorAll("[role=tree]")) tree.setAttribute("aria-label", words.units);
  $("#trees").setAttribute("aria-label", words["choose-unit"]);
  $("#pick").addEventListener("click", () => $("#trees").showModal());
  $(".sums").setAttribute("aria-label", words.filter);
  $(".menu summary").textContent = words.more;
  label($("#period"), words.period).append(...model.periods.map((each, n) => h("option", { value: n }, each.name)));
  $("#period").addEventListener("change", () => {
    const { span, start } = model.periods[Number($("#period").value)];
    go({ span, start });
  });
  label($("#duty"), words.duty).addEventListener("change", () => show({ duty: $("#duty").value }));
  label($("#find"), words["find-what"]).placeholder = words.find;
  $("#find").addEventListener("input", () => show({ find: $("#find").value.trim() }));
  $(".tabs").append(...["list", "year"].map((name) => h("button", { type: "button", role: "tab", "aria-controls": "view", "data-tab": name, on: { click: () => go({ tab: name }), keydown: tabKeys } }, words[name])));
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  $("#item").addEventListener("close", () => show({ item: null }));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && $("#item").open) $("#item").close();
    if (event.key !== "/" || event.target.matches("input, select")) return;
    event.preventDefault();
    $("#find").focus();
  });
}

function label(control, text) {
  control.setAttribute("aria-label", text);
  return control;
}

function tabKeys(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  (event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling)?.focus();
}

function menu() {
  const { words } = model;
  const picture = (name, query) => h("li", {}, h("a", { href: address("picture", { ...place(), ...query }), download: `${name}.png` }, words[name]));
  const act = (name, run) => h("li", {}, h("button", { type: "button", on: { click: () => ($(".menu").open = false, run()) } }, words[name]));
  $(".menu ul").replaceChildren(
    picture("picture", {}),
    picture("picture-dark", { dark: 1 }),
    picture("picture-year", { of: "year" }),
    ...["xlsx", "docx", "csv"].map((format) => act(`export-${format}`, () => exported(format))),
    act("print", () => print()),
    act("leave", leave),
  );
}

/** A file is made as if it had been asked for in the chat, and arrives there. */
async function exported(format) {
  try {
    say((await tell("export", { ...place(), format })).said);
  } catch (error) {
    failed(error);
  }
}

async function leave() {
  await tell("leave", {});
  failed(new Closed());
}

/** Choose something for which the server has to be asked. */
async function go(change) {
  if (change.unit) $("#trees").open && $("#trees").close();
  Object.assign(model, change);
  try {
    await load();
  } catch (error) {
    failed(error);
  }
}

async function load() {
  const turn = ++model.asked;
  sessionStorage.setItem("place", JSON.stringify({ unit: model.unit }));
  const isYear = model.tab === "year";
  const [board, found] = await Promise.all([
    ask("board", place()),
    isYear ? ask("year", place()) : ask("lines", { ...place(), lamps: (model.lamps.length ? model.lamps : ["r", "y"]).join("") }),
  ]);
  if (turn !== model.asked) return;
  // The tree stays whole: it is that of the first board, whatever unit is looked at in it.
  model.whole ??= board;
  if (model.roots.some((root) => root.id === model.unit)) model.whole = board;
  Object.assign(model, { board, grid: isYear ? found : null, lines: isYear ? [] : found.lines });
  const duties = [...new Set(model.lines.map((line) => line.duty))];
  $("#duty").replaceChildren(h("option", { value: "" }, model.words["all-duties"]), ...duties.map((name) => h("option", { value: name }, name)));
  if (!duties.includes(model.duty)) model.duty = "";
  $("#duty").value = model.duty;
  menu();
  draw();
}

/** Choose something that is there already. */
function show(change) {
  Object.assign(model, change);
  draw();
}

function draw() {
  const { board, words } = model;
  if (!board) return;
  document.title = board.title;
  $("h1").textContent = $("#pick").textContent = board.title;
  $("#as-of").textContent = model.grid ? model.grid.note : board.as_of;
  for (const tree of document.querySelectorAll("[role=tree]")) drawTree(tree, treeBoard(), model.unit, (unit) => go({ unit }));
  for (const tab of document.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", String(tab.dataset.tab === model.tab));
  $("#period").disabled = $("#duty").disabled = $("#find").disabled = Boolean(model.grid);
  sums();
  $("#note").textContent = [board.to_confirm ? `${words["to-confirm"]} ${board.to_confirm}` : "", board.vacancies ? `${words["vacant-posts"]} ${board.vacancies}` : "", board.note].filter(Boolean).join("　");
  $("#view").replaceChildren(...view());
}

/** The tree with the numbers of this period. */
function treeBoard() {
  const counts = new Map(model.board.units.map((unit) => [unit.id, unit.counts]));
  const several = model.roots.filter((root) => !model.whole.units.some((unit) => unit.id === root.id));
  const units = model.whole.units.map((unit) => ({ ...unit, counts: counts.get(unit.id) ?? unit.counts }));
  return { units: [...units, ...several.map((root) => ({ ...root, parent: null, depth: 0, counts: {} }))] };
}

function sums() {
  const { board, words } = model;
  const buttons = LISTS.map((key) =>
    h(
      "button",
      { type: "button", class: `sum ${key}`, "aria-pressed": String(model.lamps.includes(key)), disabled: Boolean(model.grid), on: { click: () => filter(key) } },
      lampOf(key),
      h("span", { class: "long" }, words[`lamp-${key}`]),
      h("span", { class: "short" }, words[`short-${key}`] ?? words[`lamp-${key}`]),
      h("b", {}, String(board.counts[key])),
    ),
  );
  const total = h("div", { class: "sum" }, h("span", {}, words.total), h("b", {}, String(board.total)));
  $(".sums").replaceChildren(...buttons, total);
}

function filter(key) {
  const lamps = model.lamps.includes(key) ? model.lamps.filter((each) => each !== key) : [...model.lamps, key];
  go({ lamps });
}

function view() {
  const { words } = model;
  if (model.grid) return [yearView(model.grid, model, duties, open)];
  if (!model.board.total) return [h("p", { class: "card sheet muted" }, words.empty)];
  const sought = model.find.toLowerCase();
  const lines = model.lines.filter(
    (line) => (!model.duty || line.duty === model.duty) && (!sought || [line.unit_name, line.what, line.who].some((text) => text.toLowerCase().includes(sought))),
  );
  const shown = model.lamps.length ? model.lamps : ["r", "y"];
  const cut = shown.some((key) => model.board.counts[key] > model.lines.filter((line) => line.lamp === key).length);
  const cards = listView(lines, model.board.counts, shown, words, open, model.item);
  return cut ? [...cards, h("p", { class: "muted" }, words.first)] : cards;
}

const duties = async (unit) => {
  try {
    return (await ask("duties", { ...place(), unit })).duties;
  } catch (error) {
    failed(error);
    return [];
  }
};

async function open(id) {
  try {
    const item = await ask("item", { id });
    show({ item: id });
    sheet(item);
    // Beside the list where there is room for both.
    if (!$("#item").open) matchMedia("(min-width: 1000px)").matches ? $("#item").show() : $("#item").showModal();
  } catch (error) {
    failed(error);
  }
}

function sheet(item) {
  const { words } = model;
  const list = (title, lines) =>
    lines.length
      ? [h("h3", {}, title), h("ol", { class: "trail" }, ...lines.map((line) => h("li", { class: /^\s|^　/.test(line) ? "more" : null }, line.trim())))]
      : [];
  $("#item").replaceChildren(
    h(
      "div",
      { class: "sheet" },
      h(
        "div",
        { class: "head" },
        h("div", { class: "grow" }, h("h2", { id: "item-title" }, item.title), h("p", {}, item.unit)),
        h("button", { class: "x", type: "button", "aria-label": words.close, on: { click: () => $("#item").close() } }, "×"),
      ),
      h("p", { class: "state" }, lamp(item.standing), item.lamp),
      h("ul", {}, ...item.facts.map((fact) => h("li", {}, fact))),
      ...list(words.entries, item.entries),
      ...list(words.story, item.story),
    ),
  );
}
