// The app's own place: its Home tab beside its messages.

import { shownBlocks } from "./blocks.js";
import { h } from "./nodes.js";
import { stageFor } from "./stage.js";

/** The two tabs of the app; arrows move between them. */
export function appTabs(app) {
  const direct = app.direct?.id ?? "messages";
  const tabs = [
    ["home", "Home"],
    [direct, "Messages"],
  ];
  const move = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    app.go(app.place === "home" ? direct : "home", null);
    app.after(() => document.querySelector("[role=tab][aria-selected=true]").focus());
  };
  const tab = ([place, name]) => {
    const isHere = app.place === place;
    const state = { "aria-selected": String(isHere), tabindex: isHere ? "0" : "-1" };
    const look = { role: "tab", id: `tab-${place}`, type: "button", "aria-controls": "tab-panel", ...state };
    return h("button", { ...look, key: name, on: { click: () => app.go(place, null) } }, name);
  };
  return h("div", { class: "tabs", role: "tablist", "aria-label": app.botName, on: { keydown: move } }, tabs.map(tab));
}

/** What the app has published for this person. */
export function homeTab(app) {
  const view = app.server.home;
  if (!view) return h("p", { class: "hint waiting" }, `${app.botName} has not published a Home tab yet.`);
  const stage = stageFor(app, { id: "home", container: { view_id: view.id }, blocks: view.blocks });
  const look = { class: "scroller home", tabindex: "0", role: "region", "aria-label": "Home", key: "home" };
  return h("div", look, shownBlocks(view.blocks, stage));
}
