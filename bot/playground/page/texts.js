// Text objects, `markdown` blocks and rich text.

import { emojiOf, wordsOf } from "./emoji.js";
import { marksOfMarkdown } from "./markdown.js";
import { link, shownMarks } from "./marks.js";
import { marksOf } from "./mrkdwn.js";
import { h } from "./nodes.js";

/** A text object, whichever of the two kinds it is. */
export function textOf(text, names) {
  return text.type === "mrkdwn" ? shownMarks(marksOf(text.text), names) : withLineBreaks(wordsOf(text));
}

function withLineBreaks(parts) {
  return parts.flatMap((part) =>
    typeof part === "string" ? part.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line])) : [part],
  );
}

/** The text of a message that has no blocks. */
export function messageText(text, names) {
  return h("div", { class: "block prose" }, shownMarks(marksOf(text), names));
}

export function markdownBlock(block, stage) {
  return h("div", { class: "prose" }, shownMarks(marksOfMarkdown(block.text), stage.names));
}

export function richText(block, stage) {
  return block.elements.map((part) => (PARTS[part.type] ?? unknownPart)(part, stage.names));
}

function unknownPart(part) {
  return h("span", { class: "unknown" }, `Text of the kind “${part.type}”.`);
}

function spans(part, names) {
  return (part.elements ?? []).map((leaf) => styled(leaf.style ?? {}, leafOf(leaf, names)));
}

function leafOf(leaf, names) {
  switch (leaf.type) {
    case "text":
      return withLineBreaks([leaf.text]);
    case "link":
      return /^(https?|mailto):/i.test(leaf.url) ? link(leaf.url, leaf.text ?? leaf.url) : (leaf.text ?? leaf.url);
    case "emoji":
      return emojiOf(leaf.name);
    case "user":
      return h("span", { class: "mention" }, `@${names.person(leaf.user_id)}`);
    case "channel":
      return h("span", { class: "mention" }, `#${names.channel(leaf.channel_id)}`);
    case "broadcast":
      return h("span", { class: "mention" }, `@${leaf.range}`);
    default:
      return leaf.fallback ?? leaf.text ?? "";
  }
}

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

function styled(style, inner) {
  return Object.entries(STYLES).reduce((whole, [name, tag]) => (style[name] ? h(tag, null, whole) : whole), inner);
}

const PARTS = {
  rich_text_section: (part, names) => h("p", null, spans(part, names)),
  rich_text_quote: (part, names) => h("blockquote", null, spans(part, names)),
  rich_text_preformatted: (part, names) =>
    h("pre", { tabindex: "0", "aria-label": "Code" }, h("code", null, spans(part, names))),
  rich_text_list: (part, names) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${Math.min(part.indent ?? 0, 4)}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => h("li", null, spans(item, names))),
    ),
};
