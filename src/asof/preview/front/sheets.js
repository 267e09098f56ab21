// The pages: pictures of what prints, its words over them to be selected, its figures to be opened.

import { all, make, measure, one, settled } from "./dom.js";
import { decoded, picture } from "./editions.js";
import { inWords, word } from "./words.js";

const POINT = 96 / 72;
const FINEST = 6;
const GAP = 24; // between two sheets
const EDGE = 100; // how far out of sight a sheet is taken to be seen: it may begin a little elsewhere
const desk = one(".desk");
const editions = one(".editions");
const pen = document.createElement("canvas").getContext("2d");

let shown = []; // what stands on the desk: the edition, and under which day's name
let look = { zoom: "", grey: false, facing: false };
let lit = { key: "", changed: new Set() };
let opened = () => {};

/** Says what is done with the key of a figure that is opened. */
export const onOpen = (act) => { opened = act; };

/** Lays editions on the desk, side by side, once what is in sight of them is ready. */
export async function lay(told, given, signal) {
  const then = { ...look, ...given };
  const scale = scaleFor(told, then);
  const made = told.map((each) => laid(each, then, density(scale)));
  await Promise.all(made.flatMap((each) => inSight(each, scale)));
  if (signal?.aborted) return false;
  const place = focused();
  [shown, look] = [told, then];
  editions.replaceChildren(...made);
  editions.classList.toggle("two", told.length > 1);
  rescale(scale);
  light(lit);
  refocus(place);
  return true;
}

function laid({ edition, caption }, { grey, facing }, scale) {
  const sheets = edition.pages.map((page) => sheet(edition, page, scale, grey));
  const head = caption ? [make("h2", { class: "caption" }, caption.label, " ", make("b", {}, inWords(caption.day)))] : [];
  const heading = caption ? {} : { "aria-label": edition.name };
  return make("section", { class: facing ? "edition facing" : "edition", ...heading }, head, make("div", { class: "sheets" }, sheets));
}

function sheet(edition, page, scale, grey) {
  const source = picture(edition.digest, page.number, scale, grey);
  const figures = edition.figures.filter((each) => each.page === page.number);
  const name = word("page_of", { page: page.number, pages: edition.pages.length });
  const drawn = make("article", { class: "sheet", "data-page": page.number, lang: edition.view.lang, "aria-label": name },
    make("img", { alt: "", "data-source": source, draggable: "false" }),
    make("div", { class: "words" }, page.lines.map(line)),
    make("div", { class: "marks" }),
    make("div", { class: "figures", role: "toolbar", "aria-label": word("figures_of", { page: name }) }, figures.map((each) => figure(each, edition.facts[each.key]))));
  for (const each of all("button", drawn).slice(1)) each.tabIndex = -1;
  return measure(drawn, { width: page.width, height: page.height });
}

function line({ text, box }) {
  const [, , width, height] = box;
  pen.font = `${height}px "Asof Sans"`;
  const natural = pen.measureText(text).width || width;
  return measure(placed("span", {}, box, text), { stretch: width / natural });
}

function placed(tag, attributes, [x, y, width, height], ...children) {
  return measure(make(tag, attributes, ...children), { x, y, w: width, h: height });
}

function figure({ id, key, text, boxes }, fact) {
  const [first, ...rest] = boxes;
  const others = rest.map(([x, y, w, h]) => placed("span", {}, [x - first[0], y - first[1], w, h]));
  const name = { "aria-label": word("of_name", { name: fact.label, value: text }), title: fact.label };
  return placed("button", { type: "button", "data-key": key, "data-id": id, ...name }, first, others);
}

// ---- how large

function scaleFor(told, { zoom, facing }) {
  const page = told.find((each) => each.edition.pages.length)?.edition.pages[0];
  if (!page) return 1;
  const narrow = desk.clientWidth < 700;
  const columns = (facing ? 2 : 1) * (narrow ? 1 : told.length);
  const room = narrow ? (told.length > 1 ? 60 : 24) : 72; // where two stand, an edge of the other shows
  const wide = (desk.clientWidth - room - (columns - 1) * GAP) / columns / page.width;
  const high = (desk.clientHeight - room) / page.height;
  const fitting = { width: Math.min(wide, 2.2), page: Math.min(wide, high), full: POINT };
  return wholeDots(Math.max(0.25, fitting[zoom || "width"]), page.width);
}

/** A size at which a page is so many dots wide, and none of its picture lies across two. */
const wholeDots = (scale, width) => Math.floor(scale * width * devicePixelRatio) / width / devicePixelRatio;

/** How sharp a picture is: a dot for each dot of the screen. */
const density = (scale) => Math.min(FINEST, Math.round((scale / POINT) * devicePixelRatio * 1000) / 1000);

/** What pictures are asked for at present. */
export const fineness = () => density(scaleFor(shown, look));

function rescale(scale) {
  measure(desk, { scale });
}

