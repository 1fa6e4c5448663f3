// What the assistant is doing in a thread, and the button that stops it.

import { h } from "./nodes.js";

/** A line for the thread below `root`, null while nothing goes on there. */
export function statusLine(app, channel, root) {
  const status = app.server.statuses.find((one) => one.channel === channel.id && one.root === root);
  const session = app.server.sessions.find((one) => one.channel === channel.id && one.root === root);
  const isWorking = session?.status === "processing";
  if (!status?.status && !isWorking) return null;
  const end = () => app.act("stop", { channel: channel.id, root });
  const stop = { class: "button quiet", type: "button", on: { click: end } };
  return h("p", { class: "status", key: `status-${root}` }, [
    h("span", { class: "dots", "aria-hidden": "true" }, [h("i"), h("i"), h("i")]),
    h("span", null, [h("strong", null, app.botName), " ", saying(status, app.tick)]),
    isWorking && h("button", stop, "Stop"),
  ]);
}

/** One of the loading messages after the other, as time goes on. */
function saying(status, tick) {
  const lines = status?.loading_messages ?? [];
  return lines.length ? lines[tick % lines.length] : status?.status || "is working…";
}
