// The Markdown of `markdown` blocks and streamed text, read into the marks of mrkdwn.js and: heading {level, marks} ·
// list {ordered, items} · rule · table {rows}, whose items and cells are marks.

import { spansBy } from "./spans.js";

const SAFE = /^(https?:\/\/|mailto:)/i;
const SPANS = [
  [/^`([^`]+)`/, (found) => ({ kind: "code", text: found[1] })],
  [/^(\*\*|__)(?=\S)(.+?)(?<=\S)\1/, (found) => ({ kind: "bold", marks: spansOfMarkdown(found[2]) })],
  [/^~~(.+?)~~/, (found) => ({ kind: "strike", marks: spansOfMarkdown(found[1]) })],
  [/^([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/u, (found) => ({ kind: "italic", marks: spansOfMarkdown(found[2]) })],
  [/^\[([^\]]*)\]\(([^()\s]*)\)/, (found) => linkMark(found[2], found[1])],
  [/^<(https?:\/\/[^<>|\s]+)(?:\|([^<>]*))?>/, (found) => linkMark(found[1], found[2] ?? found[1])],
  [/^<@([A-Z0-9]+)>/, (found) => ({ kind: "person", id: found[1] })],
  [/^:([a-z0-9_+-]+):/, (found) => ({ kind: "emoji", name: found[1] })],
  [/^\\([\\`*_{}[\]()#+\-.!~|<>&])/, (found) => ({ kind: "text", text: found[1] })],
  [/^&(amp|lt|gt);/, (found) => ({ kind: "text", text: { amp: "&", lt: "<", gt: ">" }[found[1]] })],
];
const BLOCKS = [
  [/^(#{1,6})\s+(.*)$/, (found) => ({ kind: "heading", level: found[1].length, marks: spansOfMarkdown(found[2]) })],
  [/^\s*([-*_])(?:\s*\1){2,}\s*$/, () => ({ kind: "rule" })],
];
const ITEM = /^\s*(?:([-*+•])|(\d+)[.)])\s+(.*)$/;

/** The marks of a whole text. */
export function marksOfMarkdown(text) {
  const lines = text.replace(/\r/g, "").split("\n");
  const marks = [];
  while (lines.length) marks.push(...nextOf(lines));
  return marks;
}

/** Takes the lines of the next thing off `lines`. */
function nextOf(lines) {
  if (lines[0].startsWith("```")) return [fence(lines)];
  if (lines[0].startsWith(">")) return [quote(whileLike(lines, /^>\s?/))];
  if (ITEM.test(lines[0])) return [list(lines)];
  if (lines[0].includes("|") && /^[\s|:-]+$/.test(lines[1] ?? "") && lines[1].includes("-")) return [table(lines)];
  const line = lines.shift();
  for (const [pattern, make] of BLOCKS) {
    const found = pattern.exec(line);
    if (found) return [make(found)];
  }
  return line.trim() ? paragraph(line, lines) : [];
}

function quote(lines) {
  return { kind: "quote", marks: marksOfMarkdown(lines.join("\n")) };
}

function paragraph(first, lines) {
  const all = [first];
  while (lines.length && lines[0].trim() && !/^(```|>|#{1,6}\s)/.test(lines[0]) && !ITEM.test(lines[0])) {
    all.push(lines.shift());
  }
  return [
    {
      kind: "paragraph",
      marks: all.flatMap((line, at) => (at ? [{ kind: "break" }, ...spansOfMarkdown(line)] : spansOfMarkdown(line))),
    },
  ];
}

function fence(lines) {
  lines.shift();
  const end = lines.findIndex((line) => line.startsWith("```"));
  const code = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return { kind: "preformatted", text: code.join("\n") };
}

function list(lines) {
  const ordered = !ITEM.exec(lines[0])[1];
  const items = [];
  while (lines.length && ITEM.test(lines[0])) items.push(spansOfMarkdown(ITEM.exec(lines.shift())[3]));
  return { kind: "list", ordered, items };
}

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => spansOfMarkdown(cell.trim()));
  const head = cells(lines.shift());
  lines.shift();
  const rows = [head];
  while (lines.length && lines[0].includes("|")) rows.push(cells(lines.shift()));
  return { kind: "table", rows };
}

function whileLike(lines, pattern) {
  const taken = [];
  while (lines.length && pattern.test(lines[0])) taken.push(lines.shift().replace(pattern, ""));
  return taken;
}

function linkMark(url, label) {
  return SAFE.test(url) ? { kind: "link", url, text: label } : { kind: "text", text: label };
}

/** The marks within a line. */
export function spansOfMarkdown(line) {
  return spansBy(spanAt, line, (text) => text);
}

function spanAt(line, at) {
  const rest = line.slice(at);
  const inWord = /[\p{L}\p{N}]/u.test(line[at - 1] ?? " ");
  for (const [pattern, make] of SPANS) {
    const found = pattern.exec(rest);
    if (found && !(inWord && /^[*_](?![*_])/.test(found[0]))) return { mark: make(found), length: found[0].length };
  }
  return null;
}
