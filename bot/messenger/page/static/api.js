// Talking to the server.

/** What the server refused; the message says why. */
export class Refused extends Error {}

async function asked(path, options) {
  const response = await fetch(`/messenger${path}`, options);
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const body = isJson ? await response.json() : { error: `${response.status} ${response.statusText}` };
  if (!response.ok) throw new Refused(body.error);
  return body;
}

/** Reads. */
export function get(path) {
  return asked(path);
}

/** Does something; `wish` is what the act needs. */
export function act(name, wish) {
  return asked(`/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
}

/** Sends a file. */
export function upload(wish) {
  const form = new FormData();
  for (const [name, value] of Object.entries(wish)) {
    if (value !== null && value !== undefined) form.append(name, value);
  }
  return asked("/api/upload", { method: "POST", body: form });
}

/** Calls `onChange` for each change and `onState` with whether the line stands. */
export function listen(onChange, onState) {
  const source = new EventSource("/messenger/events");
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  source.onmessage = (event) => onChange(JSON.parse(event.data));
  addEventListener("pagehide", () => source.close());
}
