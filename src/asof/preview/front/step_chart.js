// A small step chart of a fact's history: what was reported, with its bounds, up to the day.

import * as days from "./days.js";
import { draw } from "./dom.js";
import { inShort, spelled, word } from "./words.js";

const [WIDTH, HEIGHT, LEFT, TOP, FOOT] = [320, 108, 2, 18, 20];

/** The chart, or nothing where there are not two numbers to compare. */
export function stepChart({ label, steps, day }) {
  const told = steps.filter((each) => typeof each.number === "number" && each.from);
  if (told.length < 2) return null;
  const scale = scales(told, day);
  return draw("svg", { class: "steps", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": word("history_of", { label }) },
    axis(told, scale), told.map((each) => band(each, scale)), draw("path", { class: "line", d: outline(told, scale) }),
    told.map((each) => dot(each, scale)), ends(told, scale), now(day, scale));
}

function scales(told, day) {
  const from = days.number(told[0].from);
  const to = Math.max(...told.map((each) => days.number(each.to || each.from)), days.number(day), from + 1);
  const values = told.flatMap((each) => [each.number, each.low ?? each.number, each.high ?? each.number]);
  const [least, most] = [Math.min(0, ...values), Math.max(...values) || 1];
  return {
    to,
    x: (count) => LEFT + ((count - from) / (to - from)) * (WIDTH - 2 * LEFT),
    y: (value) => HEIGHT - FOOT - ((value - least) / (most - least)) * (HEIGHT - FOOT - TOP),
  };
}

const end = (each, scale) => scale.x(each.to ? days.number(each.to) : scale.to);
const start = (each, scale) => scale.x(days.number(each.from));

const outline = (told, scale) =>
  told.map((each, n) => {
    const [x, y] = [start(each, scale).toFixed(1), scale.y(each.number).toFixed(1)];
    const joined = n && (!told[n - 1].to || told[n - 1].to >= each.from);
    return `${joined ? `H${x}V` : `M${x} `}${y}H${Math.min(end(each, scale), told[n + 1] ? start(told[n + 1], scale) : Infinity).toFixed(1)}`;
  }).join("");

function band(each, scale) {
  if (each.low === null && each.high === null) return null;
  const [low, high] = [scale.y(each.low ?? 0), scale.y(each.high ?? each.number)];
  const x = start(each, scale);
  return draw("rect", { class: "bounds", x, y: high, width: Math.max(1, end(each, scale) - x), height: Math.max(1, low - high) });
}

function dot(each, scale) {
  const hedged = each.low !== each.number || each.high !== each.number;
  const shape = { class: hedged ? "dot hollow" : "dot", cx: start(each, scale), cy: scale.y(each.number), r: 3 };
  return draw("circle", shape, draw("title", {}, `${inShort(each.from)}: ${each.text}`));
}

function ends(told, scale) {
  const [first, last] = [told[0], told.at(-1)];
  const high = (each) => Math.max(11, scale.y(each.number) - 7);
  const beside = Math.min(start(last, scale) + 8, WIDTH - LEFT);
  return [
    draw("text", { x: LEFT, y: high(first) }, spelled(first.number)),
    draw("text", WIDTH - beside < 40 ? { x: start(last, scale) - 7, y: high(last) + 4, class: "end" } : { x: beside, y: high(last) }, spelled(last.number)),
  ];
}

function axis(told, scale) {
  const base = HEIGHT - FOOT + 0.5;
  return [
    draw("path", { class: "axis", d: `M0 ${base}H${WIDTH}` }),
    draw("text", { class: "quiet", x: 0, y: HEIGHT - 5 }, told[0].from.slice(0, 4)),
    draw("text", { class: "quiet end", x: WIDTH, y: HEIGHT - 5 }, days.day(scale.to).slice(0, 4)),
  ];
}

function now(day, scale) {
  const x = scale.x(days.number(day)).toFixed(1);
  return draw("path", { class: "now", d: `M${x} ${TOP - 8}V${HEIGHT - FOOT}` });
}
