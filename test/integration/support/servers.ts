interface Lanes {
  wordpress: { origin: string; version: string; threaded: number; editor: string };
  ghost: { origin: string; version: string; cookie: string; contentKey: string };
  waline: { origin: string; moderated: { origin: string }; slow: { origin: string } };
  demo: { origin: string };
}

export interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

const CONTROL = process.env['AFTERWORD_SERVERS'];
if (!CONTROL) throw new Error('The servers are started by: npm run test:integration');

async function control<T>(path: string, method = 'POST', body: string | null = null): Promise<T> {
  const response = await fetch(CONTROL + path, { method, body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Where a server is, and what a test must know of it. */
export async function facts<L extends keyof Lanes>(lane: L): Promise<Lanes[L]> {
  const { [lane]: found } = await control<Lanes>('/', 'GET');
  if (!found) throw new Error(`${lane} is not running`);
  return found;
}

/** Rows of the database of a server, a line each, with tabs between columns (`|` for the demo's). */
export function sql(database: keyof Lanes, statement: string): Promise<string> {
  return control(`/sql/${database}`, 'POST', statement);
}

export const server = (lane: keyof Lanes) => ({
  /** Ends it with all its processes: connections are refused. */
  stop: () => control(`/servers/${lane}/stop`),
  start: () => control(`/servers/${lane}/start`),
  /** Stops it in its tracks: connections are taken and nothing answers. */
  pause: () => control(`/servers/${lane}/pause`),
  resume: () => control(`/servers/${lane}/resume`),
});

/** The mails that were sent to an address, once there are that many. */
export async function mailsTo(address: string, count = 1): Promise<Mail[]> {
  const end = Date.now() + 90_000;
  for (;;) {
    const mails = await control<Mail[]>(`/mails?to=${encodeURIComponent(address)}`, 'GET');
    if (mails.length >= count) return mails;
    if (Date.now() > end) throw new Error(`${mails.length} of ${count} mails came to ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
