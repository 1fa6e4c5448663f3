// Block Kit as elements: https://docs.slack.dev/reference/block-kit/blocks

import { cardBlock, carouselBlock, planBlock, taskBlock } from "./cards.js";
import { chartBlock } from "./charts.js";
import { control, idOf } from "./controls.js";
import { wordsOf } from "./emoji.js";
import { markdownBlock, richText, textOf } from "./texts.js";
import { h } from "./nodes.js";
import { dataTableBlock, tableBlock } from "./tables.js";
import { blockId } from "./values.js";

/** The blocks, one below the other, on the stage that they stand on (stage.js). */
export function shownBlocks(blocks, stage) {
  return blocks.map((block, at) => {
    const id = blockId(block, at);
    const make = BLOCKS[block.type] ?? unknown;
    return h("div", { class: `block ${block.type}`, key: `${block.type}-${id}` }, make(block, stage, id));
  });
}

function unknown(block) {
  return h("p", { class: "unknown" }, `A block of the kind “${block.type}”, which this page does not draw.`);
}

/** An element that this page does not know is named, so that nothing is missing without a word. */
function element(part, spot) {
  if (part.type === "image") return image(part, "small-image");
  return control(part, spot) ?? h("span", { class: "unknown" }, `An element of the kind “${part.type}”.`);
}

function spotOf(stage, id) {
  return { stage, blockId: id, tells: true };
}

function section(block, stage, id) {
  return [
    h("div", { class: "section-text" }, [
      block.text && h("div", { class: "prose" }, textOf(block.text, stage.names)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => fieldOf(field, stage))),
    ]),
    block.accessory && h("div", { class: "accessory" }, element(block.accessory, spotOf(stage, id))),
  ];
}

function fieldOf(field, stage) {
  return h("div", null, textOf(field, stage.names));
}

function header(block) {
  return h("h3", null, wordsOf(block.text));
}

function context(block, stage) {
  return block.elements.map((part) =>
    part.type === "image" ? image(part, "tiny-image") : h("span", null, textOf(part, stage.names)),
  );
}

function actions(block, stage, id) {
  return block.elements.map((part) => element(part, spotOf(stage, id)));
}

function image(part, className) {
  const source = part.image_url ?? part.slack_file?.url;
  return h("img", { class: className, src: source, alt: part.alt_text ?? "", loading: "lazy" });
}

function imageBlock(block) {
  return h("figure", null, [
    block.title && h("figcaption", null, wordsOf(block.title)),
    image(block, "large-image"),
  ]);
}

function input(block, stage, id) {
  const part = block.element;
  const problem = stage.errors?.[id];
  const names = { hint: `${idOf(part, spotOf(stage, id))}-hint`, error: `${idOf(part, spotOf(stage, id))}-error` };
  const describedBy = [problem && names.error, block.hint && names.hint].filter(Boolean).join(" ") || null;
  const described = {
    "aria-describedby": describedBy,
    "aria-invalid": problem ? "true" : null,
    "aria-required": block.optional ? null : "true",
  };
  const label = [wordsOf(block.label), block.optional && h("span", { class: "hint" }, " (optional)")];
  const tells = block.dispatch_action === true;
  const spot = { stage, blockId: id, tells, labelled: true, label: block.label.text, described };
  const isGroup = ["radio_buttons", "checkboxes"].includes(part.type);
  return [
    isGroup
      ? h("p", { class: "label", "aria-hidden": "true" }, label)
      : h("label", { class: "label", for: idOf(part, spot) }, label),
    element(part, spot),
    problem && h("p", { class: "error", id: names.error }, problem),
    block.hint && h("p", { class: "hint", id: names.hint }, wordsOf(block.hint)),
  ];
}

const BLOCKS = {
  section,
  header,
  divider: () => h("hr"),
  context,
  actions,
  context_actions: actions,
  image: imageBlock,
  markdown: markdownBlock,
  rich_text: richText,
  table: tableBlock,
  data_table: dataTableBlock,
  data_visualization: chartBlock,
  card: (block, stage, id) => cardBlock(block, stage, (part) => element(part, spotOf(stage, id))),
  carousel: (block, stage, id) => carouselBlock(block, stage, (part) => element(part, spotOf(stage, id))),
  task_card: taskBlock,
  plan: planBlock,
  input,
};
