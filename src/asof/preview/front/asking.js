// Questions to the server, and giving up those that others have overtaken.

export class Refused extends Error {
  constructor(status, findings) {
    super(`${status}`);
    this.status = status;
    this.findings = findings;
  }
}

/** An answer of the server; raises Refused with findings, or the error of an aborted request. */
export async function ask(path, given = {}, signal = undefined) {
  const asked = Object.entries(given).filter(([, value]) => value);
  const answer = await fetch(`/api/${path}?${new URLSearchParams(asked)}`, { signal });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told.findings ?? []);
  return told;
}

/** The last of several requests: who begins one gives up the one before. */
export class Latest {
  #running = new AbortController();

  begin() {
    this.#running.abort();
    this.#running = new AbortController();
    return this.#running.signal;
  }
}

/** Nothing where a request was given up; any other problem goes on. */
export function unlessGivenUp(problem) {
  if (problem.name !== "AbortError") throw problem;
}
