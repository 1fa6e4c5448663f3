// The few emoji that the assistant and this page use, by the names that Slack knows them by.

import { h } from "./nodes.js";

const KNOWN = {
  arrow_down: "⬇️",
  arrow_up: "⬆️",
  bar_chart: "📊",
  bell: "🔔",
  bulb: "💡",
  calendar: "📅",
  chart_with_downwards_trend: "📉",
  chart_with_upwards_trend: "📈",
  clock1: "🕐",
  eyes: "👀",
  gear: "⚙️",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  house: "🏠",
  information_source: "ℹ️",
  large_blue_circle: "🔵",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  lock: "🔒",
  mag: "🔍",
  memo: "📝",
  ocean: "🌊",
  pushpin: "📌",
  question: "❓",
  red_circle: "🔴",
  rotating_light: "🚨",
  small_blue_diamond: "🔹",
  smile: "😄",
  speech_balloon: "💬",
  star: "⭐",
  tada: "🎉",
  thumbsdown: "👎",
  "-1": "👎",
  thumbsup: "👍",
  "+1": "👍",
  warning: "⚠️",
  wave: "👋",
  white_check_mark: "✅",
  x: "❌",
  zap: "⚡",
};

/** The emoji with its name for those who do not see it; one that is not known stays as it was written. */
export function emojiOf(name) {
  const found = KNOWN[name.split("::")[0]];
  const says = { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") };
  return found ? h("span", says, found) : `:${name}:`;
}

/** A plain text with the emoji in it. */
export function withEmoji(text) {
  return text.split(/(:[a-z0-9_+-]+:)/).map((piece, at) => (at % 2 ? emojiOf(piece.slice(1, -1)) : piece));
}

/** A `plain_text` object: with the emoji in it unless it says that there are none. */
export function wordsOf(text) {
  return text.emoji === false ? [text.text] : withEmoji(text.text);
}
