// One message: bubble, quote, picture, file, poll, and the buttons under it.

import { avatar, h, icon } from "./dom.js";
import { model, zone } from "./model.js";
import { richText } from "./rich_text.js";
import { fileSize, hourMinute, words } from "./texts.js";

const WIDEST_PHOTO = 380;
const HIGHEST_PHOTO = 320;

/** `acts`: openMenu, press, vote, sendCommand, openLink, jumpTo, openPhoto. */
export function bubble(message, chat, acts) {
  if (message.notice) return notice(message, chat);
  const isGroup = chat.kind !== "private";
  const showsFace = isGroup && !message.is_mine;
  const kind = message.is_bot ? "bot" : "person";
  return h(
    "li",
    {
      class: ["message", message.is_mine ? "mine" : "theirs", message.isFirst ? "first" : "", message.isLast ? "last" : ""].join(" "),
      testid: "message",
      data: { message: message.id, from: message.is_mine ? "me" : message.is_bot ? "bot" : "other" },
    },
    showsFace ? (message.isLast ? avatar(message.sender_id, message.sender, kind) : h("span", { class: "avatar-space" })) : null,
    h(
      "div",
      { class: "block" },
      h(
        "div",
        {
          class: message.photo && !message.text ? "bubble bare" : "bubble",
          on: {
            contextmenu: (event) => openMenuHere(event, message, acts),
            click: (event) => {
              if (matchMedia("(hover: none)").matches) openMenuHere(event, message, acts);
            },
          },
        },
        showsFace && message.isFirst ? h("div", { class: "sender", data: { tint: Math.abs(message.sender_id) % 7 } }, message.sender) : null,
        message.origin ? h("div", { class: "origin" }, words().forwardedFrom(message.origin)) : null,
        message.via ? h("div", { class: "origin" }, words().via(message.via)) : null,
        message.reply ? quote(message.reply, acts) : null,
        message.photo ? photo(message, acts) : null,
        message.document ? file(message.document) : null,
        message.poll ? poll(message, acts) : null,
        h(
          "div",
          { class: "text" },
          message.text ? richText(message.text, message.entities, acts) : null,
          h(
            "span",
            { class: "meta" },
            message.is_edited ? `${words().edited} ` : "",
            h("time", {}, hourMinute(message.date, zone())),
            message.is_mine ? icon("check") : null,
          ),
        ),
        h(
          "button",
          {
            class: "bubble-menu",
            type: "button",
            testid: "message-menu",
            "aria-label": words().messageMenu,
            on: { click: (event) => acts.openMenu(message, event.currentTarget) },
          },
          icon("down"),
        ),
      ),
      message.rows.length ? keyboard(message, acts) : null,
    ),
  );
}

/** By a right click, or a tap on a touch screen; what can be pressed inside keeps its own press. */
function openMenuHere(event, message, acts) {
  if (event.target.closest("a, button, [role=button]") || String(getSelection())) return;
  event.preventDefault();
  acts.openMenu(message, event.currentTarget.querySelector(".bubble-menu"));
}

function notice(message, chat) {
  const bot = model.overview.bot.name;
  const text = {
    new_chat_members: () => words().someoneAdded(message.sender, bot),
    left_chat_member: () => words().someoneRemoved(message.sender, bot),
  }[message.notice]();
  return h("li", { class: "notice", data: { chat: chat.id } }, h("span", {}, text));
}

function quote(reply, acts) {
  const what = [words().kinds[reply.kind] ?? "", reply.text].filter(Boolean).join(" ");
  return h(
    "button",
    { class: "quote", type: "button", on: { click: () => acts.jumpTo(reply.id) } },
    h("span", { class: "quote-name" }, reply.sender),
    h("span", { class: "quote-text" }, what),
  );
}

