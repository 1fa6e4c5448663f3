// What this page knows, and what can be done: the snapshot of the server and what one person does in this window.

import { act, state } from "./contract.js";
import { news } from "./notices.js";

const USER = "groundswell.user";
const THEME = "groundswell.theme";

export class App {
  server = null;
  place = "";
  thread = null;
  typed = new Map();
  drafts = new Map();
  problems = new Map();
  busy = new Set();
  seen = new Map();
  toasts = [];
  editing = null;
  question = null;
  isUnfolded = false;
  isLost = false;
  tick = 0;
  theme = localStorage.getItem(THEME) ?? "auto";
  #awaited = null;
  #afterwards = [];
  #isReading = false;
  #mustRead = false;

  /** `draw` is called soon after something changed; `readOut` with a sentence for those who listen. */
  constructor({ draw, readOut, moved }) {
    this.draw = draw;
    this.readOut = readOut;
    this.moved = moved;
  }

  // what is known

  get user() {
    return sessionStorage.getItem(USER) ?? "";
  }

  get direct() {
    return this.server.channels.find((channel) => channel.kind === "im") ?? null;
  }

  get channel() {
    return this.server.channels.find((channel) => channel.id === this.place) ?? null;
  }

  get botName() {
    return this.server.people.find((person) => person.kind === "bot")?.name ?? "the assistant";
  }

  get names() {
    const named = (all, id) => all.find((one) => one.id === id)?.name ?? id;
    return { person: (id) => named(this.server.people, id), channel: (id) => named(this.server.channels, id) };
  }

  messagesIn(channel) {
    return this.server.messages[channel] ?? [];
  }

  repliesTo(channel, root) {
    return this.messagesIn(channel).filter((message) => message.root === root && message.ts !== root);
  }

  /** How many messages have come since this person looked. */
  unread(channel) {
    const last = this.seen.get(channel) ?? "";
    return this.messagesIn(channel).filter((message) => message.ts > last && message.user !== this.server.me.id).length;
  }

  // what changes

  redraw() {
    this.draw();
  }

  /** Does `work` when the page shows the present. */
  after(work) {
    this.#afterwards.push(work);
    this.draw();
  }

  drawn() {
    for (const work of this.#afterwards.splice(0)) work();
  }

  /** Takes the snapshot in; two changes at once are read once more, not twice at the same time. */
  async read() {
    this.#mustRead = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#mustRead) {
      this.#mustRead = false;
      const user = this.user;
      try {
        const server = await state(user);
        if (user === this.user) this.#take(server);
      } catch {
        this.isLost = true;
      }
    }
    this.#isReading = false;
    this.redraw();
  }

  #take(server) {
    const before = this.server;
    this.server = server;
    this.isLost = false;
    if (!before || before.me.id !== server.me.id) {
      for (const [channel, messages] of Object.entries(server.messages)) {
        this.seen.set(channel, messages.at(-1)?.ts ?? "");
      }
    } else {
      news(before, server, this.names).forEach(this.readOut);
    }
    this.look();
    this.#openAwaited();
  }

  /** What stands in the channel that is open counts as read. */
  look() {
    const last = this.messagesIn(this.place).reduce((latest, { ts }) => (ts > latest ? ts : latest), "");
    if (last) this.seen.set(this.place, last);
  }

  /** Opens the thread that answers what was just asked, where there is room for it beside the channel. */
  #openAwaited() {
    const { channel, since } = this.#awaited ?? {};
    if (!channel || channel !== this.place || !window.matchMedia("(min-width: 60rem)").matches) return;
    const isMine = ({ ts, root, user }) => !root && ts > since && user === this.server.me.id;
    const isUnderWay = (ts) => this.server.statuses.some((one) => one.channel === channel && one.root === ts);
    const answered = this.messagesIn(channel)
      .filter(isMine)
      .findLast(({ ts }) => this.repliesTo(channel, ts).length || isUnderWay(ts));
    if (!answered) return;
    this.#awaited = null;
    this.go(channel, answered.ts);
  }

  // what one does

  async tell(what, facts) {
    return act(this.user, what, facts);
  }

  async act(what, facts) {
    const problem = await this.tell(what, facts);
    if (problem) this.toast(problem);
  }

  async say(channel, text, thread) {
    const since = this.messagesIn(channel).reduce((latest, { ts }) => (ts > latest ? ts : latest), "");
    if (!thread) this.#awaited = { channel, since };
    return this.tell("say", { channel, text, thread });
  }

  toast(text) {
    this.toasts = [...this.toasts, { id: `ours-${Date.now()}-${this.toasts.length}`, text, isOurs: true }];
    this.redraw();
  }

  dropToast(id) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
    this.redraw();
  }

  edit(id) {
    this.editing = id;
    this.redraw();
  }

  /** Asks before `chosen` is done; null takes the question back. */
  ask(question, chosen) {
    this.question = question && { ...question, chosen };
    this.redraw();
  }

  unfold(isUnfolded) {
    this.isUnfolded = isUnfolded;
    this.redraw();
  }

  /** To a channel, to its thread below `thread`, or to "home". */
  go(place, thread, { focus = false } = {}) {
    const hash = `#${place}${thread ? `/${thread}` : ""}`;
    if (location.hash !== hash) location.hash = hash;
    if (focus) this.after(() => this.after(() => document.querySelector(".thread textarea")?.focus()));
  }

  closeThread() {
    const root = this.thread;
    this.go(this.place, null);
    this.after(() => this.after(() => document.querySelector(`[data-ts="${root}"] .replies`)?.focus()));
  }

  /** From now on this window is the person's that the snapshot is of. */
  settle() {
    sessionStorage.setItem(USER, this.server.me.id);
  }

  become(user) {
    sessionStorage.setItem(USER, user);
    for (const kept of [this.typed, this.drafts, this.problems, this.busy, this.seen]) kept.clear();
    this.moved();
  }

  colour(theme) {
    this.theme = theme;
    localStorage.setItem(THEME, theme);
    this.redraw();
  }
}
