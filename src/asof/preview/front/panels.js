// The panels beside the page, one at a time, under tabs; on a telephone a sheet over the page.

import { one } from "./dom.js";
import { look, view } from "./view.js";

const NAMES = ["figures", "changes", "findings", "search"];
const tab = (name) => one(`#tab-${name}`);
export const panel = (name) => one(`#panel-${name}`);

const aside = one(".panels");
const narrow = matchMedia("(max-width: 56rem)");
const left = {}; // where each was scrolled to
let shown = "";

/** Which panel stands open: beside the page always one. */
export const openPanel = () => view().panel || (narrow.matches ? "" : "figures");

/** Shows the panel that the address names, where it was left. */
export function render() {
  const open = openPanel();
  if (shown) left[shown] = panel(shown).scrollTop;
  for (const name of NAMES) {
    panel(name).hidden = name !== open;
    tab(name).setAttribute("aria-selected", name === open);
    tab(name).tabIndex = name === (open || "figures") ? 0 : -1;
  }
  aside.classList.toggle("open", Boolean(open));
  if (open && open !== shown) panel(open).scrollTop = left[open] ?? 0;
  shown = open;
}

export function show(name, changes = {}) {
  look({ ...changes, panel: name }, { kept: false });
}

/** How many things a panel tells, beside its name. */
export function count(name, number, grave = false) {
  const told = one(".count", tab(name));
  told.hidden = !number;
  told.textContent = number || "";
  told.classList.toggle("grave", grave);
}

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

for (const name of NAMES) {
  tab(name).addEventListener("click", () => show(narrow.matches && openPanel() === name ? "" : name));
  tab(name).addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const next = NAMES.at((NAMES.indexOf(name) + STEPS[event.key]) % NAMES.length);
    show(next);
    tab(next).focus();
  });
}

one(".close", aside).addEventListener("click", () => {
  const from = openPanel();
  show("");
  tab(from || "figures").focus();
});

narrow.addEventListener("change", render);

/** Whether the panels lie over the page. */
export const isSheet = () => narrow.matches;
