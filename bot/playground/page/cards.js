// Cards, carousels, and the tasks of a plan.

import { withEmoji } from "./emoji.js";
import { link } from "./marks.js";
import { h } from "./nodes.js";
import { richText, textOf } from "./texts.js";

const SIGNS = {
  pending: ["○", "to do"],
  in_progress: ["◔", "under way"],
  complete: ["✓", "done"],
  error: ["✕", "failed"],
};

/** `element` makes the control of an action. */
export function cardBlock(card, stage, element) {
  const image = (part, name) => part && h("img", { class: name, src: part.image_url, alt: part.alt_text ?? "" });
  return h("article", { class: "card-box" }, [
    image(card.hero_image, "large-image"),
    h("div", { class: "card-head" }, [
      image(card.icon, "small-image"),
      h("div", null, [
        card.title && h("p", { class: "card-title" }, textOf(card.title, stage.names)),
        card.subtitle && h("p", { class: "hint" }, textOf(card.subtitle, stage.names)),
      ]),
    ]),
    card.body && h("div", { class: "prose" }, textOf(card.body, stage.names)),
    card.actions?.length && h("div", { class: "actions" }, card.actions.map(element)),
  ]);
}

export function carouselBlock(block, stage, element) {
  const cards = block.elements.map((card) => h("li", null, cardBlock(card, stage, element)));
  return h("ul", { class: "cards", "aria-label": "Cards" }, cards);
}

export function taskBlock(task, stage) {
  const [sign, says] = SIGNS[task.status] ?? SIGNS.pending;
  return h("div", { class: `task ${task.status}` }, [
    h("p", null, [h("span", { class: "sign", role: "img", "aria-label": says }, sign), " ", withEmoji(task.title)]),
    task.details && h("div", { class: "prose" }, told(task.details, stage)),
    task.output && h("div", { class: "prose" }, told(task.output, stage)),
    task.sources?.length && h("ul", null, task.sources.map((source) => h("li", null, sourceOf(source)))),
  ]);
}

/** Streamed steps tell in plain text what those in blocks tell in rich text. */
function told(content, stage) {
  return typeof content === "string" ? content : richText(content, stage);
}

function sourceOf(source) {
  return /^https?:/i.test(source.url) ? link(source.url, source.text ?? source.url) : (source.text ?? source.url);
}

function step(task, stage) {
  return h("li", { key: task.task_id }, taskBlock(task, stage));
}

export function planBlock(plan, stage) {
  return h("section", { class: "plan-box" }, [
    h("h3", null, withEmoji(plan.title)),
    h("ol", { class: "tasks" }, (plan.tasks ?? []).map((task) => step(task, stage))),
  ]);
}
