// The time line: a handle for the day of the page, one for what was known, one for an earlier day
// beside it, and a mark on each day on which anything that is known changed.

import { ask, Latest, unlessTold } from "./asking.js";
import * as days from "./days.js";
import { make, measure, offer, one } from "./dom.js";
import { counted, inWords, label, monthName, word } from "./words.js";
import { look, ofPage, view } from "./view.js";

const within = one(".time");
const handles = Object.fromEntries(["day", "known", "before"].map((name) => [name, one(`.handle.${name}`, within)]));
const dates = Object.fromEntries(["day", "known", "before"].map((name) => [name, one(`input[type="date"][name="${name}"]`, within)]));
const clock = one('[name="clock"]', within);
const compare = one('[name="compare"]', within);
const happened = one(".happened", within);
const latest = new Latest();
const NEAR = 5; // pixels within which a handle that is drawn takes a day with a change

const ABOUT = 365; // days on both sides of the page's own, until it is known what changes when

let line = { first: "", last: "", today: "", days: [], isRead: false };
let resolved = { day: "", known: "" };
let step = 0; // how many days the last change of the day went
let opened = () => {};

export const timeline = () => line;
export const shownDay = () => resolved.day;

/** Says what is done when the words on the day are opened. */
export const onHappened = (act) => { opened = act; };

/** Reads what changes on which days; it goes on showing what it has until then. */
export async function load() {
  const told = await ask("timeline", ofPage(), latest.begin()).catch(unlessTold);
  if (!told) return;
  line = { ...told, isRead: true };
  extend();
  render();
}

/** A day outside of what is known has room too. */
function extend() {
  const met = [line.first, line.last, resolved.day, resolved.known, view().before].filter(days.isDay).sort();
  line = { ...line, first: met[0], last: met.at(-1) };
}

/** The days that the page on the desk is of. */
export function place(day, known) {
  if (resolved.day && day !== resolved.day) step = days.number(day) - days.number(resolved.day);
  resolved = { day, known };
  if (!line.isRead) line = { ...line, first: days.shifted(day, -ABOUT), last: days.shifted(day, ABOUT) };
  extend();
  render();
}

// ---- changes

const here = (each) => each.changes.some((change) => change.here);

const NOTHING = { changes: [], more: 0, more_here: 0 };
const on = (day) => line.days.find((each) => each.day === day) ?? NOTHING;

export const changesOn = (day) => on(day).changes;

/** How many changes of a day there are on this page and elsewhere, those that are not listed too. */
export function numberOn(day) {
  const { changes, more, more_here: moreHere } = on(day);
  const ours = changes.filter((each) => each.here).length + moreHere;
  return { ours, others: changes.length + more - ours };
}

/** How many changes of a day are not listed: those on this page, and those elsewhere. */
export const unlisted = (day) => ({ ours: on(day).more_here, others: on(day).more - on(day).more_here });
export const nextChange = (from = resolved.day, among = here) =>
  line.days.find((each) => each.day > from && among(each))?.day;
export const previousChange = (from = resolved.day, among = here) =>
  line.days.findLast((each) => each.day < from && among(each))?.day;

/** The days that may be looked at next, the likeliest first: whoever goes somewhere goes on. */
export function neighbours() {
  const onward = step < 0 ? -1 : 1;
  const byDay = [onward, -onward].map((by) => days.shifted(resolved.day, by));
  const byChange = onward > 0 ? [nextChange(), previousChange()] : [previousChange(), nextChange()];
  return (Math.abs(step) === 1 ? [byDay[0], ...byChange, byDay[1]] : [...byChange, ...byDay]).filter(Boolean);
}

// ---- what is shown

/** Shows the days of the view, and what changed on that of the page. */
export function render() {
  within.classList.toggle("waiting", !resolved.day || !line.first);
  if (!resolved.day || !line.first) return;
  one(".day b", within).textContent = inWords(resolved.day);
  const apart = Boolean(view().known);
  const shown = { day: resolved.day, known: apart && resolved.known, before: view().before };
  for (const name of Object.keys(handles)) set(name, shown[name]);
  offer(clock, clocks(), clockNow());
  compare.setAttribute("aria-pressed", Boolean(view().before));
  one('[name="previous"]', within).disabled = !previousChange();
  one('[name="next"]', within).disabled = !nextChange();
  tell();
  drawMarks();
}

function set(name, day) {
  const shown = Boolean(day);
  handles[name].hidden = !shown;
  if (name !== "day") dates[name].closest("label").hidden = !shown;
  if (!shown) return;
  Object.assign(handles[name], { min: days.number(line.first), max: days.number(line.last) });
  if (document.activeElement !== handles[name] || !sliding) handles[name].value = days.number(day);
  handles[name].setAttribute("aria-valuetext", name === "day" ? spokenOf(day) : inWords(day));
  if (document.activeElement !== dates[name]) dates[name].value = day;
}

function spokenOf(day) {
  const { ours } = numberOn(day);
  return ours ? `${inWords(day)}, ${counted("changes_here", ours)}` : inWords(day);
}

const clocks = () => [["", word("clock_linked")], ["today", word("clock_today")], ["own", word("clock_own")]];
const clockNow = () => (!view().known ? "" : view().known === line.today ? "today" : "own");

/** What changed on the day, in words. */
function tell() {
  if (!line.isRead) return happened.replaceChildren(make("span", { class: "told quiet" }, word("judging")));
  const first = changesOn(resolved.day).find((each) => each.here);
  const { ours, others } = numberOn(resolved.day);
  const parts = [
    ours ? counted("changes_here", ours) : word("no_change_here"),
    others ? counted("changes_elsewhere", others) : "",
  ].filter(Boolean);
  happened.replaceChildren(
    make("span", { class: "small-label" }, parts.join(", ")),
    make("span", { class: "told" }, first ? said(first) : since()));
}

