// `data_visualization` blocks drawn as SVG, with the values as a table that can be opened below.

import { h } from "./nodes.js";
import { everyNth, figure, runs, slice, ticks } from "./scales.js";
import { valuesTable } from "./tables.js";

const NARROW = window.matchMedia("(max-width: 40rem)");
const EDGE = { top: 12, right: 12, bottom: 44 };

export function chartBlock(block, stage, id) {
  const chart = block.chart.type === "pie" ? pieOf(block.chart) : plotOf(block.chart);
  const name = `${stage.id}-${id}`.replace(/[^\w-]/g, "_");
  const says = { role: "img", "aria-labelledby": `${name}-title`, "aria-describedby": `${name}-says` };
  return h("figure", { class: "chart" }, [
    h("figcaption", { id: `${name}-title` }, block.title),
    h("svg", { viewBox: `0 0 ${chart.width} ${chart.height}`, class: `chart-${block.chart.type}`, ...says }, [
      chart.drawn,
    ]),
    h("p", { class: "unseen", id: `${name}-says` }, chart.says),
    chart.names.length > 1 && legend(chart.names, block.chart.type),
    h("details", null, [h("summary", null, "Values as a table"), valuesTable(block.title, chart.rows)]),
  ]);
}

function legend(names, kind) {
  const sample = (at) =>
    h("svg", { viewBox: "0 0 28 12", class: "sample", "aria-hidden": "true" }, [
      ["line", "area"].includes(kind)
        ? [h("line", { x1: 0, y1: 6, x2: 28, y2: 6, class: `line series-${at}` }), dot(14, 6, at)]
        : h("rect", { x: 6, y: 0, width: 16, height: 12, class: `fill series-${at}` }),
    ]);
  const entry = (name, at) => h("li", { key: name }, [sample(at), h("span", null, name)]);
  return h("ul", { class: "legend" }, names.map(entry));
}

function plotOf(chart) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config ?? {};
  const labels = categories ?? chart.series[0].data.map((point) => point.label);
  const series = chart.series.map((one) => ({ name: one.name, values: labels.map((label) => valueAt(one, label)) }));
  const names = series.map((one) => one.name);
  const frame = frameOf(labels, ticks(series.flatMap((one) => one.values)));
  const what = `${kindName(chart.type)} of ${yLabel || names.join(", ")}`;
  const rows = labels.map((label, at) => [label, ...series.map((one) => figure(one.values[at]))]);
  return {
    ...frame,
    names,
    rows: [[xLabel || "", ...names], ...rows],
    says: `${what} by ${xLabel || "category"}. ${series.map(range).join(" ")}`,
    drawn: [axes(frame, xLabel, yLabel), chart.type === "bar" ? bars(series, frame) : lines(series, frame, chart.type)],
  };
}

function valueAt(series, label) {
  return series.data.find((point) => point.label === label)?.value ?? null;
}

function kindName(kind) {
  return { line: "Line chart", bar: "Bar chart", area: "Area chart" }[kind] ?? "Chart";
}

function range({ name, values }) {
  const known = values.filter((value) => value !== null);
  if (!known.length) return `${name}: no values.`;
  const [low, high] = [Math.min(...known), Math.max(...known)].map(figure);
  return `${name}: from ${figure(known[0])} to ${figure(known.at(-1))}, lowest ${low}, highest ${high}.`;
}

/** Where things are drawn: `x(at)` the middle of a category, `y(value)`, in the units of the viewBox. */
function frameOf(labels, marks) {
  const [width, height] = NARROW.matches ? [250, 210] : [420, 240];
  const left = 30 + 6.4 * Math.max(...marks.map((mark) => figure(mark).length));
  const step = (width - left - EDGE.right) / labels.length;
  const [low, high] = [marks[0], marks.at(-1)];
  const y = (value) => EDGE.top + ((high - value) / (high - low)) * (height - EDGE.top - EDGE.bottom);
  return { width, height, left, step, labels, marks, x: (at) => left + (at + 0.5) * step, y };
}

