// The bar: which page is looked at, and how.

import { all, make, offer, one } from "./dom.js";
import { look, ofPage, view } from "./view.js";
import { inOurs, ownName, word } from "./words.js";

const field = (name) => one(`[name="${name}"]`);
const ZOOMS = ["width", "page", "full"];
const THEMES = ["", "light", "dark"];
const KEYS = [
  ["/", "key_search"], ["← →", "key_day"], ["Page ↑ ↓", "key_change"], ["Home End", "key_ends"], ["Tab, ← →", "key_figures"],
  ["+ − 0", "key_zoom"], ["Esc", "key_close"],
];

let workspace = null;
let resolved = {};
let printed = {}; // the title of the page on the desk, and which document that was asked for as

const asked = () => JSON.stringify(["briefing", "row", "lang"].map((name) => ofPage()[name]));

/** The title of a briefing; of one whose title is filled in, that on the page once it is looked at. */
const titleOf = (each) =>
  (each.filled && each.name === resolved.briefing && asked() === printed.asked && printed.title) || inOurs(each.title);

/** What there is to choose from. */
export function settle(told) {
  workspace = told;
  render();
}

/** What the page on the desk was made as, and its title. */
export function place({ view: made, title }) {
  resolved = made;
  printed = { title, asked: asked() };
  render();
}

/** The briefing of the view: a command line may name it with its row, which the page then resolves. */
const briefing = () =>
  [view().briefing, resolved.briefing].map((name) => workspace.briefings.find((each) => each.name === name)).find(Boolean) ?? workspace.briefings[0];

export function render() {
  if (!workspace) return;
  const now = briefing();
  one("#title").textContent = inOurs(workspace.title);
  document.title = now ? `${titleOf(now)} – ${inOurs(workspace.title)}` : inOurs(workspace.title);
  choose("briefing", workspace.briefings.map((each) => [each.name, titleOf(each)]), now?.name ?? "");
  choose("row", (now?.rows ?? []).map((each) => [each.name, inOurs(each.title) || each.name]), view().row || resolved.row || "");
  field("row").closest("label").hidden = !now?.rows?.length;
  choose("lang", workspace.languages.map((each) => [each, ownName(each)]), workspace.languages.includes(view().lang) ? view().lang : resolved.lang);
  field("lang").closest("label").hidden = workspace.languages.length < 2;
  renderForm();
  renderScreen();
}

function renderForm() {
  for (const [name, values] of [["profile", workspace.profiles], ["paper", workspace.papers], ["sides", workspace.sides]]) {
    choose(name, values.map((each) => [each, word(`${name}_${each}`)]), view()[name] || resolved[name] || workspace.defaults[name] || values[0]);
  }
  choose("zoom", ZOOMS.map((each) => [each, word(`zoom_${each}`)]), view().zoom || "width");
  for (const name of ["grey", "facing"]) field(name).checked = Boolean(view()[name]);
  one("#form-told").textContent = ["profile", "paper"].map((name) => selected(name)).join(", ");
}

function renderScreen() {
  choose("ui", workspace.ui.map((each) => [each, ownName(each)]), document.documentElement.lang);
  choose("theme", THEMES.map((each) => [each, word(`theme_${each || "system"}`)]), view().theme);
  one("#screen-told").textContent = selected("ui");
  one(".keys").replaceChildren(...KEYS.map(([keys, told]) => make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, word(told)))));
}

const choose = (name, options, chosen) => offer(field(name), options, chosen);
const selected = (name) => field(name).selectedOptions[0]?.textContent ?? "";

const ANEW = { // what else a choice changes
  briefing: () => ({ row: "", day: "", known: "", before: "" }),
  row: () => ({ briefing: briefing().name }),
};

for (const select of all("select").filter((each) => each.name !== "clock")) {
  select.addEventListener("change", () => look({ ...ANEW[select.name]?.(), [select.name]: select.value }));
}
for (const name of ["grey", "facing"]) {
  field(name).addEventListener("change", () => look({ [name]: field(name).checked ? "1" : "" }));
}

/** The next larger or smaller size. */
export function zoom(by) {
  const sizes = ["page", "width", "full"];
  const at = sizes.indexOf(view().zoom || "width");
  look({ zoom: sizes[Math.max(0, Math.min(sizes.length - 1, at + by))] }, { kept: false });
}
