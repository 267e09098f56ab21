// What is known of a figure; where none is opened, the figures of the page.

import { ask, Latest, Refused, unlessTold } from "./asking.js";
import { make, one } from "./dom.js";
import { panel, show } from "./panels.js";
import { placeLink } from "./places.js";
import { factsShown, isEmpty, leadTo } from "./sheets.js";
import { stepChart } from "./step_chart.js";
import { shownDay } from "./time_line.js";
import { look, ofPage, view } from "./view.js";
import { counted, inShort, inWords, ours, spelled, word } from "./words.js";

const within = panel("figures");
const latest = new Latest();
const latestUses = new Latest();
let told = null;
let uses = null;
let usesAsked = false;

/** Opens a figure, beside every place on the page that prints it. */
export const open = (fact) => show("figures", { fact });

/** Reads again what is shown: another figure, day or language, or another state of the workspace. */
export async function load() {
  const { fact } = view();
  if (told?.key !== fact) [told, uses] = [null, null];
  if (!fact) return render();
  if (!told) render();
  const found = await ask("fact", { key: fact, ...ofPage(), ui: ours() }, latest.begin()).catch(nothing);
  if (!found || fact !== view().fact) return;
  told = found;
  render();
  if (usesAsked) await loadUses();
}

/** A figure that is not there any more is closed; what went wrong otherwise is told elsewhere. */
function nothing(problem) {
  if (problem instanceof Refused) look({ fact: "" }, { kept: false });
  else unlessTold(problem);
}

/** Where the fact is used is looked for when somebody asks: every edition is looked into. */
async function loadUses() {
  const key = view().fact;
  const found = await ask("uses", { key, ...ofPage() }, latestUses.begin()).catch(() => null);
  if (!found || key !== view().fact) return;
  uses = found;
  render();
}

/** Shows it; who had the focus on a part of it has it on the same part after. */
export function render() {
  const { fact } = view();
  const content = !fact ? listed() : told ? opened() : waiting(fact);
  const [open, name] = [Boolean(fact), document.activeElement?.dataset?.part];
  within.replaceChildren(...content);
  within.classList.toggle("opened", open);
  if (name) one(`[data-part="${name}"]`, within)?.focus();
}

// ---- the list

function listed() {
  const rows = factsShown().map(({ key, label, text, standing }) =>
    make("li", {}, make("button", { type: "button", class: "entry", "data-part": key, click: () => open(key) },
      make("span", { class: "name" }, label), make("span", { class: "value" }, text), sure(standing))));
  return [
    make("h2", { class: "unseen" }, word("figures_on_page")),
    rows.length ? make("ol", { class: "entries" }, rows) : make("p", { class: "quiet" }, isEmpty() ? "" : word("no_figures")),
  ];
}

/** How much a figure can be relied on, where that is not as usual. */
export const sure = (standing) =>
  standing === "current" ? null : make("span", { class: `standing ${standing}` }, word(standing));

// ---- one figure

const back = () =>
  make("button", { type: "button", class: "back", "data-part": "back", click: close }, word("all_figures"));

function close() {
  const key = view().fact;
  look({ fact: "" }, { kept: false });
  one(`[data-part="${CSS.escape(key)}"]`, within)?.focus();
}

const waiting = (key) => [back(), make("p", { class: "quiet" }, make("code", {}, key))];

function opened() {
  return [
    back(),
    make("h2", { class: "label" }, told.label),
    make("p", { class: "quiet key" }, make("code", {}, told.key), " ", told.place ? placeLink(told.place) : null),
    make("p", { class: "reading-of" }, told.text || word("nothing_known")),
    standing(),
    stepChart({ label: told.label, steps: told.steps, day: shownDay() }),
    terms(),
    sources(),
    parts(),
    observations(),
    remarks(),
    make("div", { class: "actions" }, make("button", { type: "button", class: "plain", click: () => leadTo(told.key, { focus: true }) }, word("show_on_page"))),
    usesOf(),
  ].flat().filter(Boolean);
}

function standing() {
  const stale = told.standing === "stale" || !told.stale_on ? "" : word("stale_on", { day: inWords(told.stale_on) });
  return make("p", {}, make("span", { class: `standing ${told.standing}` }, word(told.standing)), stale ? make("span", { class: "quiet" }, ` – ${stale}`) : null);
}

