// The foot of a chat: the start button, or the field to write in with all that belongs to it.

import { act } from "./api.js";
import { restart } from "./conversation.js";
import { h, icon } from "./dom.js";
import { openMenu } from "./layers.js";
import { edit } from "./message_acts.js";
import { attempt, inChat, model, render, sendText } from "./model.js";
import { fileSize, words } from "./texts.js";

const INLINE_PAUSE = 350;
const HIGHEST_FIELD = 160;

let field = null;
let panel = null;
let options = [];
let chosen = 0;
let inlineTimer = 0;
let inlineAsked = "";
let attachmentUrl = null;

/** Shows the foot; `isNew` when another chat has been opened. */
export function renderFoot(foot, isNew) {
  const kind = footKind();
  if (isNew || foot.dataset.kind !== kind) {
    foot.dataset.kind = kind;
    foot.replaceChildren(...{ start: startFoot, blocked: blockedFoot, write: writeFoot }[kind]());
    if (kind === "write") restoreDraft();
  }
  if (kind === "write") refreshWriteFoot(foot);
  else labelButton(foot, kind);
}

function footKind() {
  if (model.chat.is_blocked) return "blocked";
  return model.chat.is_started ? "write" : "start";
}

function startFoot() {
  return [
    h("button", {
      class: "wide-button",
      type: "button",
      testid: "start-button",
      on: { click: () => inChat("send", { text: "/start" }) },
    }),
  ];
}

function blockedFoot() {
  return [
    h("p", { class: "foot-note" }),
    h("button", { class: "wide-button", type: "button", testid: "unblock-button", on: { click: restart } }),
  ];
}

function labelButton(foot, kind) {
  foot.querySelector(".wide-button").textContent = kind === "start" ? words().start : words().restart;
  const note = foot.querySelector(".foot-note");
  if (note) note.textContent = words().isBlocked;
}

function writeFoot() {
  field = h("textarea", {
    class: "field",
    rows: "1",
    testid: "composer-input",
    on: { input: onInput, keydown: onKey, paste: onPaste },
  });
  panel = h("div", { class: "panel", role: "listbox" });
  const photo = fileInput("photo", "image/png,image/jpeg,image/gif");
  const file = fileInput("document", "");
  return [
    panel,
    h("div", { class: "context" }),
    h(
      "form",
      {
        class: "composer",
        on: {
          submit: (event) => {
            event.preventDefault();
            submit();
          },
        },
      },
      h(
        "button",
        { class: "commands-button", type: "button", testid: "commands-button", on: { click: toggleCommands } },
        icon("menu"),
        h("span", { class: "commands-label" }),
      ),
      field,
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          testid: "attach",
          on: { click: (event) => openAttachMenu(event.currentTarget, photo, file) },
          data: { label: "attach" },
        },
        icon("attach"),
      ),
      photo,
      file,
      h("button", { class: "send-button", type: "submit", testid: "composer-send", data: { label: "send" } }, icon("send")),
    ),
    h("div", { class: "reply-keyboard" }),
  ];
}

function refreshWriteFoot(foot) {
  const { chat } = model;
  for (const button of foot.querySelectorAll("[data-label]")) {
    const label = words()[model.editing && button.dataset.label === "send" ? "save" : button.dataset.label];
    button.setAttribute("aria-label", label);
    button.title = label;
  }
  const commands = foot.querySelector(".commands-button");
  commands.querySelector(".commands-label").textContent = words().commands;
  commands.setAttribute("aria-label", words().commandsMenu);
  commands.hidden = chat.commands.length === 0;
  const hint = chat.kind === "private" ? words().writeHere : words().writeGroup;
  const shown = matchMedia("(max-width: 760px)").matches ? words().writeHere : hint;
  field.placeholder = model.attachment ? words().caption : chat.keyboard?.placeholder || shown;
  field.setAttribute("aria-label", hint);
  refreshSend(foot);
  foot.querySelector(".context").replaceChildren(...context());
  foot.querySelector(".reply-keyboard").replaceChildren(...replyKeyboard());
}

