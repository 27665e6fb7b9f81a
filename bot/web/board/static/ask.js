// Asking the server: every answer is checked for whether the session still stands.

export class Closed extends Error {}

async function answered(response) {
  if (response.status === 401 || response.status === 403) throw new Closed();
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

export const address = (what, query) => `/board/api/${what}?${new URLSearchParams(query)}`;

export const ask = async (what, query = {}) => answered(await fetch(address(what, query)));

export const tell = async (what, body) =>
  answered(
    await fetch(`/board/api/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

/** Follow the link or Telegram's word behind "#", which is taken out of the address at once. */
export async function enter() {
  const given = location.hash.slice(1);
  const app = new URLSearchParams(given).get("tgWebAppData");
  if (!given || given === "main") return null;
  history.replaceState(null, "", location.pathname);
  return tell("enter", app ? { init_data: app } : { link: given });
}
