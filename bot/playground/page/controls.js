// The interactive elements of Block Kit. `spot` is where one stands: its block's id, the stage (stage.js) and a label.

import { wordsOf } from "./emoji.js";
import { choiceOf } from "./choices.js";
import { icon } from "./icons.js";
import { h } from "./nodes.js";
import { fieldOf, untouched } from "./values.js";

/** The control for `element`, null for a kind that this page does not know. */
export function control(element, spot) {
  return CONTROLS[element.type]?.(element, spot) ?? null;
}

/** An id that no other element of the page has. */
export function idOf(element, spot) {
  return `${spot.stage.id}-${spot.blockId}-${element.action_id}`.replace(/[^\w-]/g, "_");
}

/** What the control holds now. */
export function valueOf(element, spot) {
  return (spot.stage.typed(spot.blockId, element.action_id) ?? untouched(element))[fieldOf(element.type)];
}

/** Keeps what somebody made of a control, and tells the app where it wants to hear of it at once. */
function changed(element, spot, value) {
  const whole = { type: element.type, [fieldOf(element.type)]: value };
  spot.stage.keep(spot.blockId, element.action_id, whole);
  if (spot.tells) spot.stage.click(spot.blockId, element, whole);
}

function button(element, spot) {
  const action = { type: "button", text: element.text, value: element.value };
  const press = () => spot.stage.click(spot.blockId, element, action);
  const style = `button ${element.style ?? ""}`.trim();
  const look = { class: style, key: element.action_id, "data-action": element.action_id };
  const named = { ...look, "aria-label": element.accessibility_label };
  if (element.url && /^https?:/i.test(element.url)) {
    const out = { href: element.url, target: "_blank", rel: "noopener noreferrer", on: { click: press } };
    return h("a", { ...named, ...out }, wordsOf(element.text));
  }
  return h("button", { ...named, type: "button", on: { click: press } }, wordsOf(element.text));
}

function iconButton(element, spot) {
  const label = element.accessibility_label ?? element.text.text;
  const action = { type: "icon_button", text: element.text, value: element.value };
  const press = () => spot.stage.click(spot.blockId, element, action);
  const look = { class: "icon", type: "button", title: label, "aria-label": label, on: { click: press } };
  const sign = element.icon === "trash" ? icon("trash") : element.text.text;
  return h("button", { ...look, "data-action": element.action_id }, sign);
}

function feedbackButtons(element, spot) {
  const given = spot.stage.typed(spot.blockId, element.action_id)?.value;
  const one = (choice, sign, way) => {
    const press = () => {
      spot.stage.keep(spot.blockId, element.action_id, { type: "feedback_buttons", value: choice.value });
      spot.stage.click(spot.blockId, element, { type: "feedback_buttons", text: choice.text, value: choice.value });
    };
    const label = choice.accessibility_label ?? choice.text.text;
    const pressed = given === undefined ? "false" : String(given === choice.value);
    const does = { "aria-pressed": pressed, "data-action": `${element.action_id}:${way}` };
    const says = { "aria-label": label, title: label, ...does };
    return h("button", { class: "icon", type: "button", ...says, on: { click: press } }, [
      icon(sign),
      h("span", { class: "icon-text" }, choice.text.text),
    ]);
  };
  return h("span", { class: "feedback", role: "group", "aria-label": "Feedback" }, [
    one(element.positive_button, "up", "good"),
    one(element.negative_button, "down", "bad"),
  ]);
}

function select(options, element, spot) {
  const now = JSON.stringify(valueOf(element, spot) ?? null);
  const all = options(element, spot);
  const isChosen = ([value]) => sameChoice(now, value);
  const pick = (event) => changed(element, spot, all[event.target.selectedIndex - 1]?.[0] ?? null);
  const says = spot.labelled ? {} : { "aria-label": element.placeholder?.text ?? "Choose" };
  const named = { id: idOf(element, spot), "data-action": element.action_id };
  const look = { class: "select", ...named, ...spot.described, ...says };
  return h("select", { ...look, on: { change: pick } }, [
    h("option", { value: "", selected: !all.some(isChosen) }, element.placeholder?.text ?? "Choose…"),
    all.map((option, at) => h("option", { value: at + 1, selected: isChosen(option) }, option[1])),
  ]);
}

/** Options are compared by their value: the app may have changed its wording. */
function sameChoice(now, value) {
  return now === JSON.stringify(value) || (value?.value !== undefined && JSON.parse(now)?.value === value.value);
}

function staticOptions(element) {
  const all = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  return all.map((option) => [option, option.text.text]);
}

function conversations(element, spot) {
  const offersDirect = element.filter?.include?.includes("im") ?? true;
  const isOffered = (channel) => !channel.archived && (channel.kind !== "im" || offersDirect);
  return spot.stage.channels.filter(isOffered).map((channel) => [channel.id, nameOf(channel)]);
}

function nameOf(channel) {
  return channel.kind === "im" ? `${channel.name} (direct message)` : `#${channel.name}`;
}

function textInput(element, spot) {
  const value = valueOf(element, spot) ?? "";
  const says = spot.labelled ? {} : { "aria-label": element.placeholder?.text ?? "Text" };
  const take = (event) =>
    spot.stage.keep(spot.blockId, element.action_id, { type: element.type, value: event.target.value || null });
  const enter = (event) => {
    if (event.key === "Enter" && spot.tells && !element.multiline) changed(element, spot, event.target.value);
  };
  const look = { id: idOf(element, spot), class: "text", "data-action": element.action_id, ...spot.described, ...says };
  const limits = { minlength: element.min_length, maxlength: element.max_length };
  const placeholder = element.placeholder?.text;
  const on = { input: take, keydown: enter };
  if (element.multiline) return h("textarea", { ...look, ...limits, placeholder, rows: 5, value, on });
  return h("input", { ...look, ...limits, placeholder, type: "text", autocomplete: "off", value, on });
}

function radioButtons(element, spot) {
  const chosen = valueOf(element, spot)?.value;
  const options = element.options.map((option, at) =>
    choiceOf("radio", idOf(element, spot), at, option, {
      checked: option.value === chosen,
      change: () => changed(element, spot, option),
    }),
  );
  return h("div", { role: "radiogroup", ...group(element, spot) }, options);
}

function checkboxes(element, spot) {
  const chosen = valueOf(element, spot);
  const isIn = (option) => chosen.some((one) => one.value === option.value);
  const turn = (option) => () =>
    changed(element, spot, element.options.filter((one) => isIn(one) !== (one.value === option.value)));
  const options = element.options.map((option, at) =>
    choiceOf("checkbox", idOf(element, spot), at, option, { checked: isIn(option), change: turn(option) }),
  );
  return h("div", { role: "group", ...group(element, spot) }, options);
}

function group(element, spot) {
  const says = { ...spot.described, "aria-label": spot.label ?? "Choose" };
  return { class: "choices", ...says, "data-action": element.action_id };
}

const CONTROLS = {
  button,
  icon_button: iconButton,
  feedback_buttons: feedbackButtons,
  static_select: (element, spot) => select(staticOptions, element, spot),
  conversations_select: (element, spot) => select(conversations, element, spot),
  plain_text_input: textInput,
  radio_buttons: radioButtons,
  checkboxes,
};
