// Keeps message lists where their reader is: at the end while they follow it, else where they were.

export class Scrollers {
  #following = new Map();

  /** Notes which lists are followed, before they change. */
  before() {
    this.#following.clear();
    for (const list of document.querySelectorAll("[data-scroller]")) {
      this.#following.set(list.dataset.scroller, { isFollowed: seesLast(list), last: lastOf(list)?.dataset.ts });
    }
  }

  /** Moves those to their end that are new, or were followed and have grown. */
  after() {
    for (const list of document.querySelectorAll("[data-scroller]")) {
      const before = this.#following.get(list.dataset.scroller);
      if (!before || before.isFollowed) toEnd(list, before?.last);
    }
  }
}

function lastOf(list) {
  return list.querySelector(".messages > li:last-child");
}

/** Whether the beginning of the last message, or all that can be seen, is in sight. */
function seesLast(list) {
  const last = lastOf(list);
  return !last || last.getBoundingClientRect().top < list.getBoundingClientRect().bottom;
}

/** A message longer than the list is shown from its first line on, because that is the sentence that answers. */
function toEnd(list, lastBefore) {
  const last = lastOf(list);
  if (!last) return;
  const isLong = last.offsetHeight > list.clientHeight;
  if (!isLong) list.scrollTop = list.scrollHeight;
  else if (last.dataset.ts !== lastBefore || last.classList.contains("streaming")) {
    list.scrollTop += last.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
  }
}
