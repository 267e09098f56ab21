// The preview: a page as it prints, on any day, with what is known of all that it says.

import { ask, Latest, unlessTold } from "./asking.js";
import * as bar from "./bar.js";
import * as changes from "./changes_panel.js";
import { one, settled } from "./dom.js";
import { edition, forget, getAhead } from "./editions.js";
import { listen } from "./events.js";
import * as facts from "./fact_panel.js";
import * as findings from "./findings_panel.js";
import * as panels from "./panels.js";
import * as places from "./places.js";
import * as player from "./player.js";
import * as search from "./search_panel.js";
import * as sheets from "./sheets.js";
import * as time from "./time_line.js";
import { differs, look, ofPage, onChange, PAGE, view } from "./view.js";
import { inWords, speak, word } from "./words.js";

const latest = new Latest();
let workspace = null;
let running = ""; // which page is under way
let laid = ""; // which page is on the desk
let failure = null; // why that one cannot be printed

// ---- the page

/** Shows the page of the view; while a handle is drawn, the one that is under way comes first. */
async function showPage({ sliding = false } = {}) {
  const name = wantedName();
  if (!workspace.briefings.length && workspace.state !== "good") return; // nothing could be read yet
  if (name === (running || laid) || (sliding && running)) return;
  running = name;
  makes(true);
  const signal = latest.begin();
  try {
    const told = await Promise.all(wanted().map((page) => edition(page, signal)));
    const done = await lay(told, signal);
    if (!signal.aborted) laid = done ? name : "";
  } catch (problem) {
    if (!signal.aborted) refuse(problem);
  }
  if (signal.aborted) return;
  running = "";
  makes(false);
  if (sliding && name !== wantedName()) showPage({ sliding });
}

let slow = 0;

/** A page that takes longer than one notices is said to be made; until then the last one stays. */
function makes(begun) {
  clearTimeout(slow);
  one(".desk").setAttribute("aria-busy", begun);
  if (begun) slow = setTimeout(() => { one(".making").hidden = false; }, 400);
  else one(".making").hidden = true;
}

const wantedName = () => JSON.stringify([wanted(), view().grey, view().facing]);

/** The pages that are wanted: one, or that of an earlier day before it. */
function wanted() {
  const { before } = view();
  return before ? [ofPage({ day: before }), ofPage()] : [ofPage()];
}

async function lay(told, signal) {
  if (signal.aborted) return false;
  const failed = told.find((each) => each.failure && !each.pages.length);
  if (failed) {
    tellBroken(failed.failure);
    return false;
  }
  const captions = told.length > 1 ? ["earlier", "later"] : [];
  const pages = told.map((each, n) => ({ edition: each, caption: captions[n] && { label: word(captions[n]), day: each.view.day } }));
  const done = await sheets.lay(pages, { grey: Boolean(view().grey), facing: Boolean(view().facing), zoom: view().zoom }, signal);
  if (done) shown(told.at(-1));
  return done;
}

let first = true;
const readTime = () => time.load().then(changes.render);

function shown(told) {
  const { day, known } = told.view;
  bar.place(told);
  time.place(day, known);
  failure = told.failure;
  tellState();
  if (first) readTime();
  first = false;
  changes.render();
  if (!view().fact) facts.render();
  if (workspace.state === "good") findings.begin(told.findings);
  say(view().before ? word("two_shown", { before: inWords(view().before), after: inWords(day) }) : word("shown", { day: inWords(day) }));
  player.shown();
  search.shown();
  lookAround();
}

const say = (words) => { one("#said").textContent = words; };

/** What may be looked at next is got when the page has been looked at for a moment. */
const lookAround = settled(60, () => {
  facts.load();
  findings.load();
  const days = view().before ? [] : time.neighbours();
  getAhead(days.map((day) => ofPage({ day })), sheets.fineness(), Boolean(view().grey));
});

// ---- what is broken

function refuse(problem) {
  laid = "";
  if (problem.findings?.length) tellBroken(problem.findings);
  else unlessTold(problem);
}

