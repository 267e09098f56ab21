// A small step chart of a fact's history: what was reported, with its bounds, up to the day.

import * as days from "./days.js";
import { draw } from "./dom.js";
import { inShort, spelled, word } from "./words.js";

const [WIDTH, HEIGHT, SIDE, TOP, FOOT] = [320, 112, 5, 20, 20];
const BASE = HEIGHT - FOOT;

const isNumber = (value) => typeof value === "number";

/** The chart, or nothing where there are not two values to compare. */
export function stepChart({ label, steps, day }) {
  const told = steps.filter((each) => each.from && (isNumber(each.number) || (isNumber(each.low) && isNumber(each.high))));
  if (told.length < 2) return null;
  const scale = scales(told, day);
  const exact = told.filter((each) => isNumber(each.number));
  return draw("svg", { class: "steps", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": word("history_of", { label }) },
    axis(told, scale), told.map((each) => band(each, scale)), draw("path", { class: "line", d: outline(exact, scale) }),
    exact.map((each) => dot(each, scale)), labels(exact, scale), now(day, scale));
}

function scales(told, day) {
  const from = days.number(told[0].from);
  const to = Math.max(...told.map((each) => days.number(each.to || each.from)), days.number(day), from + 1);
  const values = told.flatMap((each) => [each.number, each.low, each.high]).filter(isNumber);
  const [least, most] = [Math.min(0, ...values), Math.max(...values) || 1];
  return {
    to,
    x: (count) => SIDE + ((count - from) / (to - from)) * (WIDTH - 2 * SIDE),
    y: (value) => BASE - ((value - least) / (most - least)) * (BASE - TOP),
  };
}

const start = (each, scale) => scale.x(days.number(each.from));
const end = (each, scale) => scale.x(each.to ? days.number(each.to) : scale.to);

/** The line goes on from one value to the next, unless nothing is known between them. */
function outline(told, scale) {
  return told.map((each, n) => {
    const next = told[n + 1];
    const last = next ? Math.min(end(each, scale), start(next, scale)) : end(each, scale);
    const joined = n && (!told[n - 1].to || told[n - 1].to >= each.from);
    const at = `${start(each, scale).toFixed(1)}`;
    return `${joined ? `H${at}V` : `M${at} `}${scale.y(each.number).toFixed(1)}H${last.toFixed(1)}`;
  }).join("");
}

function band(each, scale) {
  if (!isNumber(each.low) || !isNumber(each.high) || each.low === each.high) return null;
  const [x, top] = [start(each, scale), scale.y(each.high)];
  const size = { width: Math.max(4, end(each, scale) - x), height: Math.max(1, scale.y(each.low) - top) };
  return draw("rect", { class: "bounds", x, y: top, ...size }, title(each));
}

const title = (each) => draw("title", {}, word("of_name", { name: inShort(each.from), value: each.text }));

function dot(each, scale) {
  const hedged = each.low !== each.number || each.high !== each.number;
  const shape = { class: hedged ? "dot hollow" : "dot", cx: start(each, scale), cy: scale.y(each.number), r: 3 };
  return draw("circle", shape, title(each));
}

/** The first and the last number, beside their dots. */
function labels(exact, scale) {
  const ends = exact.length > 1 ? [exact[0], exact.at(-1)] : exact;
  return ends.map((each, n) => {
    const [x, y] = [start(each, scale), Math.max(11, scale.y(each.number) - 7)];
    const before = x > WIDTH - 60;
    return draw("text", { x: before ? x - 7 : Math.max(2, x - 3), y: before && n ? y + 4 : y, class: before ? "end" : "" }, spelled(each.number));
  });
}

function axis(told, scale) {
  return [
    draw("path", { class: "axis", d: `M0 ${BASE + 0.5}H${WIDTH}` }),
    draw("text", { class: "quiet", x: 0, y: HEIGHT - 5 }, told[0].from.slice(0, 4)),
    draw("text", { class: "quiet end", x: WIDTH, y: HEIGHT - 5 }, days.day(scale.to).slice(0, 4)),
  ];
}

function now(day, scale) {
  return draw("path", { class: "now", d: `M${scale.x(days.number(day)).toFixed(1)} ${TOP - 8}V${BASE}` });
}
