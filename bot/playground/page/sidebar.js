// The bar on top, and the places that one can go to.

import { icon } from "./icons.js";
import { h } from "./nodes.js";

const KINDS = { member: "", guest: " (guest)", stranger: " (from another company)" };
const THEMES = { auto: "As the system", light: "Light", dark: "Dark" };

export function topBar(app) {
  const people = app.server.people.filter((person) => person.kind !== "bot");
  const who = people.map((person) =>
    h("option", { value: person.id, selected: person.id === app.server.me.id, key: person.id }, nameOf(person)),
  );
  const themes = Object.entries(THEMES).map(([value, text]) =>
    h("option", { value, selected: value === app.theme, key: value }, text),
  );
  const unfolded = { "aria-expanded": String(app.isUnfolded), "aria-controls": "places" };
  const fold = { class: "icon fold", type: "button", ...unfolded };
  return [
    h("button", { ...fold, "aria-label": "Channels", on: { click: () => app.unfold(!app.isUnfolded) } }, icon("menu")),
    h("p", { class: "workspace" }, [icon("wave"), " Groundswell playground"]),
    h("div", { class: "settings" }, [
      chosen("who", "You are", who, (value) => app.become(value)),
      chosen("theme", "Colours", themes, (value) => app.colour(value)),
    ]),
  ];
}

function nameOf(person) {
  return `${person.name}${KINDS[person.kind] ?? ""}`;
}

function chosen(id, label, options, change) {
  return h("label", { for: id }, [
    h("span", { class: "setting" }, label),
    h("select", { id, class: "select", on: { change: (event) => change(event.target.value) } }, options),
  ]);
}

/** Channels, and the assistant as the one app there is. */
export function places(app) {
  const direct = app.direct?.id ?? "messages";
  const channels = app.server.channels.filter((channel) => channel.kind !== "im");
  return [
    h("h2", { id: "channels-head" }, "Channels"),
    h("ul", { "aria-labelledby": "channels-head" }, [
      channels.map((channel) => place(app, channel.id, channelName(channel), app.unread(channel.id))),
    ]),
    h("h2", { id: "apps-head" }, "Apps"),
    h("ul", { "aria-labelledby": "apps-head" }, [
      place(app, direct, [icon("wave"), app.botName], app.direct ? app.unread(direct) : 0),
    ]),
  ];
}

function channelName(channel) {
  return [
    h("span", { "aria-hidden": "true" }, channel.archived ? "▣ " : "# "),
    channel.name,
    channel.archived && h("span", { class: "unseen" }, " (archived)"),
  ];
}

function place(app, id, name, unread) {
  const isHere = id === app.place || (app.place === "home" && id === (app.direct?.id ?? "messages"));
  const look = { href: `#${id}`, "aria-current": isHere ? "page" : null, class: unread ? "unread" : null };
  return h("li", { key: id }, [
    h("a", { ...look, on: { click: () => app.unfold(false) } }, [
      name,
      unread > 0 && h("span", { class: "count" }, [unread, h("span", { class: "unseen" }, " new")]),
    ]),
  ]);
}