const resharpen = settled(150, () => {
  for (const each of all(".sheet img", editions)) {
    const source = each.src.replace(/scale=[\d.]+/, `scale=${fineness()}`);
    if (each.src && each.src !== source) decoded(source).then(() => { each.src = source; }, () => {});
  }
});

/** Sets the pages anew at the size that the view or the window asks for. */
export function resize(given = {}) {
  look = { ...look, ...given };
  rescale(scaleFor(shown, look));
  resharpen();
}

new ResizeObserver(() => shown.length && resize()).observe(desk);

// ---- pictures

/** Has all pictures of an edition come, first those that are in sight: these are to be waited for. */
function inSight(section, scale) {
  const [top, bottom] = [desk.scrollTop - EDGE, desk.scrollTop + desk.clientHeight + EDGE];
  const images = { seen: [], unseen: [] };
  let at = 0;
  for (const each of all(".sheet", section)) {
    const height = each.style.getPropertyValue("--height") * scale;
    images[at + height > top && at < bottom ? "seen" : "unseen"].push(one("img", each));
    at += height + GAP;
  }
  const coming = [...images.seen, ...images.unseen].map((each) => decoded(each.dataset.source, each).catch(() => null));
  return coming.slice(0, images.seen.length);
}

// ---- which figures light up

/** Lights up every place of a fact, and marks those of facts that have changed. */
export function light(given) {
  lit = { ...lit, ...given };
  for (const each of all(".figures button", editions)) {
    each.classList.toggle("lit", each.dataset.key === lit.key);
    each.classList.toggle("changed", lit.changed.has(each.dataset.key));
    each.toggleAttribute("aria-current", each.dataset.key === lit.key);
  }
}

/** Leads to the first place of a fact; says whether there is one. */
export function leadTo(key, { focus = false } = {}) {
  const place = one(`.figures button[data-key="${CSS.escape(key)}"]`, editions);
  if (!place) return false;
  bringInSight(place);
  if (focus) moveTo(place);
  return true;
}

function bringInSight(place) {
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  place.scrollIntoView({ block: "center", inline: "nearest", behavior: smooth });
}

/** Leads to what a line of a file prints; says whether it prints here. */
export function leadToLine(path, number, { near = true } = {}) {
  const blocks = (shown.at(-1)?.edition.blocks ?? []).filter((each) => each.path === path);
  const sorted = blocks.sort((a, b) => a.line - b.line);
  const exact = sorted.find((each) => each.line === number);
  const found = exact ?? (near ? sorted.findLast((each) => each.line < number) ?? sorted[0] : undefined);
  if (!found) return false;
  const on = all(".edition", editions).at(-1).querySelector(`[data-page="${found.page}"] .marks`);
  const mark = placed("span", { class: "block" }, found.box);
  for (const each of all(".block", editions)) each.remove();
  on.append(mark);
  bringInSight(mark);
  return true;
}

/** The facts that are shown, in the order of the pages. */
export function factsShown() {
  const { figures, facts } = shown.at(-1)?.edition ?? { figures: [], facts: {} };
  return [...new Set(figures.map((each) => each.key))].map((key) => ({ key, ...facts[key] }));
}

export const isEmpty = () => !shown.some((each) => each.edition.pages.length);

// ---- the pointer and the keyboard

const buttonAt = (event) => event.target.closest(".figures button");

editions.addEventListener("click", (event) => {
  const button = buttonAt(event);
  if (button) opened(button.dataset.key);
});

editions.addEventListener("pointerover", (event) => {
  const key = buttonAt(event)?.dataset.key;
  for (const each of all(".figures button", editions)) each.classList.toggle("near", each.dataset.key === key);
});

/** While words are being selected, figures are not in the way. */
editions.addEventListener("pointerdown", (event) => {
  if (buttonAt(event)) return;
  editions.classList.add("selecting");
  addEventListener("pointerup", () => editions.classList.remove("selecting"), { once: true });
});

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

editions.addEventListener("keydown", (event) => {
  const button = buttonAt(event);
  if (!button || !(event.key in STEPS)) return;
  event.preventDefault();
  const around = all("button", button.parentElement);
  const at = around.indexOf(button) + STEPS[event.key];
  moveTo(around[Math.max(0, Math.min(around.length - 1, at))]);
});

function moveTo(button) {
  for (const each of all("button", button.parentElement)) each.tabIndex = each === button ? 0 : -1;
  button.focus();
}

/** Which figure has the focus, to give it back to the same one on the next page. */
function focused() {
  const button = document.activeElement?.closest?.(".figures button");
  if (!button) return null;
  const same = all(`button[data-key="${CSS.escape(button.dataset.key)}"]`, editions);
  return { key: button.dataset.key, at: same.indexOf(button) };
}

function refocus(place) {
  if (!place) return;
  const same = all(`button[data-key="${CSS.escape(place.key)}"]`, editions);
  const found = same[place.at] ?? same[0];
  if (found) moveTo(found);
  else desk.focus();
}