function photo(message, acts) {
  const { url, width, height } = message.photo;
  const scale = Math.min(1, WIDEST_PHOTO / width, HIGHEST_PHOTO / height);
  const image = h("img", {
    src: url,
    alt: message.text || words().photo,
    width: Math.max(120, Math.round(width * scale)),
    height: Math.max(90, Math.round(height * scale)),
  });
  return h(
    "button",
    { class: "photo", type: "button", testid: "photo", "aria-label": words().photo, on: { click: () => acts.openPhoto(message) } },
    image,
  );
}

function file(document) {
  return h(
    "a",
    { class: "file", href: document.url, download: document.name, testid: "file" },
    h("span", { class: "file-face" }, icon("file")),
    h(
      "span",
      { class: "file-text" },
      h("span", { class: "file-name" }, document.name),
      h("span", { class: "file-size" }, fileSize(document.size)),
    ),
  );
}

function poll(message, acts) {
  const { poll: body } = message;
  const chosen = new Set();
  const isOpen = !body.is_closed && !body.has_voted;
  const kind = [
    body.is_closed ? words().closed : words().poll[body.kind],
    body.is_anonymous ? words().anonymous : words().open,
    body.takes_several ? words().several : "",
  ];
  const button = h(
    "button",
    {
      class: "poll-vote",
      type: "button",
      testid: "poll-vote",
      disabled: true,
      on: { click: () => acts.vote(message, [...chosen]) },
    },
    words().vote,
  );
  const option = (item, number) => {
    const share = body.voters && item.votes !== null ? Math.round((100 * item.votes) / body.voters) : 0;
    const mark = item.is_right ? "right" : item.is_mine && body.kind === "quiz" ? "wrong" : item.is_mine ? "mine" : "";
    const row = h(
      "button",
      {
        class: `poll-option ${isOpen ? "open" : "shown"} ${mark}`,
        type: "button",
        testid: `poll-option-${number}`,
        disabled: !isOpen,
        role: body.takes_several && isOpen ? "checkbox" : null,
        "aria-checked": body.takes_several && isOpen ? "false" : null,
        on: {
          click: () => {
            if (!body.takes_several) return acts.vote(message, [number]);
            if (!chosen.delete(number)) chosen.add(number);
            row.setAttribute("aria-checked", String(chosen.has(number)));
            button.disabled = chosen.size === 0;
            return undefined;
          },
        },
      },
      h("span", { class: "poll-mark" }, isOpen ? null : `${share}%`),
      h("span", { class: "poll-text" }, item.text, item.is_mine ? icon("check") : null),
      isOpen ? null : h("progress", { class: "poll-bar", max: 100, value: Math.max(share, 1), "aria-label": `${share}%` }),
    );
    return row;
  };
  return h(
    "div",
    { class: "poll", testid: "poll" },
    h("div", { class: "poll-question" }, body.question),
    h("div", { class: "poll-kind" }, kind.filter(Boolean).join(" · ")),
    body.options.map(option),
    body.explanation ? h("div", { class: "poll-explanation" }, body.explanation) : null,
    body.takes_several && isOpen ? button : null,
    h("div", { class: "poll-votes" }, body.voters ? words().votes(body.voters) : words().noVotes),
  );
}

function keyboard(message, acts) {
  return h(
    "div",
    { class: "keyboard" },
    message.rows.map((row, rowNumber) =>
      h(
        "div",
        { class: "keyboard-row" },
        row.map((button, column) => {
          const isWaiting = model.waiting.has(`${model.chatId}:${message.id}:${rowNumber}:${column}`);
          return h(
            "button",
            {
              class: ["key", button.style, isWaiting ? "waiting" : ""].join(" "),
              type: "button",
              testid: "inline-button",
              title: ["url", "web_app"].includes(button.kind) ? button.value : null,
              "aria-busy": isWaiting ? "true" : null,
              on: { click: () => acts.press(message, rowNumber, column, button) },
            },
            h("span", { class: "key-text" }, button.text),
            ["url", "web_app"].includes(button.kind) ? icon("link") : button.kind === "copy_text" ? icon("copy") : null,
          );
        }),
      ),
    ),
  );
}
