// A message's text with its entities, as elements. Offsets count UTF-16 units, as strings here do.

import { h } from "./dom.js";
import { words } from "./texts.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
};

const BLOCKS = new Set(["BLOCKQUOTE", "PRE"]);

/** `acts`: sendCommand(text), openLink(url). */
export function richText(text, entities, acts) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, ordered, 0, text.length, acts);
}

function span(text, entities, start, end, acts) {
  const fragment = document.createDocumentFragment();
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [outer, ...others] = rest;
    const stop = Math.min(outer.offset + outer.length, end);
    const inner = others.filter((entity) => entity.offset < stop);
    rest = others.filter((entity) => entity.offset >= stop);
    fragment.append(text.slice(at, outer.offset));
    const element = wrapper(outer, text.slice(outer.offset, stop), acts);
    element.append(span(text, inner, outer.offset, stop, acts));
    fragment.append(element);
    // A quote ends its own line: the line feed behind it would show as an empty one.
    at = BLOCKS.has(element.tagName) && text[stop] === "\n" && stop < end ? stop + 1 : stop;
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

function wrapper(entity, covered, acts) {
  switch (entity.type) {
    case "bot_command":
      return h("button", { class: "inline-link", type: "button", on: { click: () => acts.sendCommand(covered) } });
    case "url":
    case "text_link":
      return link(entity.url ?? covered, acts);
    case "mention":
    case "text_mention":
    case "hashtag":
      return h("span", { class: "mention" });
    case "spoiler":
      return spoiler();
    case "blockquote":
      return h("blockquote");
    case "expandable_blockquote":
      return foldedQuote();
    default:
      return h(TAGS[entity.type] ?? "span");
  }
}

function link(url, acts) {
  const address = /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`;
  return h("a", {
    class: "inline-link",
    href: /^https?:/i.test(address) ? address : null,
    target: "_blank",
    rel: "noopener noreferrer",
    on: {
      click: (event) => {
        if (acts.openLink(address)) event.preventDefault();
      },
    },
  });
}

function spoiler() {
  const hidden = h("button", { class: "spoiler", type: "button", "aria-label": words().reveal });
  hidden.addEventListener("click", () => {
    hidden.classList.add("shown");
    hidden.removeAttribute("aria-label");
  });
  return hidden;
}

function foldedQuote() {
  const quote = h("blockquote", { class: "folded", tabindex: "0", role: "button", "aria-expanded": "false" });
  const turn = () => {
    quote.classList.toggle("folded");
    quote.setAttribute("aria-expanded", String(!quote.classList.contains("folded")));
  };
  quote.addEventListener("click", turn);
  quote.addEventListener("keydown", (event) => {
    if (event.key === "Enter") turn();
  });
  return quote;
}
