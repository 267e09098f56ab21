// Editions that were asked for, kept while the workspace stays as it is, and those got ahead of need.

import { ask } from "./asking.js";

const MOST = 80;
const kept = new Map();
let turn = 0; // who gets ahead gives way to the next one

const name = (page) => JSON.stringify(page);

/** An edition; what is already here, or on its way, is not asked for again. */
export function edition(page, signal) {
  const entry = kept.get(name(page)) ?? begun(page);
  entry.ahead = false;
  signal?.addEventListener("abort", () => entry.giveUp(), { once: true });
  return entry.coming;
}

function begun(page, given = {}) {
  const control = new AbortController();
  const coming = ask("edition", { ...page, ...given }, control.signal);
  const entry = { coming, ahead: Boolean(given.ahead), giveUp: () => control.abort() };
  coming.catch(() => kept.get(name(page)) === entry && kept.delete(name(page)));
  kept.set(name(page), entry);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
  return entry;
}

/** Forgets all: the workspace has changed. */
export function forget() {
  stopAhead();
  kept.clear();
}

/** Gives up what nobody looks at yet. */
export function stopAhead() {
  turn += 1;
  for (const each of kept.values()) if (each.ahead) each.giveUp();
}

/** Gets pages and their pictures that may be looked at next, one after another. */
export async function getAhead(pages, scale, grey) {
  stopAhead();
  const mine = turn;
  for (const page of pages) {
    const entry = kept.get(name(page)) ?? begun(page, { ahead: 1 });
    const told = await entry.coming.catch(() => null);
    if (mine !== turn) return;
    if (told?.digest) await decoded(picture(told.digest, 1, scale, grey)).catch(() => null);
  }
}

export const picture = (digest, page, scale, grey) =>
  `/api/picture/${digest}/${page}?${new URLSearchParams({ scale, grey: grey ? 1 : 0 })}`;

/** A picture that is ready to be shown at one stroke. */
export async function decoded(source, image = new Image()) {
  image.src = source;
  await image.decode();
  return image;
}
