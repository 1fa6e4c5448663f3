// Tables: the plain one, and the paged one with a caption. The one thing that may scroll sideways.

import { h } from "./nodes.js";
import { richText } from "./texts.js";

const PAGE_SIZE = 5;

export function tableBlock(block, stage) {
  return framed("Table", [table(block.rows, stage, { aligned: (at) => block.column_settings?.[at]?.align })]);
}

/** Shows `page_size` rows at a time; which ones is kept with what else somebody did to the message. */
export function dataTableBlock(block, stage, id) {
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? PAGE_SIZE;
  const last = Math.max(0, Math.ceil(rows.length / size) - 1);
  const page = Math.min(stage.typed(id, "page") ?? 0, last);
  const shown = rows.slice(page * size, (page + 1) * size);
  return [
    framed(block.caption, [table([head, ...shown], stage, { caption: block.caption, aligned: numbersRight(rows) })]),
    last > 0 && pages(page, last, rows.length, size, (to) => stage.keep(id, "page", to)),
  ];
}

function numbersRight(rows) {
  return (at) => (rows.some((row) => row[at]?.type === "raw_number") ? "right" : "left");
}

function framed(name, inner) {
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": name }, inner);
}

function table([head, ...rows], stage, { caption, aligned }) {
  const side = (at) => (["right", "center"].includes(aligned(at)) ? aligned(at) : null);
  const cellOf = (tag, look) => (cell, at) => h(tag, { ...look, class: side(at) }, content(cell, stage));
  return h("table", { class: "table" }, [
    caption && h("caption", null, caption),
    h("thead", null, h("tr", null, head.map(cellOf("th", { scope: "col" })))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map(cellOf("td", {}))))),
  ]);
}

function content(cell, stage) {
  if (cell.type === "rich_text") return richText(cell, stage);
  return cell.text ?? String(cell.value ?? "");
}

function pages(page, last, count, size, go) {
  const from = page * size + 1;
  const isThere = (to) => to >= 0 && to <= last;
  const look = (to) => ({ class: "button quiet", type: "button", "aria-disabled": isThere(to) ? null : "true" });
  const step = (to, text) => h("button", { ...look(to), on: { click: () => isThere(to) && go(to) } }, text);
  return h("div", { class: "pages" }, [
    step(page - 1, "Previous rows"),
    h("span", { role: "status" }, `${from} to ${Math.min(count, from + size - 1)} of ${count}`),
    step(page + 1, "Next rows"),
  ]);
}

/** A table of plain texts, the first row and column being headings. */
export function valuesTable(caption, rows) {
  const [head, ...others] = rows;
  return framed(caption, [
    h("table", { class: "table" }, [
      h("caption", { class: "unseen" }, caption),
      h("thead", null, h("tr", null, head.map((text) => h("th", { scope: "col" }, text)))),
      h(
        "tbody",
        null,
        others.map(([name, ...values]) =>
          h("tr", null, [h("th", { scope: "row" }, name), values.map((value) => h("td", { class: "right" }, value))]),
        ),
      ),
    ]),
  ]);
}
