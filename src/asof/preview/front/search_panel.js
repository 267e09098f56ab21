// Ask the page: facts, texts and sources that hold the words, each leading to its place.

import { ask, Latest, unlessTold } from "./asking.js";
import { make, one, settled } from "./dom.js";
import { open, sure } from "./fact_panel.js";
import { openPanel, panel, show } from "./panels.js";
import { placeLink } from "./places.js";
import { leadTo, leadToLine } from "./sheets.js";
import { look, ofPage, view } from "./view.js";
import { counted, word } from "./words.js";

const field = one("#ask");
const within = panel("search");
const latest = new Latest();
let found = null;
let before = "";

const search = settled(120, async () => {
  const q = field.value.trim();
  if (!q) return clear();
  const told = await ask("search", { q, ...ofPage() }, latest.begin()).catch(unlessTold);
  if (!told) return;
  found = told;
  render();
  one("#said").textContent = one(".found", within).textContent;
});

function clear() {
  latest.begin();
  found = null;
  render();
}

/** Asks again: another page, or another state of the workspace. */
export const load = () => field.value.trim() && openPanel() === "search" && search();

export function render() {
  within.replaceChildren(make("h2", { class: "unseen" }, word("search")), ...(found ? results() : [make("p", { class: "quiet" }, word("ask_how"))]));
}

function results() {
  const { facts, texts, sources } = found;
  const number = facts.length + texts.length + sources.length;
  return [
    make("p", { class: "found quiet" }, number ? counted("results", number) : word("search_none")),
    group("figures", facts.map(fact)),
    group("texts", texts.map(text)),
    group("sources", sources.map(source)),
  ].filter(Boolean);
}

const group = (key, rows) =>
  rows.length ? make("section", {}, make("h3", {}, word(key)), make("ul", { class: "entries" }, rows)) : null;

const fact = ({ key, label, text, standing }) =>
  make("li", {}, make("button", { type: "button", class: "entry", click: () => follow(key) },
    make("span", { class: "name" }, label), make("span", { class: "value" }, text), sure(standing)));

function follow(key) {
  open(key);
  leadTo(key);
}

const text = ({ briefing, text: words, place }) =>
  make("li", {}, make("button", { type: "button", class: "entry", click: () => toText(briefing, place) },
    make("span", { class: "quiet" }, briefing), make("span", { class: "value" }, words)), placeLink(place));

/** A text of another briefing is shown there, and its place once its page has come. */
function toText(briefing, place) {
  if (leadToLine(place.path, place.line)) return;
  awaited = place;
  if (briefing !== view().briefing) look({ briefing, row: "", day: "" });
}

let awaited = null;

/** A page has come: the place that was asked for is shown on it. */
export function shown() {
  if (awaited && leadToLine(awaited.path, awaited.line)) awaited = null;
}

const source = ({ id, title, place }) =>
  make("li", {}, make("span", { class: "name" }, title), make("code", { class: "quiet" }, id), placeLink(place));

field.addEventListener("input", () => {
  if (field.value.trim() && openPanel() !== "search") {
    before = openPanel();
    show("search");
  }
  search();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !field.value) field.blur();
  if (event.key === "Escape" && field.value && before) show(before);
});

export function focus() {
  field.focus();
  field.select();
}
