/** An answer recorded from a real server; where it came from is in the README beside the fixtures. */
export interface Recorded {
  request: { method: string; url: string; body?: unknown };
  response: { status: number; headers: Record<string, string | string[]>; body: unknown };
}

const texts = new Map<string, Promise<string>>();

/** Reads `test/adapters/fixtures/<path>.json`, in Node and in browsers; another copy each time. */
export async function recorded(path: string): Promise<Recorded> {
  let text = texts.get(path);
  if (!text) texts.set(path, (text = textOf(path)));
  return JSON.parse(await text) as Recorded;
}

async function textOf(path: string): Promise<string> {
  const url = new URL(`../adapters/fixtures/${path}.json`, import.meta.url);
  if (url.protocol !== 'file:') return (await fetch(url)).text();
  // A variable, so that browsers' module graph does not meet it.
  const nodeFiles = 'node:fs/promises';
  const { readFile } = (await import(/* @vite-ignore */ nodeFiles)) as {
    readFile: (url: URL, encoding: 'utf8') => Promise<string>;
  };
  return readFile(url, 'utf8');
}

/** The recorded answer as the platform's `fetch` would give it, its redirect already followed. */
export function toResponse({ request, response }: Recorded): Response {
  const { body, headers } = response;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const location = headers['location'];
  const redirected = response.status >= 300 && response.status < 400 && typeof location === 'string';
  const answer = new Response(redirected ? '<!doctype html>' : text, {
    status: redirected ? 200 : response.status,
    headers: Object.entries(headers)
      .filter(([name]) => !/^(set-cookie|content-length|content-encoding|transfer-encoding|connection)$/.test(name))
      .map(([name, value]): [string, string] => [name, String(value)]),
  });
  // fetch drops the fragment of a redirect.
  Object.defineProperty(answer, 'url', { value: redirected ? location.split('#')[0] : request.url });
  Object.defineProperty(answer, 'redirected', { value: redirected });
  return answer;
}

export interface Call {
  method: string;
  url: URL;
  body: string;
}

/** A `fetch` that answers from `route` and remembers what was asked. */
export function replay(route: (call: Call) => Recorded | Response | Promise<Recorded | Response>): {
  fetch: typeof fetch;
  calls: Call[];
} {
  const calls: Call[] = [];
  return {
    calls,
    fetch: async (input, init) => {
      const body = init?.body;
      const call = {
        method: init?.method ?? 'GET',
        url: new URL(String(input)),
        body: body instanceof URLSearchParams ? body.toString() : String(body ?? ''),
      };
      calls.push(call);
      const answer = await route(call);
      return answer instanceof Response ? answer : toResponse(answer);
    },
  };
}
