// The signs of this page, drawn, because not every machine has a font with emoji. They are seen only: what a control is
// called stands in its label.

import { h } from "./nodes.js";

const PATHS = {
  wave: [
    "M2 15c3 0 3-3 6-3s3 3 6 3 3-3 6-3 2 1 3 2M2 20c3 0 3-3 6-3s3 3 6 3 3-3 6-3 2 1 3 2",
    "M3 9C6 3 13 2 17 6c-3-1-5 1-4 4",
  ].join(""),
  reply: "M4 5h16v11H11l-4 4v-4H4z",
  eye: "M2 12c4-7 16-7 20 0-4 7-16 7-20 0zM12 9a3 3 0 1 0 .01 0",
  up: "M7 10v10H3V10zM7 10l4-7c2 0 3 1 2.5 4l-.5 2h6c1.5 0 2 1 1.7 2l-2 7c-.3 1-1 2-2.5 2H7",
  down: "M7 14V4H3v10zM7 14l4 7c2 0 3-1 2.5-4l-.5-2h6c1.5 0 2-1 1.7-2l-2-7c-.3-1-1-2-2.5-2H7",
  trash: "M4 6h16M9 6V4h6v2M6 6l1 15h10l1-15M10 10v7M14 10v7",
  bolt: "M13 2L5 14h6l-1 8 8-12h-6z",
  close: "M5 5l14 14M19 5L5 19",
  more: "M12 4.5a.5.5 0 1 0 .01 0M12 11.5a.5.5 0 1 0 .01 0M12 18.5a.5.5 0 1 0 .01 0",
  menu: "M4 6h16M4 12h16M4 18h16",
};

/** The sign called `name`, as tall as the text around it. */
export function icon(name) {
  return h("svg", { class: "sign-icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: PATHS[name] }));
}
