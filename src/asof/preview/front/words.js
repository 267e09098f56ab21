// What the interface says, in its own language, and days as that language writes them.

import { ask } from "./asking.js";
import { all } from "./dom.js";

let words = {};
let tag = "en";

/** Reads the words of a language and puts them where the page names them. */
export async function speak(ui) {
  ({ words } = await ask("words", { ui }));
  tag = ui === "en" ? "en-CA" : ui === "fr" ? "fr-CA" : ui;
  document.documentElement.lang = ui;
  put();
}

/** The language that the interface speaks. */
export const ours = () => document.documentElement.lang;

function put() {
  for (const each of all("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of all("[data-label]")) label(each, each.dataset.label);
  for (const each of all("[data-placeholder]")) each.placeholder = word(each.dataset.placeholder);
}

/** Names an element that shows no words: to a voice, and to whoever points at it. */
export function label(element, key) {
  element.dataset.label = key;
  element.setAttribute("aria-label", word(key));
  if (element.tagName === "BUTTON") element.title = word(key);
}

export const word = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

/** One phrase for one and another for more, as the language counts: changes_one, changes_other. */
export function counted(key, number) {
  const form = new Intl.PluralRules(tag).select(number);
  const chosen = `${key}_${form}` in words ? form : "other";
  return word(`${key}_${chosen}`, { number: number.toLocaleString(tag) });
}

const written = (options) => (day) =>
  ordinal(new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options }).format(new Date(`${day}T00:00:00Z`)));

/** The first of a month is an ordinal in French, which browsers do not know. */
const ordinal = (day) => (ours() === "fr" ? day.replace(/^1(?=\s)/, "1er") : day);

export const inWords = written({ dateStyle: "long" });
export const monthName = written({ month: "short" });
export const inShort = written({ dateStyle: "medium" });

export const spelled = (number) => number.toLocaleString(tag, { maximumFractionDigits: 6 });

/** The name of a language in itself: English (Canada), français (Canada). */
export const ownName = (of) => {
  const name = new Intl.DisplayNames(of, { type: "language", languageDisplay: "standard" }).of(of);
  return name.charAt(0).toLocaleUpperCase(of) + name.slice(1);
};

/** Of a text in several languages the one of the interface, else the first. */
export function inOurs(texts) {
  const key = Object.keys(texts).find((each) => each.split("-")[0] === ours());
  return texts[key] || Object.values(texts).find(Boolean) || "";
}
