// What is looked at, and how: all of it stands in the address, so that a tab is a view of its own.

const OF_PAGE = ["briefing", "row", "lang", "profile", "paper", "sides", "day", "known"];
const OF_SCREEN = ["before", "grey", "facing", "zoom", "fact", "panel", "ui", "theme"];

let now = read();
const listeners = [];

function read() {
  const address = new URLSearchParams(location.search);
  return Object.fromEntries([...OF_PAGE, ...OF_SCREEN].map((name) => [name, address.get(name) ?? ""]));
}

export const view = () => now;

/** What the server is asked for: the page alone, of the day or of another one. */
export const ofPage = (changes = {}) =>
  Object.fromEntries(OF_PAGE.map((name) => [name, changes[name] ?? now[name]]));

/** Calls with the view, what it was before, and whether a handle is still being drawn. */
export const onChange = (listener) => listeners.push(listener);

/** Changes the view; what can be taken back by the browser's own button is `kept`. */
export function look(changes, { kept = true, sliding = false } = {}) {
  const then = { ...now, ...changes };
  if (Object.keys(then).every((name) => then[name] === now[name])) {
    if (!sliding) tell(now, sliding);
    return;
  }
  history[kept ? "pushState" : "replaceState"](null, "", address(then));
  const was = now;
  now = then;
  tell(was, sliding);
}

export function address(changes) {
  const asked = Object.entries({ ...now, ...changes }).filter(([, value]) => value);
  return `?${new URLSearchParams(asked)}`;
}

function tell(was, sliding) {
  for (const each of listeners) each(now, was, sliding);
}

addEventListener("popstate", () => {
  const was = now;
  now = read();
  tell(was, false);
});

export const differs = (was, names) => names.some((name) => was[name] !== now[name]);
export const PAGE = [...OF_PAGE, "before"];
