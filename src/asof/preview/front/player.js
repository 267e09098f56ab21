// Plays through the changes of a page, a day after another, as fast as the pages come.

import { one } from "./dom.js";
import { nextChange, showPlaying, timeline, toChange } from "./time_line.js";

const REST = 900; // milliseconds that a page stays at the least
const button = one('[name="play"]');
let playing = false;
let timer = 0;

button.addEventListener("click", () => (playing ? stop() : start()));

function start() {
  playing = true;
  showPlaying(true);
  if (nextChange()) step();
  else toChange(nextChange(timeline().first));
}

export function stop() {
  playing = false;
  clearTimeout(timer);
  showPlaying(false);
}

function step() {
  if (nextChange()) toChange(nextChange());
  else stop();
}

/** A page has come: the next one after a while. */
export function shown() {
  if (!playing) return;
  clearTimeout(timer);
  timer = setTimeout(step, REST);
}

/** Whoever takes hold of the time line plays on by hand. */
one(".track").addEventListener("pointerdown", stop);
one(".track").addEventListener("keydown", stop);