function refreshSend(foot = document.querySelector(".foot")) {
  foot.querySelector(".send-button").disabled = !field.value.trim() && !model.attachment;
}

function context() {
  const { reply, editing, attachment } = model;
  if (!reply && !editing && !attachment) return [];
  const drop = () => {
    if (editing) writeInComposer("");
    Object.assign(model, { reply: null, editing: null, attachment: null });
    render();
    field.focus();
  };
  const line = (kind, heading, text, picture = null) =>
    h(
      "div",
      { class: "context-line", testid: `context-${kind}` },
      picture ?? icon(kind === "attachment" ? "file" : kind),
      h("div", { class: "context-text" }, h("div", { class: "context-heading" }, heading), h("div", {}, text)),
      h(
        "button",
        { class: "icon-button", type: "button", testid: "context-cancel", "aria-label": words().cancel, on: { click: drop } },
        icon("close"),
      ),
    );
  const lines = [];
  if (editing) lines.push(line("edit", words().editing, editing.text));
  if (reply) {
    lines.push(line("reply", words().replyTo(reply.sender), [words().kinds[reply.kind], reply.text].filter(Boolean).join(" ")));
  }
  if (attachment) {
    const picture = attachment.kind === "photo" ? h("img", { class: "context-picture", src: attachment.url, alt: "" }) : null;
    lines.push(line("attachment", attachment.file.name, fileSize(attachment.file.size), picture));
  }
  return lines;
}

function replyKeyboard() {
  const rows = model.chat.keyboard?.rows ?? [];
  return rows.map((row) =>
    h(
      "div",
      { class: "keyboard-row" },
      row.map((label) =>
        h("button", { class: "key-plain", type: "button", testid: "reply-key", on: { click: () => sendText(label) } }, label),
      ),
    ),
  );
}

function fileInput(kind, accept) {
  const input = h("input", {
    type: "file",
    accept: accept || null,
    hidden: true,
    testid: `file-${kind}`,
    "aria-label": words()[kind === "photo" ? "photo" : "file"],
    on: {
      change: () => {
        if (input.files[0]) attach(kind, input.files[0]);
        input.value = "";
      },
    },
  });
  return input;
}

function attach(kind, file) {
  if (attachmentUrl) URL.revokeObjectURL(attachmentUrl);
  attachmentUrl = kind === "photo" ? URL.createObjectURL(file) : null;
  Object.assign(model, { attachment: { kind, file, url: attachmentUrl }, editing: null });
  render();
  field.focus();
}

function openAttachMenu(opener, photo, file) {
  openMenu(
    opener,
    [
      { label: words().photo, icon: "photo", testid: "attach-photo", run: () => photo.click() },
      { label: words().file, icon: "file", testid: "attach-file", run: () => file.click() },
    ],
    words().attach,
  );
}

function onPaste(event) {
  const file = event.clipboardData?.files[0];
  if (!file) return;
  event.preventDefault();
  attach(kindOf(file), file);
}

function kindOf(file) {
  return /^image\/(png|jpeg|gif)$/.test(file.type) ? "photo" : "document";
}

// A file that is let go anywhere over the page belongs to the open chat, and never takes the page's place.
addEventListener("dragover", (event) => showDropping(event, event.dataTransfer.types.includes("Files")));
addEventListener("dragleave", (event) => showDropping(event, event.relatedTarget !== null));
addEventListener("drop", (event) => {
  showDropping(event, false);
  const file = event.dataTransfer.files[0];
  if (file && field?.isConnected) attach(kindOf(file), file);
});

function showDropping(event, over) {
  event.preventDefault();
  field?.form.classList.toggle("dropping", over);
}

function onInput() {
  model.drafts.set(`${model.personId}/${model.chatId}`, field.value);
  grow();
  refreshSend();
  offer();
}

