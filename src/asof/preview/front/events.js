// What the server tells by itself: that the workspace has changed, or what was found in it.

import { ask, Refused } from "./asking.js";

const AGAIN = 2_000;
let source = null;
let timer = 0;

/** Listens, again whenever the line was lost; a tab that nobody sees holds no line. */
export function listen(told) {
  const begin = () => {
    clearTimeout(timer);
    if (document.hidden || source) return;
    source = new EventSource("/api/events");
    source.addEventListener("open", () => told.connected(true));
    for (const name of ["revision", "findings"]) {
      source.addEventListener(name, ({ data }) => told[name](JSON.parse(data)));
    }
    source.addEventListener("error", lose);
  };
  const lose = async () => {
    end();
    const isRefused = await ask("workspace").then(() => false, (problem) => problem instanceof Refused && problem.status === 403);
    if (isRefused) return told.ended(); // another preview answers here, with another token
    told.connected(false);
    timer = setTimeout(begin, AGAIN);
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()));
  begin();
}

function end() {
  source?.close();
  source = null;
}
