// The arithmetic of charts.

/** Round values from 0, or below, to at least the largest value: about `count` of them. */
export function ticks(values, count = 4) {
  const known = values.filter((value) => value !== null);
  const high = Math.max(0, ...known);
  const low = Math.min(0, ...known);
  const reach = high - low || 1;
  const step = roundStep(reach / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil((low + reach) / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => exact((first + at) * step));
}

function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 2.5, 5, 10].find((step) => step * power >= rough * (1 - 1e-9));
}

function exact(value) {
  return Number(value.toPrecision(12));
}

/** Every how many labels one is shown, so that none touches the next. `width` is that of all, in their own unit. */
export function everyNth(labels, width, perCharacter = 6.4) {
  const widest = Math.max(...labels.map((label) => label.length)) * perCharacter + 10;
  return Math.max(1, Math.ceil(widest / (width / labels.length)));
}

/** A value as a person reads it. */
export function figure(value) {
  if (value === null || value === undefined) return "–";
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

/** The pieces of a line that have no gap: lists of {at, value}. */
export function runs(values) {
  const found = [];
  values.forEach((value, at) => {
    if (value === null) return;
    if (at > 0 && values[at - 1] !== null && found.length) found.at(-1).push({ at, value });
    else found.push([{ at, value }]);
  });
  return found;
}

/** The path of a slice of a pie around 0,0 from one share of the whole to another. */
export function slice(from, to, radius) {
  if (to - from > 0.9999) return `M0 ${-radius}A${radius} ${radius} 0 1 1 -0.01 ${-radius}Z`;
  const point = (share) => `${radius * Math.sin(2 * Math.PI * share)} ${-radius * Math.cos(2 * Math.PI * share)}`;
  return `M0 0L${point(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${point(to)}Z`;
}
