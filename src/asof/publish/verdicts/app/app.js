// The page that answers a code: typed, scanned, or behind the address of the site.

import { answerTo } from "./answer.js";
import { LENGTH, readCode } from "./code.js";
import { show } from "./view.js";

const ROOT = new URL("../", import.meta.url);
const page = document.querySelector("[data-verdict]");
const form = page.querySelector("form");
const field = form.elements.code;
const answer = page.querySelector("[data-answer]");
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
  const last = decodeURIComponent(location.pathname).split("/").filter(Boolean).at(-1) ?? "";
  return page.dataset.code || given || ("lost" in page.dataset && looksLikeCode(last) ? last : "");
}

// Whether the end of an address is meant as a code: of a code's length, or nearly.
function looksLikeCode(text) {
  const read = readCode(text);
  return Boolean(read.code) || read.wrong === "check" || (read.wrong === "length" && Math.abs(read.number - LENGTH) < 3);
}

async function answered(typed) {
  answer.setAttribute("aria-busy", "true");
  const focus = await looked(typed);
  answer.setAttribute("aria-busy", "false");
  return focus;
}

async function looked(typed) {
  const words = await wordsOf(page.dataset.lang);
  status.textContent = words.verdict_loading;
  try {
    const told = await answerTo(typed, load);
    const spoken = await wordsOf(told.lang ?? page.dataset.lang);
    told.tag ??= page.lang || document.documentElement.lang;
    relabelled(told, spoken);
    told.wanted = LENGTH;
    status.textContent = "";
    return show(answer, told, spoken, ROOT);
  } catch {
    status.textContent = words.verdict_failed;
    return status;
  }
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
  const typed = field.value.trim();
  if (!typed) return field.focus();
  const address = new URL(`${page.dataset.lang}/verify/`, ROOT);
  address.searchParams.set("code", typed);
  history.replaceState(null, "", address);
  (await answered(typed)).focus();
});

const first = asked();
if (first) {
  page.querySelector("[data-lost-note]")?.remove();
  field.value = first;
  await answered(first);
}
if (location.hash.length > 20) page.querySelector("[data-seal]").hidden = false;

// ---- offline

// All that answers a code is kept for use offline once this page has been loaded.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", async ({ data }) => {
    if (data !== "ready") return;
    const ready = page.querySelector("[data-ready]");
    ready.textContent = (await wordsOf(page.dataset.lang)).verdict_ready;
  });
  await navigator.serviceWorker.register(new URL("sw.js", ROOT), { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const looks = performance.getEntriesByType("resource").map((each) => each.name);
  active.postMessage({ keep: looks.filter((name) => name.startsWith(ROOT.href)) });
}
