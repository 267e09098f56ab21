// What `check` finds, the gravest first; each finding leads to its place on the page and in its file.

import { ask, Latest, unlessTold } from "./asking.js";
import { make } from "./dom.js";
import { count, openPanel, panel } from "./panels.js";
import { placeLink } from "./places.js";
import { leadTo, leadToLine } from "./sheets.js";
import { ofPage } from "./view.js";
import { counted, word } from "./words.js";

const SEVERITIES = ["error", "warning", "note"];
const within = panel("findings");
const latest = new Latest();
let found = [];
let waiting = true;
let asked = "";

/** Shows at once what the edition on the desk brings with it; the rest comes when it is judged. */
export function begin(findings) {
  [found, waiting, asked] = [findings, true, ""];
  latest.begin();
  render();
}

/** Judges the workspace for the day, where somebody looks or what is known has changed. */
export async function load({ anew = false } = {}) {
  const page = JSON.stringify(ofPage());
  if (!anew && (asked === page || openPanel() !== "findings")) return;
  const told = await ask("findings", ofPage(), latest.begin()).catch(unlessTold);
  if (!told) return;
  [found, waiting, asked] = [told.findings, false, page];
  render();
}

export function render() {
  const grave = found.some((each) => each.severity === "error");
  count("findings", found.filter((each) => each.severity !== "note").length, grave);
  const groups = SEVERITIES.map((severity) => [severity, found.filter((each) => each.severity === severity)]);
  const told = groups.filter(([, those]) => those.length).flatMap(([severity, those]) => group(severity, those));
  const empty = make("p", { class: "quiet" }, word(waiting ? "judging" : "no_findings"));
  within.replaceChildren(make("h2", { class: "unseen" }, word("findings")), ...(told.length ? told : [empty]));
}

const group = (severity, those) => [
  make("h3", { class: `severity ${severity}` }, counted(severity, those.length)),
  make("ul", { class: "findings" }, those.map((each) => finding(each, true))),
];

/** A finding with its place, and what leads to it on the page. */
export function finding(each, leads = false) {
  return make("li", { class: each.severity },
    make("p", { class: "message" }, each.message),
    each.hint ? make("p", { class: "hint" }, each.hint) : null,
    make("p", { class: "where" }, each.path ? placeLink(each) : null, leads && (each.fact || each.path) ? onPage(each) : null));
}

function onPage(each) {
  const act = ({ currentTarget }) => {
    const there = leadToLine(each.path, each.line, { near: false }) || (each.fact && leadTo(each.fact)) || leadToLine(each.path, each.line);
    if (!there) currentTarget.replaceWith(make("span", { class: "quiet" }, word("not_on_page")));
  };
  return make("button", { type: "button", class: "link", click: act }, word("show_on_page"));
}
