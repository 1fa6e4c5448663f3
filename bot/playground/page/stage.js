// Where blocks stand: whom their clicks tell, where what is typed into them is kept, and whose names they may use.

import { stateOf } from "./values.js";

/** The stage for `blocks` of a message or view. `container` is {channel, ts} or {view_id}; `id` is unlike any other on
 * the page, because a message may be shown twice. */
export function stageFor(app, { id, container, blocks, errors = {} }) {
  const whole = container.view_id ?? `${container.channel}/${container.ts}`;
  const key = (block, action) => `${whole}|${block}|${action}`;
  const typed = (block, action) => app.typed.get(key(block, action));
  return {
    id,
    errors,
    typed,
    names: app.names,
    channels: app.server.channels,
    state: () => stateOf(blocks, typed),
    keep(block, action, value) {
      app.typed.set(key(block, action), value);
      app.redraw();
    },
    click(block, element, action) {
      const facts = { container, block_id: block, action_id: element.action_id, action, state: stateOf(blocks, typed) };
      if (element.confirm) app.ask(questionOf(element.confirm), () => app.act("click", facts));
      else app.act("click", facts);
    },
  };
}

function questionOf(confirm) {
  return {
    title: confirm.title.text,
    text: confirm.text.text,
    yes: confirm.confirm.text,
    no: confirm.deny.text,
    isDanger: confirm.style === "danger",
  };
}
