// One message with its head, its content, and what can be done with it.

import { shownBlocks } from "./blocks.js";
import { taskBlock } from "./cards.js";
import { icon } from "./icons.js";
import { marksOfMarkdown } from "./markdown.js";
import { shownMarks } from "./marks.js";
import { menu } from "./menus.js";
import { h } from "./nodes.js";
import { stageFor } from "./stage.js";
import { statusLine } from "./statuses.js";
import { messageText } from "./texts.js";
import { asTyped } from "./typed.js";

/** A message in a pane, "channel" or "thread"; in the channel with what is known of its thread. */
export function shownMessage(app, channel, message, pane) {
  const id = `${pane}-${channel.id}-${message.ts}`;
  const mine = message.user === app.server.me.id && !message.ephemeral;
  const classes = `message ${message.ephemeral ? "ephemeral" : ""} ${message.streaming ? "streaming" : ""}`;
  const isEdited = app.editing === id;
  return h("li", { class: classes.trim(), key: message.ts, "data-ts": message.ts }, [
    avatar(app, message),
    h("article", { "aria-labelledby": `${id}-head` }, [
      head(app, message, `${id}-head`),
      isEdited ? editor(app, channel, message, id) : content(app, channel, message, id),
      message.files.map(file),
      pane === "channel" && threadLine(app, channel, message),
    ]),
    !isEdited && !message.ephemeral && tools(app, channel, message, { id, pane, mine }),
  ]);
}

function avatar(app, message) {
  const name = app.names.person(message.user);
  if (message.bot) return h("span", { class: "avatar app", "aria-hidden": "true" }, icon("wave"));
  const tint = [...message.user].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % 4;
  return h("span", { class: `avatar tint-${tint}`, "aria-hidden": "true" }, name.slice(0, 1));
}

function head(app, message, id) {
  const at = new Date(Number(message.ts) * 1000);
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return h("header", { class: "message-head" }, [
    h("span", { id }, [
      h("strong", null, app.names.person(message.user)),
      message.bot && [" ", h("span", { class: "badge" }, "App")],
      " ",
      h("time", { class: "hint", datetime: at.toISOString(), title: at.toLocaleString() }, time),
    ]),
    message.edited && h("span", { class: "hint" }, " (edited)"),
    message.ephemeral && h("span", { class: "only-you" }, [icon("eye"), " Only visible to you"]),
  ]);
}

function content(app, channel, message, id) {
  if (message.streaming) return growing(app, message);
  if (message.blocks.length) {
    const container = { channel: channel.id, ts: message.ts };
    return shownBlocks(message.blocks, stageFor(app, { id, container, blocks: message.blocks }));
  }
  return message.text ? messageText(message.text, app.names) : null;
}

/** What has been streamed so far, and the steps on the way there. */
function growing(app, message) {
  return [
    message.tasks?.map((task) => h("div", { class: "block", key: task.id }, taskBlock(task, { names: app.names }))),
    h("div", { class: "block prose", key: "text" }, shownMarks(marksOfMarkdown(message.text), app.names)),
  ];
}

function file(one) {
  const label = one.title || one.name;
  if (!/\.(png|jpe?g|gif|webp|svg)$/i.test(one.name)) return h("p", { key: one.id }, h("a", { href: one.url }, label));
  return h("figure", { key: one.id }, [
    h("img", { class: "large-image", src: one.url, alt: one.alt_txt || label }),
    h("figcaption", { class: "hint" }, label),
  ]);
}

function threadLine(app, channel, message) {
  const replies = app.repliesTo(channel.id, message.ts);
  const open = () => app.go(channel.id, message.ts);
  const text = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  const isOpen = app.thread === message.ts;
  return [
    replies.length > 0 &&
      h("button", { class: "replies", type: "button", "aria-expanded": String(isOpen), on: { click: open } }, text),
    !isOpen && statusLine(app, channel, message.ts),
  ];
}

function tools(app, channel, message, { id, pane, mine }) {
  const items = [
    ...app.server.shortcuts
      .filter((one) => one.type === "message")
      .map((one) => ({
        text: one.name,
        hint: app.botName,
        chosen: () => app.act("shortcut", { callback_id: one.callback_id, channel: channel.id, ts: message.ts }),
      })),
    ...(mine ? [{ text: "Edit message", chosen: () => app.edit(id) }] : []),
    ...(mine ? [{ text: "Delete message…", danger: true, chosen: () => remove(app, channel, message) }] : []),
  ];
  const reply = { class: "icon", type: "button", "aria-label": "Reply in thread", title: "Reply in thread" };
  return h("div", { class: "tools", role: "group", "aria-label": "Message actions" }, [
    pane === "channel" &&
      h("button", { ...reply, on: { click: () => app.go(channel.id, message.ts, { focus: true }) } }, icon("reply")),
    items.length > 0 && menu({ name: `menu-${id}`, label: "More actions", sign: "more", items }),
  ]);
}

function remove(app, channel, message) {
  const answers = { yes: "Delete", no: "Keep it", isDanger: true };
  const question = { title: "Delete message", text: "It cannot be brought back.", ...answers };
  app.ask(question, () => app.act("delete", { channel: channel.id, ts: message.ts }));
}

function editor(app, channel, message, id) {
  const close = () => app.edit(null);
  const save = async (box) => {
    const text = box.value.trim();
    const isChanged = text && text !== asTyped(message.text, app.names);
    if (isChanged) await app.act("edit", { channel: channel.id, ts: message.ts, text });
    close();
  };
  const pressed = (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event.target);
    else return;
    event.preventDefault();
  };
  const boxOf = (event) => event.target.closest(".editor").querySelector("textarea");
  const start = (element) => (element.focus(), element.setSelectionRange(element.value.length, element.value.length));
  const look = { rows: 3, class: "text", "aria-label": "Edit your message", value: asTyped(message.text, app.names) };
  return h("div", { class: "editor", key: `editor-${id}` }, [
    h("textarea", { ...look, mounted: start, on: { keydown: pressed } }),
    h("button", { class: "button primary", type: "button", on: { click: (event) => save(boxOf(event)) } }, "Save"),
    h("button", { class: "button", type: "button", on: { click: close } }, "Cancel"),
  ]);
}
