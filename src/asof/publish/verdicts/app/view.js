// Shows an answer: the state first, then why, then what the page says, for the eye to compare.

const STATES = {
  current: { word: "verdict_current", why: (say) => [say("verdict_current_why")] },
  unsettled: { word: "verdict_unsettled", why: (say) => [say("verdict_unsettled_why")] },
  superseded: { word: "verdict_superseded", why: superseded },
  withdrawn: { word: "verdict_withdrawn", why: withdrawn },
  contested: { word: "verdict_contested", why: (say, told) => [say("verdict_contested_why", { code: told.edition.rival })] },
  unknown: { word: "verdict_unknown", why: (say, told) => [say("verdict_unknown_why", told)] },
  mistyped: { word: "verdict_mistyped", why: (say, told) => [say(MISTYPED[told.wrong], told)] },
};
const MISTYPED = { character: "verdict_character", length: "verdict_length", check: "verdict_check" };

function superseded(say, told) {
  if (told.edition.state === "current") return [say("verdict_corrected_why")];
  const later = say("verdict_superseded_why", { moment: moment(told, told.latest.issued) });
  return [later, ...(told.corrections ?? []).map((reason) => say("verdict_corrections", { reason }))];
}

function withdrawn(say, told) {
  const { withdrawn: taken, why: reason } = told.edition;
  return [say("verdict_withdrawn_why", { day: moment(told, taken), reason })];
}

export function show(place, told, words, root) {
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const { word, why } = STATES[told.state];
  const head = element("h2", { tabindex: "-1", class: "state", "data-state": told.state }, say(word));
  const code = told.code ? [element("p", { class: "code" }, told.code)] : [];
  const reasons = why(say, told).map((text) => element("p", {}, text));
  const parts = [issued, changes, said, rests].flatMap((part) => part(told, say, root));
  place.replaceChildren(head, ...code, ...reasons, ...parts);
  return head;
}

export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

// ---- moments, as the language of the page says them

export function moment(told, text) {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: told.timezone };
  return new Intl.DateTimeFormat(told.tag, options).format(new Date(text));
}

// ---- its parts

function issued(told, say, root) {
  if (!told.edition) return [];
  const { edition, latest, page } = told;
  const title = edition.title ?? page?.title ?? "";
  const at = say("verdict_issued", { moment: moment(told, edition.issued) });
  const name = element("p", { class: "edition" }, [title, at].filter(Boolean).join(" · "));
  const links = [];
  if (edition.state !== "withdrawn") links.push(link(say("verdict_read"), new URL(edition.folder, root)));
  if (latest && latest !== edition) links.push(link(say("verdict_latest"), new URL(latest.folder, root)));
  return [name, element("p", { class: "links" }, ...links.flatMap((each, n) => (n ? [" · ", each] : [each])))];
}

const link = (words, url) => element("a", { href: url.href }, words);

function changes(told, say) {
  if (!told.figures?.length) return [];
  const heads = ["label", "was", "is_now", "change", "source"].map((key) => say(key));
  const rows = told.figures.map((each) => [each.label, each.before, each.after || say("unknown"), say(each.sort), each.source]);
  return [element("h3", {}, say("verdict_changed")), table(heads, rows)];
}

function said(told, say) {
  if (!told.page) return [];
  const { page, apart } = told;
  const heads = ["label", "value", "on", "source"].map((key) => say(key));
  const rows = page.figures.map((each) => [each.label, each.text.join(" · "), each.on, each.source]);
  const rest = apart.length ? [element("p", {}, say("verdict_not_compared", { labels: apart.map((each) => each.label).join(", ") }))] : [];
  return [
    element("h3", {}, say("verdict_says")),
    element("p", { class: "compare" }, say("verdict_compare")),
    element("p", { class: "title" }, element("strong", {}, page.title), ` · ${page.as_of}`),
    table(heads, rows),
    ...rest,
  ];
}

// A table that is a list of cards on a narrow screen: each cell names its column, and roles keep it a
// table to whoever hears it.
function table(heads, rows) {
  const head = row(heads.map((text) => element("th", { scope: "col", role: "columnheader" }, text)));
  const body = rows.map(([first, ...rest]) => {
    const cells = rest.map((text, n) => element("td", { "data-head": heads[n + 1], role: "cell" }, text));
    return row([element("th", { scope: "row", role: "rowheader" }, first), ...cells]);
  });
  const groups = [["thead", [head]], ["tbody", body]].map(([name, rows]) => element(name, { role: "rowgroup" }, ...rows));
  return element("table", { class: "verdict-figures", role: "table" }, ...groups);
}

const row = (cells) => element("tr", { role: "row" }, ...cells);

// What the answer rests on: what the site said, and when.
function rests(told, say) {
  if (!told.checked) return [];
  const key = told.kept ? "verdict_offline" : "verdict_checked";
  const read = say(key, { moment: moment(told, told.checked) });
  const last = told.changed ? [say("verdict_last_change", { moment: moment(told, told.changed) })] : [];
  return [read, ...last].map((text) => element("p", { class: "rests", "data-kept": String(told.kept) }, text));
}
