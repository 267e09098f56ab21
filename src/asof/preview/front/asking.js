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
  if (answer.ok) return answer.json();
  const { findings = [] } = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, findings);
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

/** Nothing where a request was given up, or the page tells by itself why there is no answer. */
export function unlessTold(problem) {
  const isLost = problem.name === "TypeError"; // what fetch has for a connection that is no more
  if (problem.name !== "AbortError" && !isLost && !(problem instanceof Refused)) throw problem;
}
