// What a person types: read back from the markup that Slack has made of it, and completed.

/** The text as it was typed. */
export function asTyped(markup, names) {
  return markup
    .replace(/<@([^<>|]+)(?:\|[^<>]*)?>/g, (_, id) => `@${names.person(id)}`)
    .replace(/<#([^<>|]+)(?:\|[^<>]*)?>/g, (_, id) => `#${names.channel(id)}`)
    .replace(/<([^<>|]+)\|([^<>]*)>/g, "$2")
    .replace(/<([^<>|]+)>/g, "$1")
    .replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** What could complete the text before `caret`: {from, options}, null for nothing. */
export function completions(text, caret, { commands, people }) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) {
    const found = commands.filter((one) => one.command.startsWith(before));
    const offer = (one) => ({ text: one.command, hint: one.usage_hint ?? "", says: one.description });
    return listed(0, found.map(offer));
  }
  const mention = /(?:^|[\s(])@([\p{L}\p{N}_-]*)$/u.exec(before);
  if (!mention) return null;
  const found = people.filter((one) => one.name.toLowerCase().startsWith(mention[1].toLowerCase()));
  const options = found.map((one) => ({ text: `@${one.name}`, hint: one.kind === "bot" ? "app" : one.kind, says: "" }));
  return listed(caret - mention[1].length - 1, options);
}

function listed(from, options) {
  return options.length ? { from, options: options.slice(0, 8) } : null;
}
