// The bar at the top: what time it is for the bot, and buttons that move it.

import { act } from "./api.js";
import { h, icon } from "./dom.js";
import { closeLayer, showDialog, toast } from "./layers.js";
import { attempt, choose, model, now, refreshOverview, render, setClock, zone } from "./model.js";
import { formatted, fullTime, presentLanguage, setLanguage, words } from "./texts.js";

const JUMPS = ["hour", "tomorrow", "monday", "quarter"];

let timeElement = null;
let isOpen = false;

/** Shows the bar. */
export function renderClock() {
  const bar = document.getElementById("topbar");
  const clock = model.overview?.clock;
  if (!clock) return;
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  timeElement = h("time", { class: "clock-time", testid: "clock-now" });
  const ahead = Math.round(clock.ahead_seconds);
  const moved = ahead !== 0;
  bar.className = isOpen ? "topbar open" : "topbar";
  bar.replaceChildren(
    h("div", { class: "brand" }, h("img", { src: "/messenger/page/icon.svg", alt: "" }), words().title),
    h(
      "div",
      { class: moved ? "clock moved" : "clock", title: words().clock },
      icon("clock"),
      h(
        "div",
        { class: "clock-face" },
        timeElement,
        h("span", { class: "clock-note", testid: "clock-note" }, `${words().clock} · ${note(ahead)}`),
      ),
    ),
    h(
      "button",
      {
        class: "clock-toggle",
        type: "button",
        testid: "clock-toggle",
        "aria-expanded": String(isOpen),
        "aria-controls": "jumps",
        on: { click: toggle },
      },
      words().adjust,
      icon("down"),
    ),
    h(
      "div",
      { class: "jumps", id: "jumps", role: "group", "aria-label": words().adjust },
      JUMPS.map((name) => jumpButton(name, clock.jumps[name])),
      h(
        "button",
        { class: "jump", type: "button", testid: "clock-pick", on: { click: pick } },
        words().jumpTo,
      ),
      moved
        ? h(
            "button",
            { class: "jump jump-back", type: "button", testid: "clock-back", on: { click: () => jump({ jump: "back" }) } },
            words().backToNow,
          )
        : null,
      model.overview.demo
        ? h("button", { class: "jump", type: "button", testid: "demo", title: words().demoTitle, on: { click: makeDemo } }, words().demo)
        : null,
    ),
    languages(),
  );
  showTime();
  if (focused) bar.querySelector(`[data-testid="${focused}"]`)?.focus();
}

/** The tree to look at takes a while; then its first manager's chat is opened. */
async function makeDemo(event) {
  event.currentTarget.disabled = true;
  toast(words().demoBegins);
  const done = await attempt(() => act("demo", {}));
  isOpen = false;
  await refreshOverview();
  renderClock();
  if (!done) return;
  toast(done.made ? words().demoMade : words().demoThere);
  const chief = model.overview.people.find((one) => one.key === "zhou");
  const bot = chief?.chats.find((chat) => chat.kind === "private");
  if (bot) await choose(chief.id, bot.id);
}

/** Lets the time run on. */
export function showTime() {
  if (!timeElement) return;
  const seconds = now();
  const text = fullTime(seconds, zone());
  const tail = `:${formatted(seconds, zone(), { second: "2-digit" }).padStart(2, "0")}`;
  if (timeElement.textContent === text + tail) return;
  timeElement.replaceChildren(text, h("span", { class: "clock-seconds" }, tail));
}

function jumpButton(name, seconds) {
  return h(
    "button",
    {
      class: "jump",
      type: "button",
      testid: `clock-${name}`,
      title: fullTime(seconds, zone()),
      on: { click: () => jump({ jump: name }) },
    },
    words().jump[name],
  );
}

function languages() {
  const one = (code, label) =>
    h(
      "button",
      {
        class: "language",
        type: "button",
        testid: `language-${code}`,
        "aria-pressed": String(presentLanguage() === code),
        on: {
          click: () => {
            setLanguage(code);
            render();
          },
        },
      },
      label,
    );
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": words().language },
    one("zh", "中文"),
    one("en", "EN"),
  );
}

function note(ahead) {
  if (ahead === 0) return words().clockReal;
  const minutes = Math.max(1, Math.round(Math.abs(ahead) / 60));
  const { days, hours, minutes: inMinutes, clockAhead, clockBehind } = words();
  const span =
    minutes >= 2880 ? days(Math.round(minutes / 1440)) : minutes >= 120 ? hours(Math.round(minutes / 60)) : inMinutes(minutes);
  return ahead > 0 ? clockAhead(span) : clockBehind(span);
}

function toggle() {
  isOpen = !isOpen;
  renderClock();
}

async function jump(wish) {
  isOpen = false;
  const clock = await attempt(() => act("clock", wish));
  if (!clock) return;
  setClock(clock);
  toast(words().jumped(fullTime(clock.now, zone())));
}

function pick() {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en", {
      timeZone: zone(),
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    })
      .formatToParts(new Date(now() * 1000))
      .map((part) => [part.type, part.value]),
  );
  const input = h("input", {
    class: "time-input",
    type: "datetime-local",
    min: "2000-01-01T00:00",
    max: "2100-12-31T23:59",
    "aria-label": words().pickTime,
    testid: "clock-pick-input",
    value: `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`,
  });
  const form = h(
    "form",
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          if (!input.value) return;
          closeLayer();
          jump({ to: input.value });
        },
      },
    },
    input,
    h("p", { class: "dialog-hint" }, zone()),
    h(
      "div",
      { class: "dialog-buttons" },
      h("button", { class: "dialog-button", type: "submit", testid: "clock-pick-go" }, words().go),
    ),
  );
  showDialog(words().pickTime, form, "clock-dialog");
}
