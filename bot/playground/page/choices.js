// One radio button or checkbox with its label.

import { wordsOf } from "./emoji.js";
import { h } from "./nodes.js";

/** `kind` is radio or checkbox, `group` the id of the whole, `now` {checked, change}. */
export function choiceOf(kind, group, at, option, now) {
  const input = { type: kind, name: group, id: `${group}-${at}`, checked: now.checked, on: { change: now.change } };
  return h("label", { class: "choice", for: `${group}-${at}`, key: option.value }, [
    h("input", input),
    h("span", null, [
      wordsOf(option.text),
      option.description && h("span", { class: "hint" }, wordsOf(option.description)),
    ]),
  ]);
}
