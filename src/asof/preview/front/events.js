// What the server tells by itself: that the workspace has changed, or what was found in it.

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
  const lose = () => {
    told.connected(false);
    end();
    timer = setTimeout(begin, AGAIN);
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()));
  begin();
}

function end() {
  source?.close();
  source = null;
}
