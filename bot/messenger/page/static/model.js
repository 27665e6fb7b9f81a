// What the page knows, and how it learns it. The server holds the truth; this is its last answer.

import { Refused, act, get, listen, upload } from "./api.js";
import { toast } from "./layers.js";
import { words } from "./texts.js";

export const model = {
  overview: null,
  overviewAt: 0,
  personId: null,
  chatId: null,
  chat: null,
  isOnline: true,
  reply: null,
  editing: null,
  attachment: null,
  waiting: new Set(),
  drafts: new Map(),
};

const renderers = [];
let chatRequest = 0;

/** `renderer` is called whenever something may have changed. */
export function onRender(renderer) {
  renderers.push(renderer);
}

/** Shows the present state. */
export function render() {
  for (const renderer of renderers) renderer();
}

/** The person one acts as; null before the first answer. */
export function person() {
  return model.overview?.people.find((one) => one.id === model.personId) ?? null;
}

/** The bot's time zone. */
export function zone() {
  return model.overview?.clock.zone ?? "Asia/Shanghai";
}

/** The bot's time in seconds, running on between two answers. */
export function now() {
  const clock = model.overview?.clock;
  return clock ? clock.now + (performance.now() - model.overviewAt) / 1000 : Date.now() / 1000;
}

/** Does something and tells the person when it fails; null then. */
export async function attempt(doing) {
  try {
    return await doing();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TypeError)) throw error;
    toast(words().failed(error.message), "fault");
    return null;
  }
}

/** An act of the person in the open chat. */
export function inChat(name, wish = {}) {
  return attempt(() => act(name, { as: model.personId, chat: model.chatId, ...wish }));
}

/** Sends the text of the composer, with what it replies to or is attached to. */
export async function sendText(text) {
  const reply = model.reply;
  const attachment = model.attachment;
  const editing = model.editing;
  Object.assign(model, { reply: null, attachment: null, editing: null });
  render();
  if (editing) return inChat("edit", { message: editing.id, text });
  if (attachment) {
    const wish = { as: model.personId, chat: model.chatId, caption: text, reply_to: reply?.id };
    return attempt(() => upload({ ...wish, kind: attachment.kind, file: attachment.file }));
  }
  return inChat("send", { text, reply_to: reply?.id ?? null });
}

/** Presses an inline button and returns the bot's answer; null when it failed. */
export async function pressButton(message, row, column) {
  const spot = `${model.chatId}:${message.id}:${row}:${column}`;
  if (model.waiting.has(spot)) return null;
  model.waiting.add(spot);
  render();
  try {
    return await inChat("press", { message: message.id, row, column });
  } finally {
    model.waiting.delete(spot);
    render();
  }
}

/** Opens a chat as a person; without a chat, the list alone on a phone. */
export async function choose(personId, chatId) {
  const isOther = model.personId !== personId || model.chatId !== chatId;
  Object.assign(model, { personId, chatId });
  if (isOther) Object.assign(model, { chat: null, reply: null, editing: null, attachment: null });
  const place = chatId === null ? `#${personId}` : `#${personId}/${chatId}`;
  if (!location.hash) history.replaceState(null, "", place);
  else if (location.hash !== place) history.pushState(null, "", place);
  render();
  await refreshChat();
}

/** Reads the place from the address; whether it named a person that exists. */
export async function chooseFromAddress() {
  const [personId, chatId] = location.hash.slice(1).split("/").map(Number);
  const found = model.overview.people.find((one) => one.id === personId);
  if (!found) return false;
  const chat = found.chats.find((one) => one.id === chatId);
  await choose(found.id, chat ? chat.id : null);
  return true;
}

/** Asks for the people, chats and time. */
export async function refreshOverview() {
  const overview = await attempt(() => get("/api/overview"));
  if (overview) setOverview(overview);
}

function setOverview(overview) {
  Object.assign(model, { overview, overviewAt: performance.now() });
  render();
}

/** Takes over a time that the server has just told. */
export function setClock(clock) {
  setOverview({ ...model.overview, clock });
}

/** Asks for the open chat. */
export async function refreshChat() {
  if (model.chatId === null) return;
  const request = ++chatRequest;
  const { personId, chatId } = model;
  const chat = await attempt(() => get(`/api/chats/${chatId}?as=${personId}`));
  if (!chat || request !== chatRequest || chatId !== model.chatId) return;
  model.chat = chat;
  render();
  markRead();
}

/** Tells that the open chat is seen, if it is. */
export function markRead() {
  if (model.chat?.unread && document.visibilityState === "visible") {
    model.chat.unread = 0;
    inChat("read");
  }
}

/** Follows the server's changes from now on. */
export function follow() {
  let chatDue = false;
  let timer = 0;
  const soon = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      refreshOverview();
      if (chatDue) refreshChat();
      chatDue = false;
    }, 30);
  };
  listen(
    (change) => {
      chatDue ||= change.chat === null || change.chat === model.chatId;
      soon();
    },
    (isOnline) => {
      if (isOnline === model.isOnline) return;
      model.isOnline = isOnline;
      chatDue = isOnline;
      render();
      if (isOnline) soon();
    },
  );
}
