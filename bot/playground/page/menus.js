// A button that opens a menu: arrows move in it, Escape and leaving it close it.

import { icon } from "./icons.js";
import { h } from "./nodes.js";
import { opened, toggle } from "./opened.js";

/** `items` are {text, chosen, danger?, url?, hint?}; `name` tells this menu from all others on the page. */
export function menu({ name, label, sign, items, className = "icon" }) {
  const isOpen = opened() === name;
  const button = { type: "button", class: className, "aria-haspopup": "menu", "aria-expanded": String(isOpen) };
  const says = { "aria-label": label, title: label, "data-menu": name };
  const onButton = { click: () => toggle(name), keydown: (event) => openByKey(event, name, isOpen) };
  return h("span", { class: "menu-place", on: { focusout: (event) => closeWhenLeft(event, name) } }, [
    h("button", { ...button, ...says, on: onButton }, icon(sign)),
    isOpen && list(name, label, items),
  ]);
}

function list(name, label, items) {
  const focusFirst = (element) => {
    element.scrollIntoView({ block: "nearest" });
    element.querySelector("[role=menuitem]").focus();
  };
  const look = { class: "menu", role: "menu", "aria-label": label, mounted: focusFirst };
  const on = { keydown: (event) => moveByKey(event, name) };
  return h("div", { ...look, on }, items.map((item) => entry(item, name)));
}

function entry(item, name) {
  const choose = (event) => {
    backToButton(event.currentTarget, name);
    item.chosen();
  };
  const look = { role: "menuitem", tabindex: "-1", class: item.danger ? "danger" : null, on: { click: choose } };
  const inner = [h("span", null, item.text), item.hint && h("span", { class: "hint" }, item.hint)];
  if (item.url && /^https?:/i.test(item.url)) {
    return h("a", { ...look, href: item.url, target: "_blank", rel: "noopener noreferrer" }, inner);
  }
  return h("button", { ...look, type: "button" }, inner);
}

function openByKey(event, name, isOpen) {
  if (event.key !== "ArrowDown" || isOpen) return;
  event.preventDefault();
  toggle(name);
}

function moveByKey(event, name) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (goal !== undefined) items[goal % items.length].focus();
  else if (event.key === "Escape") backToButton(event.currentTarget, name);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function backToButton(element, name) {
  element.closest(".menu-place").querySelector("[data-menu]").focus();
  if (opened() === name) toggle(name);
}

function closeWhenLeft(event, name) {
  const stays = event.relatedTarget && event.currentTarget.contains(event.relatedTarget);
  if (!stays && opened() === name && event.relatedTarget) toggle(name);
}
