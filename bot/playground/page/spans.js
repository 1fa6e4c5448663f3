// A line read from left to right into marks, whatever the markup.

/**
 * The marks of `line`: `spanAt(line, at)` tells the one that begins at a place as {mark, length}, null where there is
 * none. What stands between them is text, read by `asText`.
 */
export function spansBy(spanAt, line, asText) {
  const marks = [];
  let text = "";
  const endText = () => {
    if (text) marks.push({ kind: "text", text: asText(text) });
    text = "";
  };
  for (let at = 0; at < line.length; ) {
    const found = spanAt(line, at);
    if (!found) {
      text += line[at];
      at += 1;
      continue;
    }
    endText();
    marks.push(found.mark);
    at += found.length;
  }
  endText();
  return marks;
}
