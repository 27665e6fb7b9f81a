// The right side: one chat's head, its messages, and the foot to write in.

import { bubble } from "./bubble.js";
import { messageActs } from "./message_acts.js";
import { renderFoot } from "./composer.js";
import { avatar, h, icon, reconcile } from "./dom.js";
import { openMenu, showDialog } from "./layers.js";
import { choose, inChat, model, now, person, zone } from "./model.js";
import { dayName, dayOf, presentLanguage, words } from "./texts.js";

const NEAR_THE_END = 120;
const ONE_BREATH = 600;

let shownPlace = null;
let lastSeen = 0;
let isAtEnd = true;

/** Shows the open chat. */
export function renderConversation() {
  const place = document.getElementById("conversation");
  const app = document.getElementById("app");
  app.dataset.view = model.chatId === null ? "list" : "chat";
  if (model.chatId === null || !model.chat) {
    shownPlace = null;
    if (model.chatId === null) {
      place.replaceChildren(h("p", { class: "empty-place" }, h("span", {}, words().pickChat)));
    }
    return;
  }
  const here = `${model.personId}/${model.chatId}`;
  const isNew = shownPlace !== here;
  if (isNew) {
    mount(place);
    shownPlace = here;
    lastSeen = 0;
  }
  renderHead(place.querySelector(".head"));
  renderBanner(place.querySelector(".banner"));
  renderFoot(place.querySelector(".foot"), isNew);
  renderMessages(place.querySelector(".log"), isNew);
}

function mount(place) {
  const log = h("ol", { class: "log", role: "log", tabindex: "0", testid: "messages" });
  const down = h(
    "button",
    { class: "to-end", type: "button", "aria-label": "↓", on: { click: () => toEnd(log, "smooth") } },
    icon("down"),
  );
  isAtEnd = true;
  let top = 0;
  log.addEventListener("scroll", () => {
    // On the way down to the end one is not there yet, but only going up means to stay away.
    const goesUp = log.scrollTop < top;
    top = log.scrollTop;
    isAtEnd = isNearEnd(log) || (isAtEnd && !goesUp);
    down.classList.toggle("shown", !isAtEnd);
  });
  new ResizeObserver(() => {
    if (isAtEnd) toEnd(log, "instant");
  }).observe(log);
  place.replaceChildren(
    h("div", { class: "head" }),
    h("div", { class: "banner" }),
    h("div", { class: "log-frame" }, log, down),
    h("div", { class: "foot" }),
  );
}

function renderHead(head) {
  const chat = model.chat;
  const isGroup = chat.kind !== "private";
  head.replaceChildren(
    h(
      "button",
      {
        class: "icon-button back",
        type: "button",
        testid: "back",
        "aria-label": words().back,
        on: { click: () => choose(model.personId, null) },
      },
      icon("back"),
    ),
    avatar(chat.id, chat.title, isGroup ? "group" : "bot"),
    h(
      "div",
      { class: "head-text" },
      h("h1", { class: "head-title", testid: "chat-title" }, chat.title),
      h("div", { class: "head-sub", testid: "chat-status" }, status(chat)),
    ),
    h("span", { class: "head-self", testid: "acting-as" }, words().actingAs(person()?.name ?? "")),
    h(
      "button",
      {
        class: "icon-button",
        type: "button",
        testid: "chat-menu",
        "aria-label": words().chatMenu,
        on: { click: (event) => openMenu(event.currentTarget, chatMenu(chat), words().chatMenu) },
      },
      icon("more"),
    ),
  );
}

function renderBanner(banner) {
  const { chat } = model;
  const isMissed = chat.kind !== "private" && !chat.members.some((member) => member.is_bot);
  banner.hidden = !isMissed;
  if (!isMissed) return;
  banner.replaceChildren(
    h("span", {}, words().botOutside),
    h(
      "button",
      { type: "button", testid: "banner-add", on: { click: () => inChat("membership", { act: "add" }) } },
      words().addBot,
    ),
  );
}

function status(chat) {
  if (!model.isOnline) return words().offline;
  if (chat.kind === "private") return chat.is_blocked ? words().blocked : words().bot;
  return words().members(chat.member_count);
}

