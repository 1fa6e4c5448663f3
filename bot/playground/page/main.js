// The page: reads the snapshot, shows it, and shows it again at every change.

import { App } from "./app.js";
import { changes } from "./contract.js";
import { conversation, threadPane } from "./conversations.js";
import { appTabs, homeTab } from "./home.js";
import { shownModals } from "./modals.js";
import { h, show } from "./nodes.js";
import { shownNotices } from "./notices.js";
import { watch } from "./opened.js";
import { Scrollers } from "./scrollers.js";
import { places, topBar } from "./sidebar.js";

const TICK_MS = 2500;
const LOST = "The local Slack does not answer. Is the playground still running?";
const part = (id) => document.getElementById(id);
const scrollers = new Scrollers();
let isDue = false;
let stopListening = () => {};
let opener = null;

const app = new App({ draw, readOut, moved: listen });

function draw() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    document.documentElement.dataset.theme = app.theme;
    if (app.server) drawAll();
    show(part("lost"), app.isLost ? [h("p", null, LOST)] : []);
    app.drawn();
  });
}

function drawAll() {
  const hadModal = document.querySelector("dialog[open]") !== null;
  if (!hadModal) opener = document.activeElement;
  scrollers.before();
  show(part("top"), topBar(app));
  show(part("places"), places(app));
  part("places").classList.toggle("unfolded", app.isUnfolded);
  show(part("main"), pane());
  show(part("aside"), app.thread && app.channel ? [threadPane(app, app.channel, app.thread)] : []);
  document.body.classList.toggle("in-thread", Boolean(app.thread && app.channel));
  show(part("modals"), shownModals(app));
  show(part("notices"), shownNotices(app));
  scrollers.after();
  if (hadModal) keepFocus([...document.querySelectorAll("dialog[open]")].at(-1));
}

/** What had the focus may be gone: it stays in the topmost modal, or goes back to where the first was opened. */
function keepFocus(modal) {
  if (!modal) backFromModal();
  else if (!modal.contains(document.activeElement)) modal.querySelector("input, select, textarea, button")?.focus();
}

/** The focus goes back to where the modal was opened, or near it when that is gone. */
function backFromModal() {
  const isThere = opener?.isConnected && opener !== document.body;
  const goal = isThere ? opener : document.querySelector(".composer textarea, [role=tab]");
  goal?.focus();
}

function pane() {
  const { channel } = app;
  const isApp = app.place === "home" || app.place === "messages" || channel?.kind === "im";
  const title = isApp ? app.botName : channel ? `#${channel.name}` : "Nothing here";
  const panel = { role: "tabpanel", id: "tab-panel", "aria-labelledby": `tab-${app.place}` };
  return [
    h("header", { class: "pane-head", key: "head" }, [h("h1", { id: "place" }, title), isApp && appTabs(app)]),
    h("div", { class: "pane", key: `pane-${app.place}`, ...(isApp ? panel : {}) }, contentOf(channel)),
  ];
}

function contentOf(channel) {
  if (app.place === "home") return homeTab(app);
  return channel ? conversation(app, channel) : h("p", { class: "waiting" }, "There is no such place.");
}

function readOut(sentence) {
  const line = document.createElement("p");
  line.textContent = sentence;
  part("read-out").append(line);
  while (part("read-out").childElementCount > 5) part("read-out").firstElementChild.remove();
}

/** Goes where the address says; the app hears which of its tabs was opened. */
function arrive() {
  const [place, thread] = decodeURIComponent(location.hash.slice(1)).split("/");
  const before = app.place;
  const isThere = place === "home" || app.server.channels.some((channel) => channel.id === place);
  app.place = isThere ? place : elsewhere(place);
  app.thread = (isThere && thread) || null;
  app.editing = null;
  app.look();
  if (app.place !== before) tellOpened();
  app.redraw();
}

/** Where to go instead of a place that is not there, such as another person's direct messages. */
function elsewhere(place) {
  if (place === "messages" || place.startsWith("D")) return app.direct?.id ?? "messages";
  const first = app.server.channels.find((channel) => channel.kind !== "im") ?? app.server.channels[0];
  return first?.id ?? "home";
}

function tellOpened() {
  document.title = `${app.place === "home" ? "Home" : (app.channel?.name ?? app.botName)} · Groundswell playground`;
  if (app.place === "home") app.act("home", {});
  else if (app.place === "messages" || app.channel?.kind === "im") app.act("messages", {});
}

async function listen() {
  stopListening();
  await app.read();
  if (!app.server) {
    setTimeout(listen, TICK_MS);
    return;
  }
  app.settle();
  app.place = "";
  arrive();
  stopListening = changes(
    app.user,
    (version) => version !== app.server.version && app.read(),
    (isLost) => {
      if (app.isLost && !isLost) listen();
      app.isLost = isLost;
      app.redraw();
    },
  );
}

part("skip").addEventListener("click", (event) => {
  event.preventDefault();
  part("main").focus();
});
window.addEventListener("hashchange", () => app.server && arrive());
window.matchMedia("(max-width: 40rem)").addEventListener("change", () => app.redraw());
setInterval(() => {
  app.tick += 1;
  if (app.server?.statuses.length) app.redraw();
}, TICK_MS);
watch(() => app.redraw());
draw();
listen();
