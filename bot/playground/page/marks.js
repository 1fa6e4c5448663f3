// Marks of a text (mrkdwn.js, markdown.js) as elements.

import { emojiOf } from "./emoji.js";
import { h } from "./nodes.js";

/** Elements for `marks`; `names` tells the names of people and channels by id. */
export function shownMarks(marks, names) {
  return marks.map((mark) => (SHOWN[mark.kind] ?? asText)(mark, names));
}

function asText(mark) {
  return mark.text ?? "";
}

function within(tag) {
  return (mark, names) => h(tag, null, shownMarks(mark.marks, names));
}

/** A link that leads out: it opens beside the page, and tells the other site nothing. */
export function link(url, ...label) {
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

function marked(mark, names) {
  return h("table", { class: "table" }, [
    h("thead", null, h("tr", null, mark.rows[0].map((cell) => h("th", { scope: "col" }, shownMarks(cell, names))))),
    h(
      "tbody",
      null,
      mark.rows.slice(1).map((row) => h("tr", null, row.map((cell) => h("td", null, shownMarks(cell, names))))),
    ),
  ]);
}

const HEADING = { class: "heading", role: "heading", "aria-level": "4" };
const TABLE = { class: "wide", tabindex: "0", role: "region", "aria-label": "Table" };

const SHOWN = {
  text: asText,
  break: () => h("br"),
  bold: within("strong"),
  italic: within("em"),
  strike: within("s"),
  quote: within("blockquote"),
  paragraph: within("p"),
  rule: () => h("hr"),
  code: (mark) => h("code", null, mark.text),
  preformatted: (mark) => h("pre", { tabindex: "0", "aria-label": "Code" }, h("code", null, mark.text)),
  link: (mark) => link(mark.url, mark.text),
  person: (mark, names) => h("span", { class: "mention" }, `@${mark.text ?? names.person(mark.id)}`),
  channel: (mark, names) => h("span", { class: "mention" }, `#${mark.text ?? names.channel(mark.id)}`),
  broadcast: (mark) => h("span", { class: "mention" }, mark.text),
  emoji: (mark) => emojiOf(mark.name),
  heading: (mark, names) => h("p", HEADING, shownMarks(mark.marks, names)),
  list: (mark, names) =>
    h(mark.ordered ? "ol" : "ul", null, mark.items.map((item) => h("li", null, shownMarks(item, names)))),
  table: (mark, names) => h("div", TABLE, marked(mark, names)),
};
