// The search of a site: over its briefings, their words and its figures, in the browser.
"use strict";

(() => {
  const form = document.querySelector("form.search");
  if (!form || !window.fetch) return;
  form.hidden = false;
  document.querySelector(".search-script").hidden = true;
  const input = form.querySelector("input");
  const told = form.querySelector(".search-told");
  const list = form.querySelector(".search-results");
  const MOST = 30;
  const HEAVIER = 20; // a word in a name counts as much as so many in a text
  let index = null;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const load = () => {
    index ??= fetch(form.dataset.index)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((found) => found[form.dataset.lang] ?? [])
      .then((entries) => entries.map((each) => ({ ...each, name: plain(each.title), words: plain(`${each.about ?? ""} ${each.text ?? ""}`) })))
      .catch(() => { index = null; return null; });
    return index;
  };

  const times = (text, word) => text.split(word).length - 1;
  const weight = (entry, words) => {
    const each = words.map((word) => HEAVIER * times(entry.name, word) + times(entry.words, word));
    return each.every(Boolean) ? each.reduce((sum, one) => sum + one) : 0;
  };

  const shown = (entry) => {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = new URL(entry.path, new URL(form.dataset.index, location.href)).href;
    link.textContent = entry.title;
    if (entry.about) {
      const about = item.appendChild(document.createElement("span"));
      about.className = "quiet";
      about.textContent = ` – ${entry.about}`;
    }
    return item;
  };

  let asked = 0;
  const search = async () => {
    const mine = ++asked;
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const entries = words.length ? await load() : [];
    if (mine !== asked) return;
    if (entries === null) {
      told.textContent = form.dataset.failed;
      list.replaceChildren();
      return;
    }
    const found = entries
      .map((entry) => [weight(entry, words), entry])
      .filter(([much]) => words.length && much > 0)
      .sort(([one], [other]) => other - one);
    told.textContent = !words.length ? "" : found.length ? form.dataset.found.replace("{}", found.length) : form.dataset.none;
    list.replaceChildren(...found.slice(0, MOST).map(([, entry]) => shown(entry)));
  };

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
})();
