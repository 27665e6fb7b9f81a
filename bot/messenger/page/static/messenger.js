// The start of the page: what is shown where, and who is told of what.

import { renderClock, showTime } from "./clock.js";
import { renderConversation } from "./conversation.js";
import { chooseFromAddress, choose, follow, markRead, model, onRender, refreshOverview, render } from "./model.js";
import { renderSide } from "./people.js";
import { rememberedLanguage, setLanguage, words } from "./texts.js";

const isWide = () => matchMedia("(min-width: 761px)").matches;

function renderTitle() {
  const unread = (model.overview?.people ?? []).reduce((sum, one) => sum + one.unread, 0);
  document.title = unread ? `(${unread}) ${words().title}` : words().title;
}

let shownClock = "";

/** The bar is built anew only when something in it has changed: its buttons keep the focus. */
function renderClockIfChanged() {
  const clock = model.overview?.clock;
  const sign = JSON.stringify([words().title, clock?.ahead_seconds, clock?.jumps.tomorrow, clock?.jumps.quarter]);
  if (sign === shownClock) return;
  shownClock = sign;
  renderClock();
}

async function begin() {
  setLanguage(rememberedLanguage());
  for (const renderer of [renderClockIfChanged, renderSide, renderConversation, renderTitle]) onRender(renderer);
  render();
  await refreshOverview();
  if (!model.overview) return;
  if (!(await chooseFromAddress())) {
    const [first] = model.overview.people;
    const bot = first.chats.find((chat) => chat.kind === "private");
    await choose(first.id, isWide() ? bot.id : null);
  }
  follow();
  setInterval(showTime, 1000);
  addEventListener("popstate", () => {
    if (model.overview) chooseFromAddress();
  });
  document.addEventListener("visibilitychange", markRead);
}

begin();