const said = ({ label: name, before, after }) => word("of_name", { name, value: `${before ? `${before} → ` : ""}${after}` });

function since() {
  const last = previousChange();
  return last ? word("last_change", { day: inWords(last) }) : word("no_earlier_change");
}

const RADIUS = 9; // half of a handle: the line begins and ends in the middle of one

function drawMarks() {
  const svg = one(".marks", within);
  const [width, from, to] = [svg.clientWidth || 1, days.number(line.first), days.number(line.last)];
  const at = (day) => RADIUS + ((days.number(day) - from) / Math.max(1, to - from)) * (width - 2 * RADIUS);
  const path = (those, high) => those.map((each) => `M${at(each.day).toFixed(1)} ${16 - high}v${2 * high}`).join("");
  svg.setAttribute("viewBox", `0 0 ${width} 32`);
  one(".faint", svg).setAttribute("d", path(line.days.filter((each) => !here(each)), 4));
  one(".strong", svg).setAttribute("d", path(line.days.filter(here), 9));
  drawTicks(at, width);
}

/** Years under the line, or months where it is short, as many as have room. */
function drawTicks(at, width) {
  const starts = monthsBetween(line.first, line.last);
  const step = [1, 3, 6, 12, 24, 60, 120, 240, 600].find((each) => (starts.length / each) * 48 < width) ?? 1200;
  const ticks = starts.filter((each) => monthNumber(each) % step === 0);
  one(".ticks", within).replaceChildren(...ticks.map((each) => measure(make("li", {}, tick(each)), { x: at(each) })));
}

const monthNumber = (day) => days.year(day) * 12 + Number(day.slice(5, 7)) - 1;
const tick = (day) => (day.slice(5, 7) === "01" ? day.slice(0, 4) : monthName(day));

function monthsBetween(first, last) {
  const from = monthNumber(first) + (first.endsWith("-01") ? 0 : 1);
  const month = (number) => `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}-01`;
  return Array.from({ length: Math.max(0, monthNumber(last) - from + 1) }, (_, n) => month(from + n));
}

new ResizeObserver(() => line.first && drawMarks()).observe(one(".track", within));

// ---- what is asked for

let sliding = false;

/** The day that is meant: drawn near a change, that of the change. */
function meant(handle) {
  const day = days.day(handle.valueAsNumber);
  if (!sliding) return day;
  const reach = ((handle.max - handle.min) / within.clientWidth) * NEAR;
  const near = line.days.filter((each) => Math.abs(days.number(each.day) - handle.valueAsNumber) <= reach);
  const [nearest] = near.sort((a, b) => here(b) - here(a) || distance(a, handle) - distance(b, handle));
  return nearest?.day ?? day;
}

const distance = (each, handle) => Math.abs(days.number(each.day) - handle.valueAsNumber);

/** Turns a handle to a day; where the earlier of two days meets the later one, it takes that along. */
function turn(name, day, how = {}) {
  const bounded = day < line.first ? line.first : day > line.last ? line.last : day;
  const then = { [name]: bounded };
  if (name === "day" && view().before > bounded) then.before = bounded;
  if (name === "before" && bounded > resolved.day) then.day = bounded;
  if (then.day) place(then.day, view().known || then.day);
  look(then, { kept: false, ...how });
}

const JUMPS = { PageUp: nextChange, PageDown: previousChange };

for (const [name, handle] of Object.entries(handles)) {
  handle.addEventListener("pointerdown", () => { sliding = true; });
  handle.addEventListener("input", () => turn(name, meant(handle), { sliding }));
  handle.addEventListener("change", () => {
    sliding = false;
    turn(name, meant(handle));
    render();
  });
  handle.addEventListener("keydown", (event) => {
    if (!(event.key in JUMPS)) return;
    event.preventDefault();
    const day = JUMPS[event.key](days.day(handle.valueAsNumber), name === "day" ? here : () => true);
    if (day) turn(name, day);
  });
}

for (const [name, field] of Object.entries(dates)) {
  field.addEventListener("change", () => days.isDay(field.value) && goTo(name, field.value));
}

function goTo(name, day) {
  line = { ...line, first: day < line.first ? day : line.first, last: day > line.last ? day : line.last };
  turn(name, day, { kept: true });
}

one('[name="previous"]', within).addEventListener("click", () => toChange(previousChange()));
one('[name="next"]', within).addEventListener("click", () => toChange(nextChange()));
happened.addEventListener("click", () => opened());

/** Shows a day with a change. */
export function toChange(day) {
  if (day) turn("day", day);
}

clock.addEventListener("change", () => {
  const known = { "": "", today: line.today, own: resolved.day };
  look({ known: known[clock.value] });
  render();
});

compare.addEventListener("click", () => {
  const earlier = previousChange() ? days.shifted(previousChange(), -1) : days.shifted(resolved.day, -365);
  look({ before: view().before ? "" : earlier });
  render();
});

one(".more", within).addEventListener("click", ({ currentTarget }) => {
  const open = currentTarget.getAttribute("aria-expanded") !== "true";
  currentTarget.setAttribute("aria-expanded", open);
});

/** Shows whether changes are being played. */
export function showPlaying(playing) {
  const button = one('[name="play"]', within);
  button.classList.toggle("playing", playing);
  label(button, playing ? "pause" : "play");
}
