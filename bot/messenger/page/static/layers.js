// What lies over the page: menus, dialogs, toasts.

import { h, icon } from "./dom.js";
import { words } from "./texts.js";

const layer = () => document.getElementById("layer");

let closeOpen = null;

/** Closes the open menu or dialog, if any, and gives the focus back. */
export function closeLayer() {
  closeOpen?.();
}

function show(element, opener, { modal }) {
  closeLayer();
  const shade = h("div", { class: modal ? "shade shade-dark" : "shade" });
  const onKey = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      closeLayer();
    }
    if (event.key === "Tab") keepFocusInside(event, element);
  };
  shade.addEventListener("pointerdown", (event) => {
    if (event.target === shade) closeLayer();
  });
  document.addEventListener("keydown", onKey, true);
  closeOpen = () => {
    closeOpen = null;
    document.removeEventListener("keydown", onKey, true);
    shade.remove();
    if (opener?.isConnected) opener.focus();
  };
  shade.append(element);
  layer().append(shade);
  return shade;
}

function keepFocusInside(event, element) {
  const places = [...element.querySelectorAll("button, input, a[href]")].filter((one) => !one.disabled);
  if (!places.length) return;
  const at = places.indexOf(document.activeElement);
  const next = (at + (event.shiftKey ? -1 : 1) + places.length) % places.length;
  event.preventDefault();
  places[next].focus();
}

/**
 * A menu beside `opener`. An item is {label, icon, run, testid, isGrave} or {heading}.
 */
export function openMenu(opener, items, label) {
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  for (const item of items) {
    if (item.heading) {
      menu.append(h("div", { class: "menu-heading" }, item.heading));
      continue;
    }
    menu.append(
      h(
        "button",
        {
          class: item.isGrave ? "menu-item grave" : "menu-item",
          role: "menuitem",
          type: "button",
          testid: item.testid,
          on: {
            click: () => {
              closeLayer();
              item.run();
            },
          },
        },
        item.icon ? icon(item.icon) : null,
        h("span", {}, item.label),
      ),
    );
  }
  menu.addEventListener("keydown", moveInMenu);
  show(menu, opener, { modal: false });
  place(menu, opener.getBoundingClientRect());
  menu.querySelector("button")?.focus();
}

function moveInMenu(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length].focus();
}

function place(element, around) {
  const { width, height } = element.getBoundingClientRect();
  const gap = 6;
  const below = around.bottom + gap + height <= innerHeight;
  const top = below ? around.bottom + gap : Math.max(gap, around.top - gap - height);
  const left = Math.min(Math.max(gap, around.right - width), innerWidth - width - gap);
  element.style.top = `${top}px`;
  element.style.left = `${around.left < innerWidth / 2 ? Math.max(gap, Math.min(around.left, innerWidth - width - gap)) : left}px`;
}

/** A message that must be confirmed, such as a bot's alert. */
export function showAlert(text) {
  const button = h(
    "button",
    { class: "dialog-button", type: "button", testid: "alert-ok", on: { click: closeLayer } },
    words().ok,
  );
  const dialog = h(
    "div",
    { class: "dialog", role: "alertdialog", "aria-modal": "true", "aria-label": text, testid: "alert" },
    h("p", { class: "dialog-text" }, text),
    h("div", { class: "dialog-buttons" }, button),
  );
  show(dialog, document.activeElement, { modal: true });
  button.focus();
}

/** A dialog with a heading and any content; `content` may hold controls. */
export function showDialog(heading, content, testid) {
  const close = h(
    "button",
    { class: "icon-button", type: "button", "aria-label": words().close, on: { click: closeLayer } },
    icon("close"),
  );
  const dialog = h(
    "div",
    { class: "dialog", role: "dialog", "aria-modal": "true", "aria-label": heading, testid },
    h("div", { class: "dialog-head" }, h("h2", {}, heading), close),
    content,
  );
  show(dialog, document.activeElement, { modal: true });
  (content.querySelector("input, button") ?? close).focus();
}

/** A short remark at the bottom that goes away by itself. */
export function toast(text, kind = "answer") {
  const remark = h("div", { class: `toast toast-${kind}`, testid: "toast" }, text);
  document.getElementById("toasts").replaceChildren(remark);
  setTimeout(() => remark.classList.add("gone"), 3600);
  setTimeout(() => remark.remove(), 4000);
}
