// Which menu is open: one at most on the whole page.

let name = null;
let redraw = () => {};

/** The name of the open menu, null when none is. */
export function opened() {
  return name;
}

/** Opens the menu, or closes it. */
export function toggle(which) {
  name = name === which ? null : which;
  redraw();
}

/** From now on `changed` is called whenever a menu was opened or closed; a click beside a menu closes it. */
export function watch(changed) {
  redraw = changed;
  document.addEventListener("pointerdown", (event) => {
    if (name !== null && !event.target.closest?.(".menu-place")) toggle(name);
  });
}
