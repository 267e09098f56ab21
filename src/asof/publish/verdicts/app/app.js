// The page that answers a code: typed, scanned, or behind the address of the site.

import { answerTo } from "./answer.js";
import { LENGTH, readCode } from "./code.js";
import { element, show } from "./view.js";

const ROOT = new URL("../", import.meta.url);
const page = document.querySelector("[data-verdict]");
const form = page.querySelector("form");
const field = form.elements.code;
const answer = page.querySelector("[data-answer]");
const ready = page.querySelector("[data-ready]");
const status = page.querySelector("[data-status]");

async function load(path) {
  const response = await fetch(new URL(path, ROOT), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const kept = response.headers.get("x-asof-kept") !== null;
  const checked = new Date(response.headers.get("date") ?? Date.now()).toISOString();
  return { value: await response.json(), kept, checked };
}

// What this page is asked: by its own address, or by a field of it.
function asked() {
  const given = new URLSearchParams(location.search).get("code");
  const last = lastPart(location.pathname);
  return page.dataset.code || given || ("lost" in page.dataset && looksLikeCode(last) ? last : "");
}

// The code of an address that is given whole: what stands last in it, before a seal.
function lastPart(address) {
  const last = address.split("#")[0].split(/[/=]/).filter(Boolean).at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

// The page for what is not found is none any more, once it has a code to answer.
function found() {
  if (!("lost" in page.dataset)) return;
  page.querySelector("[data-lost-note]").remove();
  const below = page.querySelector("h2[data-word]");
  below.replaceWith(element("h1", { "data-word": below.dataset.word }, below.textContent));
}

// Whether the end of an address is meant as a code: of a code's length, or nearly.
function looksLikeCode(text) {
  const read = readCode(text);
  return Boolean(read.code) || read.wrong === "check" || (read.wrong === "length" && Math.abs(read.number - LENGTH) < 3);
}

let turns = 0;

// Answers a code, and gives what is to be read first. What was answered of another code goes at once.
async function answered(typed) {
  const turn = ++turns;
  if (typed !== page.dataset.code) answer.replaceChildren();
  answer.setAttribute("aria-busy", "true");
  status.textContent = status.dataset.loading;
  const looked = await lookedUp(typed);
  if (turn !== turns) return status;
  answer.setAttribute("aria-busy", "false");
  status.textContent = looked ? "" : status.dataset.failed;
  return looked ? shown(...looked) : status;
}

async function lookedUp(typed) {
  try {
    const told = await answerTo(typed, load);
    return [told, await wordsOf(told.lang ?? page.dataset.lang)];
  } catch {
    return null;
  }
}

function shown(told, words) {
  told.tag ??= page.lang || document.documentElement.lang;
  told.wanted = LENGTH;
  relabelled(told, words);
  const head = show(answer, told, words, ROOT);
  document.title = `${head.textContent} – ${words.verdict_title}`;
  return head;
}

// The page in the language of the edition that a code is of, wherever it was typed.
function relabelled(told, words) {
  page.lang = told.tag;
  page.dataset.lang = told.lang ?? page.dataset.lang;
  page.querySelectorAll("[data-word]").forEach((each) => (each.textContent = words[each.dataset.word]));
}

async function wordsOf(lang) {
  return (await load(`verify/words/${lang}.json`)).value;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = lastPart(field.value.trim());
  if (!typed) return field.focus();
  const address = new URL(`${page.dataset.lang}/verify/`, ROOT);
  address.searchParams.set("code", typed);
  history.replaceState(null, "", address);
  (await answered(typed)).focus();
});

const first = asked();
if (first) {
  found();
  field.value = first;
  await answered(lastPart(first));
}
if (location.hash.length > 20) page.querySelector("[data-seal]").hidden = false;

// ---- offline

// All that answers a code is kept for use offline once this page has been loaded.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", async ({ data }) => {
    if (data === "ready") ready.textContent = (await wordsOf(page.dataset.lang)).verdict_ready;
  });
  await navigator.serviceWorker.register(new URL("sw.js", ROOT), { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const looks = performance.getEntriesByType("resource").map((each) => each.name);
  active.postMessage({ keep: looks.filter((name) => name.startsWith(ROOT.href)) });
}
