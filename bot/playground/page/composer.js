// Where messages are written: Enter sends, Shift and Enter begin a line, "/" and "@" offer what there is.

import { menu } from "./menus.js";
import { h } from "./nodes.js";
import { completions } from "./typed.js";

/** The composer of a channel, or of the thread below `root`. */
export function composer(app, channel, root) {
  const key = `${channel.id}/${root ?? ""}`;
  if (channel.archived) return h("p", { class: "closed", key }, "This channel is archived: nobody can write here.");
  const draft = app.drafts.get(key) ?? { text: "", at: 0, offers: null };
  const place = root ? "Reply in the thread" : `Message ${channel.kind === "im" ? channel.name : `#${channel.name}`}`;
  const write = (changes) => {
    app.drafts.set(key, { ...(app.drafts.get(key) ?? draft), ...changes });
    app.redraw();
  };
  const send = () => sendDraft(app, channel, root, key, write);
  const isEmpty = !draft.text.trim();
  const id = `compose-${key}`.replace(/[^\w-]/g, "_");
  return h("form", { class: "composer", key, on: { submit: (event) => (event.preventDefault(), send()) } }, [
    channel.has_app && !app.server.connected && h("p", { class: "error", role: "alert", key: "absent" }, absent(app)),
    draft.offers && offered(id, draft, (at) => take(app, id, draft, at, write)),
    h("div", { class: "composer-box" }, [
      box(app, id, place, draft, write, send),
      h("div", { class: "composer-row" }, [
        !root && shortcuts(app, channel),
        h("span", { class: "hint", id: `${id}-hint` }, hintFor(app, draft.text)),
        h("button", { class: "button primary", type: "submit", "aria-disabled": isEmpty ? "true" : null }, "Send"),
      ]),
    ]),
    draft.problem && h("p", { class: "error", role: "alert" }, draft.problem),
  ]);
}

function absent(app) {
  return `${app.botName} is not connected: what you write now is not answered.`;
}

function hintFor(app, text) {
  const command = app.server.commands.find((one) => text.startsWith(`${one.command} `));
  return command ? `${command.command} ${command.usage_hint ?? ""}` : "Enter sends, Shift+Enter begins a line";
}

function shortcuts(app, channel) {
  const global = app.server.shortcuts.filter((one) => one.type === "global");
  const items = global.map((one) => ({
    text: one.name,
    hint: app.botName,
    chosen: () => app.act("shortcut", { callback_id: one.callback_id, channel: channel.id }),
  }));
  return items.length > 0 && menu({ name: "shortcuts", label: "Shortcuts", sign: "bolt", items });
}

function box(app, id, place, draft, write, send) {
  const read = (event) => {
    const { value, selectionStart } = event.target;
    write({ text: value, at: 0, offers: completions(value, selectionStart, app.server), problem: null });
  };
  const active = draft.offers && {
    "aria-controls": `${id}-offers`,
    "aria-activedescendant": `${id}-offer-${draft.at}`,
  };
  const says = { "aria-label": place, "aria-describedby": `${id}-hint`, "aria-autocomplete": "list", ...active };
  const on = {
    input: read,
    keydown: (event) => pressed(event, draft, write, send, (at) => take(app, id, draft, at, write)),
    blur: () => draft.offers && write({ offers: null }),
  };
  return h("textarea", { id, class: "compose", rows: 2, placeholder: place, value: draft.text, ...says, on });
}

function pressed(event, draft, write, send, choose) {
  if (event.isComposing) return;
  const count = draft.offers?.options.length;
  if (count && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    write({ at: (draft.at + (event.key === "ArrowDown" ? 1 : count - 1)) % count });
  } else if (count && event.key === "Escape") {
    event.preventDefault();
    write({ offers: null });
  } else if (count && (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey))) {
    event.preventDefault();
    choose(draft.at);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  }
}

function offered(id, draft, choose) {
  const option = (one, at) => {
    const look = { role: "option", id: `${id}-offer-${at}`, "aria-selected": String(at === draft.at), key: one.text };
    // pointerdown, because the text box would lose the focus, and with it the list, before a click
    const on = { pointerdown: (event) => (event.preventDefault(), choose(at)) };
    const hint = h("span", { class: "hint" }, `${one.hint} ${one.says}`);
    return h("li", { ...look, on }, [h("strong", null, one.text), " ", hint]);
  };
  const look = { class: "offers", role: "listbox", id: `${id}-offers`, "aria-label": "Suggestions" };
  return h("ul", look, draft.offers.options.map(option));
}

/** Puts the chosen name where it was begun. */
function take(app, id, draft, at, write) {
  const box = document.getElementById(id);
  const chosen = `${draft.offers.options[at].text} `;
  const text = draft.text.slice(0, draft.offers.from) + chosen + draft.text.slice(box.selectionStart).trimStart();
  write({ text, offers: null, at: 0 });
  app.after(() => box.setSelectionRange(draft.offers.from + chosen.length, draft.offers.from + chosen.length));
}

async function sendDraft(app, channel, root, key, write) {
  const { text = "", isSending } = app.drafts.get(key) ?? {};
  if (!text.trim() || isSending) return;
  const isCommand = text.startsWith("/");
  if (isCommand && root) {
    write({ problem: "Slash commands work in the channel, not in a thread." });
    return;
  }
  write({ isSending: true, problem: null });
  const problem = isCommand
    ? await app.tell("command", { channel: channel.id, text: text.trim() })
    : await app.say(channel.id, text.trim(), root);
  // what was typed while it went out stays
  const now = app.drafts.get(key).text;
  write({ text: problem ? now : now === text ? "" : now, isSending: false, problem });
}
