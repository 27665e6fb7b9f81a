// What can be done with a message: its menu, its buttons, its links.

import { act } from "./api.js";
import { focusComposer, writeInComposer } from "./composer.js";
import { h } from "./dom.js";
import { openMenu, showAlert, showDialog, toast } from "./layers.js";
import { attempt, choose, inChat, model, person, pressButton, render } from "./model.js";
import { words } from "./texts.js";

export const messageActs = {
  openMenu: openMessageMenu,
  press,
  vote: (message, options) => inChat("vote", { message: message.id, options }),
  sendCommand: (text) => inChat("send", { text }),
  openLink,
  jumpTo,
  openPhoto,
};

function openMessageMenu(message, opener) {
  const items = [
    {
      label: words().reply,
      icon: "reply",
      testid: "menu-reply",
      run: () => start({ reply: message, editing: null }),
    },
  ];
  if (message.can_edit) {
    items.push({ label: words().edit, icon: "edit", testid: "menu-edit", run: () => edit(message) });
  }
  if (message.can_forward) {
    items.push({
      label: words().forward,
      icon: "forward",
      testid: "menu-forward",
      run: () => openForwardMenu(message, opener),
    });
  }
  if (message.text) {
    items.push({ label: words().copy, icon: "copy", testid: "menu-copy", run: () => copy(message.text) });
  }
  if (message.poll?.can_retract) {
    items.push({
      label: words().retract,
      icon: "close",
      testid: "menu-retract",
      run: () => messageActs.vote(message, []),
    });
  }
  if (message.can_delete) {
    items.push({
      label: words().remove,
      icon: "remove",
      testid: "menu-delete",
      isGrave: true,
      run: () => inChat("delete", { message: message.id }),
    });
  }
  openMenu(opener, items, words().messageMenu);
}

function openForwardMenu(message, opener) {
  const chats = person().chats.map((chat) => ({
    label: chat.title,
    icon: chat.kind === "private" ? "send" : "people",
    testid: `forward-${chat.kind}`,
    run: async () => {
      if (await inChat("forward", { message: message.id, to: chat.id })) await choose(model.personId, chat.id);
    },
  }));
  openMenu(opener, [{ heading: words().forwardTo }, ...chats], words().forwardTo);
}

function start(change) {
  Object.assign(model, change);
  render();
  focusComposer();
}

/** Puts a message of one's own back into the composer. */
export function edit(message) {
  start({ editing: message, reply: null, attachment: null });
  writeInComposer(message.text);
}

async function press(message, row, column, button) {
  if (button.kind === "url" || button.kind === "web_app") {
    if (!openLink(button.value)) open(button.value, "_blank", "noopener,noreferrer");
  } else if (button.kind === "copy_text") {
    await copy(button.value);
  } else if (button.kind.startsWith("switch_inline_query")) {
    writeInComposer(`@${model.overview.bot.username} ${button.value}`);
  } else {
    showAnswer(await pressButton(message, row, column));
  }
}

function showAnswer(answer) {
  if (!answer) return;
  if (!answer.is_answered) toast(words().noAnswer, "fault");
  else if (answer.text && answer.is_alert) showAlert(answer.text);
  else if (answer.text) toast(answer.text);
  if (answer.url && !openLink(answer.url)) open(answer.url, "_blank", "noopener,noreferrer");
}

/** Opens a link to the bot here; whether it was one. */
function openLink(url) {
  const bot = model.overview.bot.username;
  if (!new RegExp(`^https?://(t|telegram)\\.me/${bot}([/?#]|$)`, "i").test(url)) return false;
  attempt(() => act("open", { as: model.personId, url })).then((answer) => {
    if (answer) choose(model.personId, answer.chat);
  });
  return true;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(words().copied);
  } catch (error) {
    toast(words().failed(error.message), "fault");
  }
}

function jumpTo(messageId) {
  const message = document.querySelector(`[data-message="${messageId}"]`);
  if (!message) return;
  message.scrollIntoView({ block: "center", behavior: "smooth" });
  message.classList.add("found");
  setTimeout(() => message.classList.remove("found"), 1600);
}

function openPhoto(message) {
  showDialog(
    message.text || words().photo,
    h("img", { class: "photo-large", src: message.photo.url, alt: message.text || words().photo }),
    "photo-large",
  );
}
