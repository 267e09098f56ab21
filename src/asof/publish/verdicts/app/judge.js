// Which figures of an issued page read otherwise by now, as far as public editions tell.
//
// A figure is a reading of a fact: its standing, and the lines that it prints. The sorts of change
// are those of asof/ledger/changes.py; a test holds them against what `asof verify` answers.

const GRAVE = ["withdrawn", "removed", "corrected", "revised"];
const FALLEN = { corrected: "corrected", retracted: "withdrawn" };

// The figures of a page that read otherwise: in the edition that took its place, or, where none
// did, on its own day.
export function changedFigures(page, superseded, facts) {
  const then = { day: page.day, known: page.known, superseded };
  const found = page.figures.filter((f) => f.dated).flatMap((f) => became(f, facts[f.key], then));
  const told = new Set(found.map((each) => each.key));
  const rest = page.changes.filter((c) => !told.has(c.key));
  return [...found, ...rest.flatMap((c) => rested(c, facts[c.key], then))];
}

// The figures that no public edition prints as late as the one that took the place of the page.
export function notCompared(page, later, facts) {
  const known = (now) => comparable(now, page) && !(later && (now.day < later.day || now.known < later.known));
  return page.figures.filter((f) => f.dated && !known(facts[f.key]));
}

function comparable(now, then) {
  return Boolean(now && now.known && now.known >= then.known);
}

function became(figure, now, then) {
  if (!comparable(now, then)) return [];
  const straight = then.superseded || now.started <= then.day;
  const aged = then.superseded || now.day <= then.day;
  const sort = straight ? sortOf(figure, now, aged) : fell(figure, now);
  if (!sort) return earlier(figure, now);
  const standing = straight ? now : replacement(figure, now);
  return [changed(figure, sort, figure.value, standing)];
}

function changed(figure, sort, before, after) {
  const { key, label } = figure;
  return { key, label, sort, before, after: after?.text ?? "", source: after?.source ?? "" };
}

// ---- the sorts of change

function sortOf(old, now, aged) {
  const told = gone(old, now) ?? byStanding(old, now, aged);
  if (told && !(told === "removed" && now.parts)) return told;
  if (reads(old, now, aged)) return same(old.lines, now.lines) ? null : restated(old, now);
  if (now.parts) return graver(old, now, (a, b) => sortOf(a, b, aged)) ?? told ?? "updated";
  return why(old, now);
}

function gone(old, now) {
  const taken = states(old, now).includes("retracted");
  if (old.chosen.length && !now.chosen.length) return taken ? "withdrawn" : "removed";
  const stated = now.voices.some((v, n) => old.voices.includes(v) && !old.chosen.includes(now.chosen[n]));
  const lost = taken && !movedOn(old, now) && !stated;
  return lost && !reads(old, now, true) ? "withdrawn" : null;
}

function byStanding(old, now, aged) {
  if (old.standing === now.standing) return null;
  if (old.standing === "unknown") return "added";
  if (now.standing === "disputed") return "now_disputed";
  if (now.standing === "lapsed") return aged ? "lapsed" : null;
  return aged && now.standing === "stale" && same(old.says, now.says) ? "gone_stale" : null;
}

function why(old, now) {
  if (movedOn(old, now)) return "updated";
  const wrong = states(old, now).some((state) => state in FALLEN || state === "missing");
  if (wrong || now.started < old.started) return "corrected";
  return now.revised ? "revised" : "updated";
}

function restated(old, now) {
  if (now.parts) return null;
  return movedOn(old, now) ? "updated" : "corrected";
}

function graver(old, now, sort) {
  const sorts = Object.entries(now.parts).map(([key, part]) => old.parts?.[key] && sort(old.parts[key], part));
  return GRAVE.find((each) => sorts.includes(each));
}

// Whether both read the same: what has lapsed prints its end too, where time has passed.
const reads = (old, now, aged) => same(old.says, now.says) && (!aged || same(old.ends, now.ends));
const movedOn = (old, now) => now.started > old.started;
const same = (one, other) => one.length === other.length && one.every((x, n) => x === other[n]);

// What became of the lines that the page printed.
function states(old, now) {
  return old.chosen.map((line) => now.states[line] ?? "missing");
}

// ---- where the fact has moved on since the day of the page: only what fell is told

function fell(old, now) {
  if (now.parts) return graver(old, now, fell) ?? null;
  const state = states(old, now).find((each) => each in FALLEN);
  return state ? FALLEN[state] : null;
}

function replacement(figure, now) {
  return now.standing_lines[figure.started];
}

// Earlier values that the page shows, in a sentence or a chart, and that do not stand any more.
function earlier(figure, now) {
  const lines = (figure.shown ?? "").match(/.{8}/g) ?? [];
  return lines.filter((line) => now.states[line] in FALLEN).map((line) => {
    const lost = now.fallen[line];
    const stands = now.standing_lines[lost.begins];
    const after = stands && { ...stands, text: `${stands.text} (${stands.on})` };
    return changed(figure, FALLEN[now.states[line]], `${lost.text} (${lost.on})`, after);
  });
}

// A change that the page prints, where a value that it is reckoned from has fallen.
function rested(change, now, then) {
  if (!comparable(now, then)) return [];
  const fallen = change.lines.some((line) => now.states[line] in FALLEN);
  return fallen ? [changed(change, "corrected", change.text, null)] : [];
}