function chatMenu(chat) {
  const change = (act) => () => inChat("membership", { act });
  if (chat.kind === "private") {
    return chat.is_blocked
      ? [{ label: words().restart, icon: "add", testid: "menu-unblock", run: restart }]
      : [{ label: words().blockBot, icon: "block", testid: "menu-block", isGrave: true, run: change("block") }];
  }
  const isInside = chat.members.some((member) => member.is_bot);
  const items = [{ label: words().showMembers, icon: "people", testid: "menu-members", run: () => showMembers(chat) }];
  if (!isInside) items.push({ label: words().addBot, icon: "add", testid: "menu-add", run: change("add") });
  if (isInside && chat.runs_it) {
    if (chat.bot_status !== "administrator") {
      items.push({ label: words().promoteBot, icon: "star", testid: "menu-promote", run: change("promote") });
    }
    items.push({ label: words().removeBot, icon: "leave", testid: "menu-remove", isGrave: true, run: change("remove") });
  }
  return items;
}

/** Takes the bot back and greets it anew, as the button in Telegram does. */
export async function restart() {
  if (await inChat("membership", { act: "unblock" })) await inChat("send", { text: "/start" });
}

function showMembers(chat) {
  const rank = { creator: words().owner, administrator: words().administrator };
  showDialog(
    words().memberList,
    h(
      "ul",
      { class: "members" },
      chat.members.map((member) =>
        h(
          "li",
          {},
          h("span", {}, member.name),
          h("span", { class: "rank" }, rank[member.status] ?? (member.is_bot ? words().bot : "")),
        ),
      ),
    ),
    "member-list",
  );
}

function renderMessages(log, isNew) {
  const chat = model.chat;
  const follows = isNew || isAtEnd;
  log.setAttribute("aria-label", words().messages);
  const items = withDays(chat.messages);
  if (!chat.messages.length) items.push({ type: "greeting", key: "greeting" });
  const language = presentLanguage();
  const today = dayOf(now(), zone());
  reconcile(
    log,
    items,
    (item) => item.key,
    (item) => JSON.stringify([language, item, item.type === "day" ? today : waitingIn(item)]),
    build,
  );
  const wroteMyself = chat.messages.some((message) => message.is_mine && message.id > lastSeen);
  lastSeen = chat.messages.at(-1)?.id ?? 0;
  if (follows || wroteMyself) {
    isAtEnd = true;
    toEnd(log, isNew ? "instant" : "smooth");
  }
}

function waitingIn(item) {
  return [...model.waiting].filter((spot) => spot.startsWith(`${model.chatId}:${item.message?.id}:`));
}

function withDays(messages) {
  const items = [];
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const after = messages[at + 1];
    const day = dayOf(message.date, zone());
    const isNewDay = !before || dayOf(before.date, zone()) !== day;
    if (isNewDay) items.push({ type: "day", key: `day-${day}-${message.id}`, date: message.date });
    items.push({
      type: "message",
      key: `message-${message.id}`,
      message: {
        ...message,
        isFirst: isNewDay || !together(before, message),
        isLast: !after || dayOf(after.date, zone()) !== day || !together(message, after),
      },
    });
  });
  return items;
}

function together(one, next) {
  return (
    one.sender === next.sender && !one.notice && !next.notice && Math.abs(next.date - one.date) < ONE_BREATH
  );
}

function build(item) {
  if (item.type === "day") {
    return h("li", { class: "day" }, h("span", {}, dayName(item.date, now(), zone())));
  }
  if (item.type === "greeting") return greeting();
  return bubble(item.message, model.chat, messageActs);
}

function greeting() {
  const chat = model.chat;
  if (chat.kind !== "private") {
    return h("li", { class: "greeting" }, h("h2", {}, words().noMessages), h("p", {}, words().groupHint));
  }
  return h(
    "li",
    { class: "greeting", testid: "greeting" },
    avatar(chat.id, chat.title, "bot"),
    h("h2", {}, words().aboutBot),
    h("p", {}, chat.description || words().noDescription),
  );
}

function isNearEnd(log) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
}

function toEnd(log, behavior) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log.scrollTo({ top: log.scrollHeight, behavior: isCalm ? "instant" : behavior });
}