function onKey(event) {
  if (event.isComposing) return; // a word is still being chosen from an input method
  if (options.length && moveInPanel(event)) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape") {
    Object.assign(model, { reply: null, editing: null, attachment: null });
    render();
  } else if (event.key === "ArrowUp" && !field.value) {
    const own = model.chat.messages.findLast((message) => message.can_edit && message.text);
    if (own) {
      event.preventDefault();
      edit(own);
    }
  }
}

function moveInPanel(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    chosen = (chosen + step + options.length) % options.length;
    markChosen();
  } else if (event.key === "Enter" || event.key === "Tab") {
    options[chosen].run();
  } else if (event.key === "Escape") {
    closePanel();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

async function submit() {
  const text = field.value.trim();
  if (!text && !model.attachment) return;
  writeInComposer("");
  await sendText(text);
}

/** Fills the field and puts the cursor behind the text. */
export function writeInComposer(text) {
  if (!field) return;
  field.value = text;
  field.focus();
  onInput();
}

/** Puts the cursor into the field. */
export function focusComposer() {
  field?.focus();
}

function restoreDraft() {
  field.value = model.drafts.get(`${model.personId}/${model.chatId}`) ?? "";
  closePanel();
  requestAnimationFrame(grow);
  if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, HIGHEST_FIELD)}px`;
}

// The panel above the field: commands, or the results of the bot's inline mode.

function offer() {
  const text = field.value;
  const prefix = `@${model.overview.bot.username} `;
  clearTimeout(inlineTimer);
  if (text.toLowerCase().startsWith(prefix)) {
    inlineTimer = setTimeout(() => askInline(text.slice(prefix.length)), INLINE_PAUSE);
  } else if (/^\/\w*$/.test(text)) {
    offerCommands(text.slice(1).toLowerCase());
  } else {
    closePanel();
  }
}

function toggleCommands() {
  if (options.length) closePanel();
  else offerCommands("");
}

function offerCommands(prefix) {
  const { username } = model.overview.bot;
  const suffix = model.chat.kind === "private" ? "" : `@${username}`;
  showPanel(
    words().commandsMenu,
    model.chat.commands
      .filter((item) => item.command.startsWith(prefix))
      .map((item) => ({
        testid: `command-${item.command}`,
        title: `/${item.command}`,
        text: item.description,
        isCommand: true,
        run: () => {
          writeInComposer("");
          closePanel();
          sendText(`/${item.command}${suffix}`);
        },
      })),
  );
}

async function askInline(query) {
  inlineAsked = query;
  const answer = await attempt(() => act("inline", { as: model.personId, chat: model.chatId, query }));
  if (!answer || inlineAsked !== query || !field.value.startsWith("@")) return;
  showPanel(
    words().inlineResults,
    answer.results.map((result) => ({
      testid: "inline-result",
      title: result.title,
      text: result.description,
      run: () => {
        writeInComposer("");
        closePanel();
        inChat("choose", { query: answer.query, result: result.id });
      },
    })),
    query ? words().inlineNothing : words().inlineHint,
  );
}

function showPanel(label, items, nothing = "") {
  options = items;
  chosen = 0;
  panel.setAttribute("aria-label", label);
  panel.replaceChildren(
    ...items.map((item, at) =>
      h(
        "button",
        {
          class: item.isCommand ? "option option-command" : "option",
          type: "button",
          role: "option",
          testid: item.testid,
          on: {
            click: item.run,
            pointerenter: () => {
              chosen = at;
              markChosen();
            },
          },
        },
        h("span", { class: "option-title" }, item.title),
        h("span", { class: "option-text" }, item.text),
      ),
    ),
    ...(items.length || !nothing ? [] : [h("p", { class: "option-none" }, nothing)]),
  );
  panel.classList.toggle("shown", items.length > 0 || Boolean(nothing));
  markChosen();
}

function markChosen() {
  [...panel.querySelectorAll(".option")].forEach((option, at) => {
    option.setAttribute("aria-selected", String(at === chosen));
    if (at === chosen) option.scrollIntoView({ block: "nearest" });
  });
}

function closePanel() {
  options = [];
  panel?.classList.remove("shown");
  panel?.replaceChildren();
}
