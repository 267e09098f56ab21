// What changed on the day; where two days stand side by side, between them.

import { ask, Latest, unlessTold } from "./asking.js";
import { make } from "./dom.js";
import { open } from "./fact_panel.js";
import { count, openPanel, panel } from "./panels.js";
import { light } from "./sheets.js";
import { changesOn, nextChange, numberOn, previousChange, shownDay, timeline, toChange, unlisted } from "./time_line.js";
import { ofPage, view } from "./view.js";
import { counted, inWords, word } from "./words.js";

const within = panel("changes");
const latest = new Latest();
let between = null;

/** Reads what changed between two days, where two are shown. */
export async function load() {
  const { before } = view();
  if (before) {
    const told = await ask("compare", { ...ofPage(), before }, latest.begin()).catch(unlessTold);
    if (!told) return;
    between = { ...told, changes: told.changes.map(asOnADay) };
  } else {
    latest.begin();
    between = null;
  }
  render();
}

/** A change between two days in the form of one on a day. */
const asOnADay = (each) => ({ ...each, before: each.before?.text ?? "", after: each.after?.text ?? "" });

/** Shows the changes, and marks those of this page on it. */
export function render() {
  const changes = between?.changes ?? changesOn(shownDay());
  const ours = changes.filter((each) => between || each.here);
  light({ changed: new Set(isMarked() ? ours.map((each) => each.key) : []) });
  count("changes", between ? ours.length : numberOn(shownDay()).ours);
  within.replaceChildren(make("h2", {}, head()), ...(changes.length ? told(changes, ours) : [none()]), ...(between ? [] : [onward(), leftOut()].filter(Boolean)));
}

/** Whether changes are marked on the page: where somebody looks at them, or goes through the days. */
const isMarked = () => between || view().day || openPanel() === "changes";

const head = () =>
  between
    ? word("changes_between", { before: inWords(between.before.as_of), after: inWords(between.after.as_of) })
    : shownDay() ? word("changes_on", { day: inWords(shownDay()) }) : word("changes");

const none = () => make("p", { class: "quiet" }, word(between || timeline().isRead ? "no_change" : "judging"));

function told(changes, ours) {
  const others = changes.filter((each) => !ours.includes(each));
  const more = between ? { ours: 0, others: 0 } : unlisted(shownDay());
  const elsewhere = others.length + more.others;
  return [
    ours.length ? list(ours, more.ours) : make("p", { class: "quiet" }, word("no_change_here")),
    elsewhere ? make("details", {}, make("summary", {}, counted("changes_elsewhere", elsewhere)), list(others, more.others)) : null,
  ].filter(Boolean);
}

const list = (those, more) =>
  make("ul", { class: "entries" }, those.map((each) => make("li", {}, change(each))),
    more ? make("li", { class: "quiet" }, counted("changes_unlisted", more)) : null);

/** That not all facts could be looked at for the time line. */
function leftOut() {
  const number = timeline().left_out;
  return number ? make("p", { class: "quiet" }, counted("left_out", number)) : null;
}

function change({ key, label, change: sort, before, after, why }) {
  return make("button", { type: "button", class: "entry change", click: () => open(key) },
    make("span", { class: "name" }, label, make("span", { class: "quiet sort" }, word(sort))),
    make("span", { class: "value" }, before ? [make("del", {}, before), make("span", { class: "to" }, " → ")] : null, make("ins", {}, after)),
    why ? make("span", { class: "quiet" }, why) : null);
}

function onward() {
  const step = (key, day) => day && make("button", { type: "button", class: "link", click: () => toChange(day) }, word("of_name", { name: word(key), value: inWords(day) }));
  return make("p", { class: "onward" }, step("previous_change", previousChange()), step("next_change", nextChange()));
}
