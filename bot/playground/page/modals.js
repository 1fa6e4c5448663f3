// Modals: one above the other, the focus kept within, Escape closes the topmost.

import { shownBlocks } from "./blocks.js";
import { withEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { h } from "./nodes.js";
import { stageFor } from "./stage.js";
import { missing } from "./values.js";

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** The views of the stack, the topmost last, and above them what the page itself asks. */
export function shownModals(app) {
  return [...app.server.modals.map((view) => modal(app, view)), app.question && question(app, app.question)];
}

function modal(app, view) {
  const id = `view-${view.id}`;
  const container = { view_id: view.id };
  const errors = { ...view.errors, ...app.problems.get(view.id) };
  const stage = stageFor(app, { id, container, blocks: view.blocks, errors });
  const isBusy = app.busy.has(view.id);
  const close = () => app.act("close", container);
  const send = () => submit(app, view, stage);
  const primary = { class: "button primary", "aria-disabled": isBusy ? "true" : null };
  const foot = [
    h("button", { class: "button", type: "button", on: { click: close } }, view.close?.text ?? "Close"),
    view.submit && h("button", { ...primary, type: "submit" }, isBusy ? "Sending…" : view.submit.text),
  ];
  return dialog({ id, title: view.title.text, close, send }, shownBlocks(view.blocks, stage), foot);
}

function question(app, { title, text, yes, no, isDanger, chosen }) {
  const close = () => app.ask(null);
  const send = () => (close(), chosen());
  const style = isDanger ? "danger" : "primary";
  const foot = [
    h("button", { class: "button", type: "button", on: { click: close } }, no),
    h("button", { class: `button ${style}`, type: "submit" }, yes),
  ];
  return dialog({ id: "question", title, close, send }, h("p", null, text), foot);
}

function dialog({ id, title, close, send }, content, foot) {
  const on = {
    cancel: (event) => (event.preventDefault(), close()),
    keydown: keepFocusIn,
  };
  const look = { key: id, id, class: "modal", "aria-labelledby": `${id}-title`, mounted: open };
  const sent = (event) => (event.preventDefault(), send());
  return h("dialog", { ...look, on }, [
    h("form", { method: "dialog", novalidate: true, on: { submit: sent } }, [
      h("header", { class: "pane-head" }, [
        h("h2", { id: `${id}-title` }, withEmoji(title)),
        h("button", { class: "icon", type: "button", "aria-label": "Close", on: { click: close } }, icon("close")),
      ]),
      h("div", { class: "modal-body" }, content),
      h("footer", { class: "modal-foot" }, foot),
    ]),
  ]);
}

/** The focus begins where something is to be filled in, if anything is. */
function open(element) {
  element.showModal();
  element.querySelector(".modal-body :is(input, textarea, select)")?.focus();
}

/** A modal dialog would let Tab out into the browser's own bar, where nothing of the page is. */
function keepFocusIn(event) {
  if (event.key !== "Tab") return;
  const isReached = (one) => one.offsetParent && one.tabIndex >= 0;
  const inside = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter(isReached);
  const [first, last] = [inside[0], inside.at(-1)];
  if (event.shiftKey ? document.activeElement === first : document.activeElement === last) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

async function submit(app, view, stage) {
  if (!view.submit || app.busy.has(view.id)) return;
  const empty = missing(view.blocks, stage.typed);
  app.problems.set(view.id, Object.fromEntries(empty.map((id) => [id, "Please fill this in."])));
  if (!empty.length) {
    app.busy.add(view.id);
    app.redraw();
    await app.act("submit", { view_id: view.id, state: stage.state() });
    app.busy.delete(view.id);
  }
  app.redraw();
  app.after(() => document.querySelector(`#view-${CSS.escape(view.id)} [aria-invalid=true]`)?.focus());
}