function terms() {
  const bounds = [told.low, told.high].map((each) => (typeof each === "number" ? spelled(each) : "…"));
  const hedged = (typeof told.low === "number" || typeof told.high === "number") && told.low !== told.high;
  const rows = [
    ["bounds", hedged ? bounds.join(" – ") : ""],
    ["unit", told.unit],
    ["counts", told.counts],
    ["on", told.time],
    ["reported", told.reported && inWords(told.reported)],
    ["supported", told.supported !== told.reported && told.supported && inWords(told.supported)],
    ["review_in", told.review_in],
  ];
  return make("dl", {}, rows.filter(([, value]) => value).map(([key, value]) =>
    make("div", {}, make("dt", {}, word(key)), make("dd", {}, value))));
}

const section = (name, ...content) => make("section", { class: name }, make("h3", {}, word(name)), content);

function sources() {
  const [standing, others] = [true, false].map((stands) => told.sources.filter((each) => each.stands === stands));
  return [
    standing.length ? section("sources", make("ul", { class: "entries" }, standing.map(source))) : null,
    others.length ? make("details", { class: "sources" }, make("summary", {}, counted("other_sources", others.length)), make("ul", { class: "entries" }, others.map(source))) : null,
  ];
}

function source({ title, publisher, published, part, note, url, place }) {
  const name = url ? make("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, title) : title;
  const about = [publisher, published, part].filter(Boolean).join(", ");
  return make("li", {}, make("span", { class: "name" }, name), make("span", { class: "quiet" }, about),
    note ? make("span", { class: "remark" }, note) : null, place ? placeLink(place) : null);
}

const opener = (key) => make("button", { type: "button", class: "link", click: () => open(key) }, key);

function parts() {
  if (!told.derived && !told.parts.length) return null;
  return section("computed", told.derived ? make("p", {}, make("code", {}, told.derived)) : null,
    make("ul", { class: "inline" }, told.parts.map((key) => make("li", {}, opener(key)))));
}

function observations() {
  if (!told.observations.length) return null;
  return section("observations", make("ol", { class: "entries observations" }, told.observations.toReversed().map(observation)));
}

/** A line of the fact's file: what it says, when it was true and reported, and what became of it. */
function observation({ value, text, state, time, reported, place, by, reason }) {
  const dates = [time, word("reported_on", { day: inShort(reported) })].filter(Boolean).join(" · ");
  return make("li", { class: state },
    make("span", { class: "value" }, text || value || word("none")),
    make("span", { class: `standing ${state}` }, word(`state_${state}`)),
    make("span", { class: "quiet" }, dates),
    [by, reason].filter(Boolean).map((each) => make("span", { class: "remark" }, each)),
    place ? placeLink(place) : null);
}

function remarks() {
  const texts = [told.remarks ?? []].flat();
  return texts.length ? section("remarks", ...texts.map((each) => make("p", {}, each))) : null;
}

// ---- where it is used

function usesOf() {
  const content = !usesAsked ? [] : uses ? used() : [make("p", { class: "quiet" }, word("judging"))];
  return make("details", { class: "uses", open: usesAsked, toggle: askUses }, make("summary", { "data-part": "uses" }, word("uses")), content);
}

function askUses({ currentTarget: { open: asked } }) {
  if (asked === usesAsked) return;
  usesAsked = asked;
  if (asked && !uses) loadUses();
}

function used() {
  const { prints, formulas, would_change: change } = uses;
  const facts = (keys) => (keys.length ? make("ul", { class: "inline" }, keys.map((key) => make("li", {}, opener(key)))) : null);
  return [
    prints.length ? section("prints_where", editionsOf(prints)) : null,
    formulas.length ? section("formulas", facts(formulas)) : null,
    change.facts.length || change.editions.length ? section("would_change", facts(change.facts), editionsOf(change.editions)) : null,
  ].filter(Boolean);
}

const editionsOf = (those) =>
  make("ul", { class: "inline" }, those.map((each) => make("li", {}, make("button", { type: "button", class: "link", click: () => goTo(each) },
    [each.briefing, each.row, each.lang].filter(Boolean).join(" · ")))));

const goTo = ({ briefing, row, lang }) => look({ briefing, row: row ?? "", lang, day: shownDay() });