/** What is wrong with the workspace, or with a page that is shown all the same. */
function tellState() {
  if (workspace.state !== "good") tellBroken(workspace.findings);
  else if (failure) tellBroken(failure, "not_printable");
  else showNotice(false);
}

/** The last good page stays, marked as such, below what is to be mended. */
function tellBroken(found, head = "not_current") {
  one("#notice-title").textContent = word(sheets.isEmpty() ? "nothing_shown" : head);
  one(".notice .findings").replaceChildren(...found.map((each) => findings.finding(each)));
  showNotice(true);
  one(".desk").classList.toggle("stale", head === "not_current");
  findings.begin(found);
  say(`${one("#notice-title").textContent} ${found.map((each) => each.message).join(". ")}`);
}

/** The notice pushes in above the page, which stays where it is on the screen. */
function showNotice(shown) {
  const [notice, desk] = [one(".notice"), one(".desk")];
  const was = notice.offsetHeight;
  notice.hidden = !shown;
  desk.classList.remove("stale");
  desk.scrollTop += notice.offsetHeight - was;
}

// ---- the workspace

function settle(told) {
  workspace = told;
  bar.settle(workspace);
  places.settle(workspace);
  if (workspace.state !== "good") tellBroken(workspace.findings);
}

/** A state of the workspace: the page is made anew, in its place; a broken one leaves it. */
async function revised({ revision, state, findings: found }) {
  const isRead = revision === workspace.revision;
  workspace = { ...workspace, revision, state, findings: found };
  if (isRead || state !== "good") return tellState();
  forget();
  [running, laid] = ["", ""];
  await showPage();
  await Promise.all([ask("workspace").then(settle), readTime(), changes.load(), findings.load({ anew: true }), search.load()]);
}

function connected(there) {
  one(".lost").hidden = there;
  if (there) ask("workspace").then(revised).then(() => showPage()).catch(unlessTold);
}

function ended() {
  one(".lost").dataset.word = "ended";
  one(".lost").textContent = word("ended");
  one(".lost").hidden = false;
}

// ---- the view

onChange(async (now, was, sliding) => {
  document.documentElement.dataset.theme = now.theme;
  if (differs(was, ["ui"])) {
    await respeak();
    facts.load();
  }
  panels.render();
  bar.render();
  time.render();
  if (differs(was, ["zoom", "facing"])) sheets.resize({ zoom: now.zoom });
  if (differs(was, ["fact"])) sheets.light({ key: now.fact });
  showPage({ sliding });
  if (differs(was, ["briefing", "row", "lang", "known"])) readTime();
  if (differs(was, PAGE)) readChanges();
  else if (differs(was, ["fact"])) facts.load();
  if (differs(was, ["panel"])) findings.load();
  if (differs(was, ["panel"])) changes.render();
});

const readChanges = settled(80, () => changes.load());

/** The interface in the language of the address, of the browser, or in English. */
async function respeak() {
  const spoken = workspace?.ui ?? ["en", "fr"];
  const asked = [view().ui, ...navigator.languages.map((each) => each.slice(0, 2)), "en"];
  await speak(asked.find((each) => spoken.includes(each)));
  for (const each of [facts, changes, findings, search, time, bar]) each.render();
}

// ---- the keyboard

const typing = (target) => target.matches("input, select, textarea") && target.type !== "range";
const ACTS = {
  "/": () => search.focus(),
  "+": () => bar.zoom(1),
  "-": () => bar.zoom(-1),
  0: () => look({ zoom: "" }, { kept: false }),
  Escape: () => panels.isSheet() && panels.openPanel() && panels.show(""),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && event.key !== "Escape")) return;
  if (!(event.key in ACTS)) return;
  if (event.key !== "Escape") event.preventDefault();
  ACTS[event.key]();
});

// ---- the beginning

sheets.onOpen((key) => facts.open(key));
time.onHappened(() => panels.show("changes"));

document.documentElement.dataset.theme = view().theme;
sheets.light({ key: view().fact });
const [found] = await Promise.all([ask("workspace"), respeak(), document.fonts.load('1rem "Asof Sans"')]);
settle(found);
panels.render();
showPage();
changes.load();
listen({ revision: revised, findings: () => findings.load({ anew: true }), connected, ended });