function axes(frame, xLabel, yLabel) {
  const { width, height, left, labels, marks, x, y } = frame;
  const nth = everyNth(labels, width - left - EDGE.right);
  const rule = (mark) =>
    h("line", { x1: left, x2: width - EDGE.right, y1: y(mark), y2: y(mark), class: mark ? "grid" : "axis" });
  const middle = (EDGE.top + height - EDGE.bottom) / 2;
  return h("g", { "aria-hidden": "true" }, [
    marks.map((mark) => [rule(mark), h("text", { x: left - 6, y: y(mark) + 4, class: "end" }, figure(mark))]),
    // counted from the last one, which is the newest where they are periods
    labels.map((label, at) => (labels.length - 1 - at) % nth === 0 && categoryName(label, x(at), frame)),
    xLabel && h("text", { x: (left + width) / 2, y: height - 6, class: "middle name" }, xLabel),
    yLabel && h("text", { transform: `translate(12 ${middle}) rotate(-90)`, class: "middle name" }, yLabel),
  ]);
}

/** Under its category, but within the picture. */
function categoryName(label, x, { width, height }) {
  const overflows = x + label.length * 3.2 > width;
  const place = { x: overflows ? width : x, y: height - EDGE.bottom + 18 };
  return h("text", { ...place, class: overflows ? "end" : "middle" }, label);
}

function lines(series, frame, kind) {
  return series.map(({ name, values }, at) =>
    h("g", { key: name }, [
      kind === "area" && runs(values).map((run) => h("path", { d: areaPath(run, frame), class: `area series-${at}` })),
      runs(values).map((run) => h("path", { d: linePath(run, frame), class: `line series-${at}` })),
      values.map((value, place) => value !== null && spot(frame, { name, at, value, place })),
    ]),
  );
}

/** One value of a series, at its place. */
function spot(frame, { name, at, value, place }) {
  return tipped(dot(frame.x(place), frame.y(value), at), name, frame.labels[place], value);
}

function linePath(run, { x, y }) {
  return run.map(({ at, value }, place) => `${place ? "L" : "M"}${x(at)} ${y(value)}`).join("");
}

function areaPath(run, frame) {
  const { x, y } = frame;
  return `${linePath(run, frame)}L${x(run.at(-1).at)} ${y(0)}L${x(run[0].at)} ${y(0)}Z`;
}

/** Each series has a shape of its own, so that colour is not all that tells them apart. */
function dot(x, y, at) {
  const shapes = ["M-4 -4H4V4H-4Z", "M0 -5L5 4H-5Z", "M0 -5L5 0L0 5L-5 0Z", "M0 5L5 -4H-5Z", "M-5 0H5M0 -5V5"];
  if (at === 0) return h("circle", { cx: x, cy: y, r: 3.5, class: "point series-0" });
  return h("path", { d: shapes[(at - 1) % 5], transform: `translate(${x} ${y})`, class: `point series-${at}` });
}

function bars(series, frame) {
  const width = (frame.step * 0.76) / series.length;
  return series.map(({ name, values }, at) =>
    values.map((value, place) => {
      if (value === null) return null;
      const x = frame.x(place) - frame.step * 0.38 + at * width;
      const [top, bottom] = [frame.y(Math.max(value, 0)), frame.y(Math.min(value, 0))];
      const size = { width: Math.max(width - 1, 1), height: Math.max(bottom - top, 0.5) };
      const box = { x, y: top, ...size, class: `fill series-${at}` };
      return tipped(h("rect", box), name, frame.labels[place], value);
    }),
  );
}

/** The mark with what the pointer is told of it. */
function tipped(mark, name, label, value) {
  return { ...mark, children: [h("title", null, `${name}, ${label}: ${figure(value)}`)] };
}

function pieOf(chart) {
  const whole = chart.segments.reduce((sum, segment) => sum + segment.value, 0) || 1;
  const names = chart.segments.map((segment) => segment.label);
  let from = 0;
  const slices = chart.segments.map((segment, at) => {
    const start = from;
    from += segment.value / whole;
    const mark = h("path", { d: slice(start, from, 100), class: `fill slice series-${at}` });
    return tipped(mark, "Share", segment.label, segment.value);
  });
  const percent = (value) => `${figure((100 * value) / whole)} %`;
  const shares = chart.segments.map(({ label, value }) => `${label} ${percent(value)}`);
  return {
    width: 340,
    height: 220,
    names: chart.segments.map((segment) => `${segment.label} (${percent(segment.value)})`),
    rows: [["", "Value", "Share"], ...chart.segments.map(({ label, value }) => [label, figure(value), percent(value)])],
    says: `Pie chart of ${names.length} parts: ${shares.join(", ")}.`,
    drawn: h("g", { transform: "translate(170 110)" }, slices),
  };
}
