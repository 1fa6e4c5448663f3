// A channel with its messages, and the thread beside it.

import { composer } from "./composer.js";
import { icon } from "./icons.js";
import { shownMessage } from "./messages.js";
import { h } from "./nodes.js";
import { statusLine } from "./statuses.js";

/** The messages of a channel, the newest last, and where to write. */
export function conversation(app, channel) {
  const messages = app.messagesIn(channel.id).filter((message) => !message.root);
  return [
    scroller(`channel-${channel.id}`, `Messages in ${channel.name}`, [
      h("div", { class: "beginning", key: "beginning" }, beginning(app, channel)),
      h("ol", { class: "messages", key: "messages" }, [
        messages.map((message) => shownMessage(app, channel, message, "channel")),
      ]),
    ]),
    channel.kind === "im" && prompts(app, channel),
    composer(app, channel, null),
  ];
}

function beginning(app, channel) {
  const cut = channel.has_older ? " The older ones are not shown." : "";
  if (channel.kind === "im") {
    return h("p", null, `Your direct messages with ${app.botName}. Only you two read them.${cut}`);
  }
  const bot = `@${app.botName}`;
  const absent = `${bot} is not in this channel: /invite ${bot} brings it in.`;
  const way = channel.has_app ? `Ask with ${bot} in front.` : absent;
  if (channel.has_older) return h("p", null, `Older messages of #${channel.name} are not shown. ${way}`);
  return h("p", null, [h("strong", null, `#${channel.name}`), ` begins here. ${way}`]);
}

function prompts(app, channel) {
  const offered = app.server.prompts;
  if (!offered?.prompts?.length) return null;
  const ask = async (message) => {
    const problem = await app.say(channel.id, message, null);
    if (problem) app.toast(problem);
  };
  const chip = ({ title, message }) =>
    h("li", { key: title }, [
      h("button", { class: "chip", type: "button", title: message, on: { click: () => ask(message) } }, title),
    ]);
  return h("section", { class: "prompts", "aria-label": "Suggested prompts", key: "prompts" }, [
    offered.title && h("p", { class: "hint" }, offered.title),
    h("ul", null, offered.prompts.map(chip)),
  ]);
}

/** The thread below the message `root`. */
export function threadPane(app, channel, root) {
  const first = app.messagesIn(channel.id).find((message) => message.ts === root);
  const replies = app.repliesTo(channel.id, root);
  const shown = [...(first ? [first] : []), ...replies];
  const where = channel.kind === "im" ? channel.name : `#${channel.name}`;
  const close = { class: "icon", type: "button", "aria-label": "Close thread", title: "Close thread" };
  return h("section", { class: "thread", "aria-label": "Thread", key: `thread-${channel.id}-${root}` }, [
    h("header", { class: "pane-head" }, [
      h("h2", null, ["Thread ", h("span", { class: "hint" }, where)]),
      h("button", { ...close, on: { click: () => app.closeThread() } }, icon("close")),
    ]),
    scroller(`thread-${root}`, "Messages in the thread", [
      !first && h("p", { class: "hint" }, "The first message of this thread was deleted."),
      h("ol", { class: "messages" }, shown.map((message) => shownMessage(app, channel, message, "thread"))),
      h("div", { class: "status-place", key: "status" }, statusLine(app, channel, root)),
    ]),
    composer(app, channel, root),
  ]);
}

function scroller(key, label, content) {
  const look = { class: "scroller", key, tabindex: "0", role: "region", "aria-label": label };
  return h("div", { ...look, "data-scroller": key }, content);
}
