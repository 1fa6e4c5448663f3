// Slack's text markup, read into values: https://docs.slack.dev/messaging/formatting-message-text
//
// A mark is {kind, …}: text {text} · bold, italic, strike, quote {marks} · code, preformatted {text} ·
// link {url, text} ·
// person, channel {id, text} · broadcast {text} · emoji {name} · break.

import { spansBy } from "./spans.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const STYLES = { "*": "bold", _: "italic", "~": "strike" };
const REFERENCE = /^<([^<>|]*)(?:\|([^<>]*))?>/;
const EMOJI = /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/;
const WORD = /[\p{L}\p{N}_]/u;
const SAFE = /^(https?:\/\/|mailto:|tel:)/i;

/** `text` with its three entities as the characters that they stand for. */
export function plain(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/** The marks of a whole text, which may have several lines. */
export function marksOf(text) {
  const marks = [];
  const pieces = text.split("```");
  const isCode = (at) => at % 2 === 1 && at < pieces.length - 1;
  pieces.forEach((piece, at) => {
    if (isCode(at)) marks.push({ kind: "preformatted", text: plain(piece.replace(/^\n|\n$/g, "")) });
    else if (at % 2 === 1) marks.push(...linesOf("```" + piece));
    else marks.push(...linesOf(beside(piece, isCode(at - 1), isCode(at + 1))));
  });
  return marks;
}

/** Code stands on lines of its own, so the line breaks beside it are not shown again. */
function beside(piece, followsCode, precedesCode) {
  const begun = followsCode ? piece.replace(/^\n/, "") : piece;
  return precedesCode ? begun.replace(/\n$/, "") : begun;
}

function linesOf(text) {
  const marks = [];
  let quoted = [];
  const endQuote = () => {
    if (quoted.length) marks.push({ kind: "quote", marks: joined(quoted) });
    quoted = [];
  };
  const lines = text.split("\n");
  lines.forEach((line, at) => {
    const quote = /^&gt;\s?(.*)$/.exec(line);
    if (quote) {
      quoted.push(quote[1]);
      return;
    }
    const afterQuote = quoted.length > 0;
    endQuote();
    if (at > 0 && !afterQuote) marks.push({ kind: "break" });
    marks.push(...spansOf(line));
  });
  endQuote();
  return marks;
}

function joined(lines) {
  return lines.flatMap((line, at) => (at ? [{ kind: "break" }, ...spansOf(line)] : spansOf(line)));
}

/** The marks within one line. */
export function spansOf(line) {
  return spansBy(spanAt, line, plain);
}

function spanAt(line, at) {
  const rest = line.slice(at);
  const sign = line[at];
  if (sign === "<") return referenceAt(rest);
  if (sign === ":") return emojiAt(rest);
  if (sign === "`") return codeAt(rest);
  if (sign in STYLES && !WORD.test(line[at - 1] ?? " ")) return styledAt(rest, sign);
  return null;
}

/** A style goes from a sign that no word runs into, to the next that no word runs out of. */
function styledAt(rest, sign) {
  if (!rest[1] || rest[1] === " " || rest[1] === sign) return null;
  for (let end = rest.indexOf(sign, 2); end > 0; end = rest.indexOf(sign, end + 1)) {
    if (rest[end - 1] !== " " && !WORD.test(rest[end + 1] ?? " ")) {
      return { mark: { kind: STYLES[sign], marks: spansOf(rest.slice(1, end)) }, length: end + 1 };
    }
  }
  return null;
}

function codeAt(rest) {
  const end = rest.indexOf("`", 1);
  return end > 1 ? { mark: { kind: "code", text: plain(rest.slice(1, end)) }, length: end + 1 } : null;
}

function emojiAt(rest) {
  const found = EMOJI.exec(rest);
  return found ? { mark: { kind: "emoji", name: found[1] }, length: found[0].length } : null;
}

function referenceAt(rest) {
  const found = REFERENCE.exec(rest);
  if (!found) return null;
  return { mark: referenceMark(found[1], found[2] && plain(found[2])), length: found[0].length };
}

function referenceMark(target, label) {
  if (target.startsWith("@")) return { kind: "person", id: target.slice(1), text: label };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1), text: label };
  if (target.startsWith("!date^")) return { kind: "text", text: label ?? "" };
  if (target.startsWith("!")) return { kind: "broadcast", text: label ?? `@${target.slice(1).split("^")[0]}` };
  const url = plain(target);
  return SAFE.test(url) ? { kind: "link", url, text: label ?? url } : { kind: "text", text: label ?? url };
}
