// What a typed or scanned code is answered: from the register of the site, and from what its public
// editions print. `load` gets a file of the site as { value, kept, checked }.

import { readCode } from "./code.js";
import { changedFigures, notCompared } from "./judge.js";

export async function answerTo(typed, load) {
  const read = readCode(typed);
  if (read.wrong) return { state: "mistyped", ...read };
  const register = await load("verify/codes.json");
  const { changed, timezone } = register.value;
  const told = { code: read.code, changed, timezone, kept: register.kept, checked: register.checked };
  const edition = register.value.codes[read.code];
  if (!edition) return { ...told, state: "unknown" };
  return { ...told, ...(await entered(edition, register.value, load)) };
}

async function entered(edition, register, load) {
  const series = register.series[edition.series];
  const latest = register.codes[series.latest];
  const entry = { state: edition.state, edition, latest, lang: series.lang, tag: register.languages[series.lang] };
  if (edition.state === "withdrawn") return entry;
  const read = await bothOf(edition, series.lang, load);
  if (!read) return { ...entry, state: edition.state === "current" ? "unsettled" : edition.state };
  const [page, facts] = read;
  const superseded = edition.state === "superseded";
  const figures = changedFigures(page, superseded, facts);
  const told = new Set(figures.map((each) => each.key));
  const apart = notCompared(page, superseded ? latest : null, facts).filter((each) => !told.has(each.key));
  const corrected = edition.state === "current" && figures.length > 0;
  const open = edition.state === "current" && apart.length > 0;
  const state = corrected ? "superseded" : open ? "unsettled" : edition.state;
  return { ...entry, state, page, figures, apart, corrections: corrections(edition, register) };
}

// What the page says and what its facts read now; nothing where they cannot be had.
async function bothOf(edition, lang, load) {
  try {
    const read = await Promise.all([load(`${edition.folder}said.json`), load(`verify/now/${lang}.json`)]);
    return read.map((each) => each.value);
  } catch {
    return null;
  }
}

// What its editors say was corrected in releases for the same day that came after it.
function corrections(edition, register) {
  const later = (each) => release(each) > release(edition);
  return Object.values(register.codes)
    .filter((each) => each.series === edition.series && each.day === edition.day)
    .filter((each) => each.state !== "withdrawn" && each.reason && later(each))
    .sort((a, b) => release(a) - release(b))
    .map((each) => each.reason);
}

const release = (edition) => Number(edition.number.slice(1));
