// How the page talks to the local Slack that serves it.

/** The snapshot for `user`; the first person's when that is "" or somebody who is not there any more. */
export async function state(user) {
  const answer = await fetch(`/page/state?${new URLSearchParams(user ? { user } : {})}`);
  if (answer.status === 404 && user) return state("");
  if (!answer.ok) throw new Error(`the local Slack answers ${answer.status}`);
  return answer.json();
}

/** Something that `user` does; null when it was taken, else the sentence that says why not. */
export async function act(user, what, facts) {
  try {
    const answer = await fetch(`/page/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user, ...facts }),
    });
    const said = await answer.json();
    return said.ok ? null : said.error;
  } catch {
    return "The local Slack does not answer. Is the playground still running?";
  }
}

/** Calls `changed(version)` at every change for `user`, `lost(true)` while nothing can be heard. A function ends it. */
export function changes(user, changed, lost) {
  const source = new EventSource(`/page/changes?${new URLSearchParams({ user })}`);
  source.onmessage = (event) => changed(JSON.parse(event.data).version);
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
  return () => source.close();
}
