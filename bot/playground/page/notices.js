// What the page says beside the conversation: notices that stay until they are dismissed, and what is read out.

import { icon } from "./icons.js";
import { h } from "./nodes.js";

export function shownNotices(app) {
  const dismiss = ({ id, isOurs }) => () => (isOurs ? app.dropToast(id) : app.act("dismiss", { notice: id }));
  const close = { class: "icon", type: "button", "aria-label": "Dismiss" };
  return [...app.server.notices, ...app.toasts].map((notice) =>
    h("li", { class: "toast", key: notice.id }, [
      h("span", null, notice.text),
      h("button", { ...close, on: { click: dismiss(notice) } }, icon("close")),
    ]),
  );
}

/** The sentences to read out for what `now` has and `before` had not: finished messages of others. */
export function news(before, now, names) {
  const known = new Set(sentences(before, names).map(([key]) => key));
  return sentences(now, names)
    .filter(([key]) => !known.has(key))
    .map(([, sentence]) => sentence);
}

function sentences(server, names) {
  return Object.entries(server.messages).flatMap(([channel, messages]) =>
    messages
      .filter((message) => message.user !== server.me.id && !message.streaming)
      .map((message) => [`${channel} ${message.ts}`, sentenceOf(message, names)]),
  );
}

function sentenceOf(message, names) {
  return `${names.person(message.user)}${message.ephemeral ? ", only to you" : ""}: ${read(message.text)}`;
}

/** The beginning of a text without its markup; the rest is there to be read. */
function read(text) {
  const said = text.replace(/<[^<>|]*\|([^<>]*)>|<([^<>]*)>/g, "$1$2").replace(/[*_~`]/g, "").split("\n")[0];
  return said.length > 300 ? `${said.slice(0, 300)}…` : said;
}
