// The left column: who to be, and that person's chats.

import { avatar, h, reconcile } from "./dom.js";
import { choose, model, now, person, zone } from "./model.js";
import { presentLanguage, shortDay, words } from "./texts.js";

/** Shows the column. */
export function renderSide() {
  const side = document.getElementById("side");
  if (!model.overview) {
    side.replaceChildren(h("p", { class: "loading" }, words().loading));
    return;
  }
  if (!side.querySelector(".people")) {
    side.replaceChildren(
      h("h2", { class: "side-heading", id: "people-heading" }),
      h("ul", { class: "people", "aria-labelledby": "people-heading" }),
      h("h2", { class: "side-heading", id: "chats-heading" }),
      h("ul", { class: "chats", "aria-labelledby": "chats-heading" }),
    );
  }
  side.querySelector("#people-heading").textContent = words().actAs;
  side.querySelector("#chats-heading").textContent = words().chats;
  side.setAttribute("aria-label", words().chats);
  const language = presentLanguage();
  reconcile(
    side.querySelector(".people"),
    model.overview.people,
    (one) => one.id,
    (one) => JSON.stringify([language, one.name, one.post, one.unread, one.id === model.personId]),
    personRow,
  );
  reconcile(
    side.querySelector(".chats"),
    person()?.chats ?? [],
    (chat) => chat.id,
    (chat) => JSON.stringify([language, chat, chat.id === model.chatId, zone(), Math.floor(now() / 86400)]),
    chatRow,
  );
}

function personRow(one) {
  const isPresent = one.id === model.personId;
  const post = one.post[presentLanguage()] ?? "";
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: isPresent ? "row person present" : "row person",
        type: "button",
        testid: `person-${one.key}`,
        "aria-pressed": String(isPresent),
        title: post,
        on: { click: () => choose(one.id, sameKindOfChat(one)) },
      },
      avatar(one.id, one.name),
      h("span", { class: "row-text" }, h("span", { class: "row-title" }, one.name), h("span", { class: "row-sub" }, post)),
      badge(one.unread),
    ),
  );
}

/** Changing the person keeps to the kind of chat that is open; on a phone it stays in the list. */
function sameKindOfChat(one) {
  if (matchMedia("(max-width: 760px)").matches) return null;
  const isGroup = model.chat && model.chat.kind !== "private";
  return (one.chats.find((chat) => (chat.kind !== "private") === isGroup) ?? one.chats[0])?.id ?? null;
}

function chatRow(chat) {
  const isPresent = chat.id === model.chatId;
  const isGroup = chat.kind !== "private";
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: isPresent ? "row chat present" : "row chat",
        type: "button",
        testid: isGroup ? "chat-group" : "chat-private",
        "aria-current": isPresent ? "true" : null,
        on: { click: () => choose(model.personId, chat.id) },
      },
      avatar(chat.id, chat.title, isGroup ? "group" : "bot"),
      h(
        "span",
        { class: "row-text" },
        h(
          "span",
          { class: "row-line" },
          h("span", { class: "row-title" }, chat.title),
          chat.last ? h("time", { class: "row-time" }, shortDay(chat.last.date, now(), zone())) : null,
        ),
        h("span", { class: "row-line" }, h("span", { class: "row-sub" }, preview(chat)), badge(chat.unread)),
      ),
    ),
  );
}

function preview(chat) {
  if (chat.is_blocked) return words().blocked;
  if (!chat.last) return chat.kind === "private" ? words().notStarted : words().noMessages;
  const { last } = chat;
  const what = words().notices[last.kind] ?? [words().kinds[last.kind], last.text].filter(Boolean).join(" ");
  if (words().notices[last.kind]) return what;
  if (last.is_mine) return `${words().you}: ${what}`;
  return chat.kind === "private" ? what : `${last.sender}: ${what}`;
}

function badge(count) {
  if (!count) return null;
  return h(
    "span",
    { class: "badge", testid: "unread", "aria-label": words().unread(count) },
    count > 99 ? "99+" : String(count),
  );
}
