// What the page shows, as values, and the smallest change that makes the document show it.
//
// A control that is on the page keeps its focus, its scroll position and what was typed into it as long as its place
// among its siblings, or its `key`, stays. Text only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";
const shown = new WeakMap();

/** An element to show. Props are attributes, and: `key`; `on` (listeners by event); `mounted` (called with the element
 * once it is in the document). `false`, `null` and `undefined` among the children are left out. */
export function h(tag, props, ...children) {
  const { key = null, on = {}, mounted = null, ...attributes } = props ?? {};
  return { tag, key, on, mounted, attributes, children: children.flat(Infinity).filter(isShown).map(asChild) };
}

/** Makes the content of `parent` what `children` say. */
export function show(parent, children) {
  const mounted = [];
  fill(parent, children.flat(Infinity).filter(isShown).map(asChild), mounted);
  for (const [node, element] of mounted) node.mounted(element);
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== true && child !== "";
}

function asChild(child) {
  return typeof child === "object" ? child : String(child);
}

function fill(parent, children, mounted) {
  const places = placesOf(parent, children);
  for (const old of [...parent.childNodes]) if (!places.includes(old)) old.remove();
  let next = parent.firstChild;
  children.forEach((child, at) => {
    const place = places[at] ?? created(child, parent, mounted);
    if (place === next) next = next.nextSibling;
    else parent.insertBefore(place, next);
    if (places[at]) update(place, child, mounted);
  });
}

/** The nodes that are there already for the children, by key or else in order; undefined where there is none. */
function placesOf(parent, children) {
  const free = [...parent.childNodes];
  return children.map((child) => {
    const at = free.findIndex((node) => isPlaceOf(node, child));
    return at < 0 ? undefined : free.splice(at, 1)[0];
  });
}

function isPlaceOf(node, child) {
  if (typeof child === "string") return node.nodeType === Node.TEXT_NODE;
  const old = shown.get(node);
  return old !== undefined && old.tag === child.tag && old.key === child.key;
}

function created(child, parent, mounted) {
  if (typeof child === "string") return document.createTextNode(child);
  const inSvg = child.tag === "svg" || (parent.namespaceURI === SVG && parent.tagName !== "foreignObject");
  const element = inSvg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  shown.set(element, { tag: child.tag, key: child.key, on: {}, attributes: {} });
  update(element, child, mounted);
  if (child.mounted) mounted.push([child, element]);
  return element;
}

function update(place, child, mounted) {
  if (typeof child === "string") {
    if (place.data !== child) place.data = child;
    return;
  }
  const old = shown.get(place);
  shown.set(place, child);
  listen(place, old.on, child.on);
  fill(place, child.children, mounted);
  setAttributes(place, old.attributes, child.attributes);
}

function listen(element, before, now) {
  for (const kind of Object.keys(now)) if (!(kind in before)) element.addEventListener(kind, heard);
  for (const kind of Object.keys(before)) if (!(kind in now)) element.removeEventListener(kind, heard);
}

/** The one listener of every element: it finds what is to be done now, so that nothing has to be taken off and on. */
function heard(event) {
  shown.get(event.currentTarget)?.on[event.type]?.(event);
}

function setAttributes(element, before, now) {
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (before[name] !== now[name]) setAttribute(element, name, now[name]);
  }
}

/** `value` and `checked` are properties: as attributes they would stop to count once somebody has typed. */
function setAttribute(element, name, value) {
  if (name === "value" || name === "checked") element[name] = value ?? "";
  else if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}
