import { gzipSync } from 'node:zlib';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { vi } from 'vitest';
import { backOff, failureFromStatus, jsonObject, request, retryAfter, type HttpOptions } from '../../src/adapters/http.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const options = (more: Partial<HttpOptions> = {}): HttpOptions => ({ signal: new AbortController().signal, ...more });

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('request', () => {
  it('answers any status as a value, with its JSON', async () => {
    const url = await serve((_req, res) => res.writeHead(418).end('{"short":true}'));
    const answer = await request(url, options());
    expect([answer.status, answer.ok, answer.json]).to.deep.equal([418, false, { short: true }]);
  });

  it('sends a body as JSON and a form as a form', async () => {
    const types: (string | undefined)[] = [];
    const url = await serve((req, res) => {
      types.push(req.headers['content-type']);
      req.resume().on('end', () => res.end('{}'));
    });
    await request(url, options({ method: 'POST', body: { a: 1 } }));
    await request(url, options({ method: 'POST', body: new URLSearchParams({ a: '1' }) }));
    expect(types).to.deep.equal(['application/json', 'application/x-www-form-urlencoded;charset=UTF-8']);
  });

  it('lets a write survive the page only where a browser can: none of 64 KiB or more is sent at all (A5)', async () => {
    const bodies: [unknown, boolean][] = [
      [new URLSearchParams({ comment: 'a'.repeat(60_000) }), true],
      [new URLSearchParams({ comment: 'a'.repeat(65_530) }), false],
      [new URLSearchParams({ comment: '\u0645'.repeat(15_000) }), false],
      [{ comment: '\u0645'.repeat(15_000) }, true],
      [{ comment: '\u0645'.repeat(25_000) }, false],
      [new FormData(), false],
      [undefined, true],
    ];
    const kept: unknown[] = [];
    for (const [body] of bodies) {
      const fetch: typeof globalThis.fetch = (_input, init) => {
        kept.push(init?.keepalive);
        return Promise.resolve(new Response('{}'));
      };
      await request('https://a.example/', options({ method: 'POST', body, fetch }));
    }
    expect(kept).to.deep.equal(bodies.map(([, isKept]) => isKept));
  });

  it('sends no header beyond those a simple cross-origin read may carry', async () => {
    let headers: string[] = [];
    const url = await serve((req, res) => {
      headers = Object.keys(req.headers);
      res.end('{}');
    });
    await request(url, options());
    const simple = ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'sec-fetch-mode', 'user-agent'];
    expect(headers.filter((name) => !simple.includes(name))).to.deep.equal([]);
  });

  it('calls a page of HTML with status 200 unreadable (D41)', async () => {
    const url = await serve((_req, res) => res.end('<!doctype html><p>Accept the terms'));
    const answer = await request(url, options());
    expect(() => jsonObject(answer))
      .to.throw(AfterwordError)
      .with.property('code', 'unreadable');
  });

  it('calls an array or a bare value where an object belongs unreadable', async () => {
    for (const body of ['[]', 'null', '"ok"', '7', '']) {
      const url = await serve((_req, res) => res.end(body));
      const answer = await request(url, options());
      expect(() => jsonObject(answer), body)
        .to.throw(AfterwordError)
        .with.property('code', 'unreadable');
      server!.close();
    }
  });

  it('gives up on a server that never answers, and on one that trickles (D42)', async () => {
    const silent = await serve(() => undefined);
    expect((await failure(request(silent, options({ timeout: 100 })))).code).to.equal('timeout');
    server!.closeAllConnections();
    const timers: NodeJS.Timeout[] = [];
    const trickling = await serve((_req, res) => {
      res.write('{');
      timers.push(setInterval(() => res.write(' '), 20));
    });
    expect((await failure(request(trickling, options({ timeout: 200 })))).code).to.equal('timeout');
    timers.forEach(clearInterval);
  });

  it('stops reading a body of 100 MB at its cap (D43)', async () => {
    let sent = 0;
    const url = await serve((_req, res) => {
      const chunk = Buffer.alloc(1_000_000, 32);
      const write = () => {
        while (!res.destroyed && sent < 100) {
          sent++;
          if (!res.write(chunk)) return void res.once('drain', write);
        }
      };
      write();
    });
    expect((await failure(request(url, options()))).code).to.equal('unreadable');
    expect(sent).to.be.lessThan(60);
  });

  it('calls an address nobody listens on, and a connection cut mid-body, offline (D44)', async () => {
    const url = await serve((_req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('{"a"');
      setTimeout(() => res.destroy(), 20);
    });
    expect((await failure(request(url, options()))).code).to.equal('offline');
    server!.closeAllConnections();
    await new Promise((resolve) => server!.close(resolve));
    expect((await failure(request(url, options()))).code).to.equal('offline');
  });

  it('rejects with the reason of the caller when the caller aborts, before and during', async () => {
    const url = await serve(() => undefined);
    const controller = new AbortController();
    const running = request(url, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('left')), 30);
    expect(await running.catch((error: Error) => error.message)).to.equal('left');
    expect(await request(url, { signal: controller.signal }).catch((error: Error) => error.message)).to.equal('left');
  });

  it('reads UTF-8 that is split between chunks, and drops a byte order mark (D41)', async () => {
    const url = await serve((_req, res) => {
      const bytes = Buffer.from('\uFEFF{"name":"Зеленський 🇺🇦"}');
      res.write(bytes.subarray(0, 13));
      setTimeout(() => res.end(bytes.subarray(13)), 20);
    });
    expect((await request(url, options())).json).to.deep.equal({ name: 'Зеленський 🇺🇦' });
  });
});

describe('a server that sends requests elsewhere', () => {
  it('in a circle is given up on with a clear failure (D45)', async () => {
    let asked = 0;
    const url = await serve((_req, res) => {
      asked++;
      res.writeHead(302, { Location: `/${asked}` }).end();
    });
    const error = await failure(request(url, options({ timeout: 5000 })));
    expect([error.code, error.message]).to.deep.equal(['offline', `${url} could not be reached`]);
    expect(asked).to.be.lessThan(30);
  });

  for (const status of [301, 302, 303]) {
    it(`after a post with ${status} gets no second post, and its answer is not taken for the outcome (D45)`, async () => {
      const methods: (string | undefined)[] = [];
      const url = await serve((req, res) => {
        methods.push(req.method);
        req.resume();
        if (req.url === '/elsewhere') res.end('<!doctype html><title>Home</title>');
        else res.writeHead(status, { Location: '/elsewhere' }).end();
      });
      const answer = await request(url, options({ method: 'POST', body: { text: 'once' } }));
      expect(methods).to.deep.equal(['POST', 'GET']);
      expect([answer.redirected, answer.url]).to.deep.equal([true, `${url}elsewhere`]);
      expect(() => jsonObject(answer))
        .to.throw(AfterwordError)
        .with.property('code', 'unreadable');
    });
  }
});

describe('text in another encoding than its label says', () => {
  const name = 'Zoë Müller – 50 €';
  const cases: [string, Buffer, string][] = [
    ['UTF-16 with its mark', Buffer.from(`\uFEFF{"name":"${name}"}`, 'utf16le'), 'application/json'],
    ['UTF-16 without one', Buffer.from(`{"name":"${name}"}`, 'utf16le'), 'application/json'],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF{"name":"${name}"}`, 'utf16le').swap16(), 'application/json'],
    ['UTF-8 labelled Latin-1', Buffer.from(`{"name":"${name}"}`), 'application/json; charset=iso-8859-1'],
    ['Windows-1252 labelled UTF-8', Buffer.from('{"name":"Zo\xEB M\xFCller"}', 'latin1'), 'application/json; charset=utf-8'],
    ['Windows-1252 without a label', Buffer.from('{"name":"Zo\xEB M\xFCller"}', 'latin1'), 'text/plain'],
    ['an encoding nobody knows', Buffer.from(`{"name":"${name}"}`), 'application/json; charset=klingon'],
  ];
  for (const [what, body, type] of cases) {
    it(`is read: ${what} (D41)`, async () => {
      const url = await serve((_req, res) => res.writeHead(200, { 'content-type': type }).end(body));
      expect(['Zoë Müller', name]).to.include(((await request(url, options())).json as { name: string }).name);
    });
  }

  it('keeps what can be read of UTF-8 with a broken byte in it (D41)', async () => {
    const body = Buffer.concat([Buffer.from('{"name":"Zoë '), Buffer.from([0xff]), Buffer.from(' – "}')]);
    const url = await serve((_req, res) => res.end(body));
    expect((await request(url, options())).json).to.deep.equal({ name: 'Zoë \uFFFD – ' });
  });

  it('reads Latin-1 as the XML declaration names it, and calls broken compression offline (D41)', async () => {
    const feed = Buffer.from('<?xml version="1.0" encoding="iso-8859-2"?><t>\xB3\xF3d\xBC</t>', 'latin1');
    const url = await serve((_req, res) => res.end(feed));
    expect((await request(url, options())).text).to.contain('łódź');
    server!.close();
    const cut = gzipSync('{"a":1}').subarray(4);
    const garbage = await serve((_req, res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(cut));
    expect((await failure(request(garbage, options()))).code).to.equal('offline');
  });
});

describe('asking again after failures', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Asks as soon as the answer before is there, for so many seconds; answers when each request left. */
  async function hammer(answer: () => Promise<Response>, seconds: number): Promise<number[]> {
    const sent: number[] = [];
    const start = Date.now();
    const stub: typeof fetch = () => {
      sent.push((Date.now() - start) / 1000);
      return answer();
    };
    const controller = new AbortController();
    const readers = (async () => {
      while (!controller.signal.aborted) {
        await request('https://down.example/api', { signal: controller.signal, fetch: stub }).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    })();
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    controller.abort();
    await vi.advanceTimersByTimeAsync(1000);
    await readers;
    return sent;
  }

  for (const [what, answer] of [
    ['that cannot be reached', () => Promise.reject(new TypeError('refused'))],
    ['that answers 503', () => Promise.resolve(new Response('', { status: 503 }))],
  ] as const) {
    it(`never sends a backend ${what} more than five requests in a minute, however often it is asked (D44)`, async () => {
      const sent = await hammer(answer, 600);
      expect(sent.length).to.be.greaterThan(5);
      for (const at of sent) expect(sent.filter((other) => other >= at && other < at + 60).length).to.be.at.most(5);
    });
  }

  it('sends nothing before the time a backend named, and gives its answer again meanwhile (D44)', async () => {
    for (const named of [() => '30', () => new Date(Date.now() + 31_000).toUTCString()]) {
      const header = named();
      const sent = await hammer(
        () => Promise.resolve(new Response('', { status: 429, headers: { 'Retry-After': header } })),
        29,
      );
      expect(sent).to.deep.equal([0]);
    }
    const again: typeof fetch = () => Promise.resolve(new Response('', { status: 429, headers: { 'Retry-After': '30' } }));
    await request('https://busy.example/', { ...options(), fetch: again });
    await vi.advanceTimersByTimeAsync(12_000);
    const answer = await request('https://busy.example/', { ...options(), fetch: again });
    expect([answer.status, retryAfter(answer.headers)]).to.deep.equal([429, 18]);
  });

  it('forgets the failures with the first answer, and never holds back what a reader writes (D44)', async () => {
    let up = false;
    const stub: typeof fetch = () => (up ? Promise.resolve(new Response('{}')) : Promise.reject(new TypeError('refused')));
    const read = (): Promise<unknown> => request('https://flap.example/', { ...options(), fetch: stub });
    for (let n = 0; n < 3; n++) await failure(read());
    const write = await failure(request('https://flap.example/', { ...options(), method: 'POST', fetch: stub }));
    expect(write.code).to.equal('offline');
    up = true;
    let answered = false;
    void read().then(() => (answered = true));
    await vi.advanceTimersByTimeAsync(14_000);
    expect(answered).to.equal(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answered).to.equal(true);
    up = false;
    await failure(read());
    up = true;
    expect(await read()).to.have.property('ok', true);
  });

  it('spares a backend questions that are sent by POST as well (D44)', async () => {
    let asked = 0;
    const stub: typeof fetch = () => {
      asked++;
      return Promise.resolve(new Response('', { status: 503, headers: { 'Retry-After': '3600' } }));
    };
    const count = { ...options(), method: 'POST', isRead: true, body: ['a'], fetch: stub } as const;
    for (let n = 0; n < 20; n++) expect((await request('https://down.example/counts', count)).status).to.equal(503);
    expect(asked).to.equal(1);
    await request('https://down.example/counts', { ...count, isRead: false });
    expect(asked, 'what a reader writes').to.equal(2);
  });

  it('waits longer each time, up to a minute and a half, and not the same for everybody (D44)', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((count) => backOff(count, 0))).to.deep.equal([0, 0, 0, 15_000, 30_000, 60_000, 60_000]);
    expect([backOff(3, 0.5), backOff(9, 1)]).to.deep.equal([18_750, 90_000]);
  });
});

describe('retryAfter', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const cases: [string | undefined, number | undefined][] = [
    ['120', 120],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [value, seconds] of cases) {
    it(`reads ${JSON.stringify(value)} as ${seconds}`, () => {
      expect(retryAfter(new Headers(value === undefined ? {} : { 'Retry-After': value }), now)).to.equal(seconds);
    });
  }

  it('measures a date against the answer’s own, whatever the clock of the device says', () => {
    const headers = { 'Retry-After': 'Sun, 22 Nov 1998 12:00:30 GMT', Date: 'Sun, 22 Nov 1998 12:00:00 GMT' };
    expect(retryAfter(new Headers(headers))).to.equal(30);
    expect(retryAfter(new Headers({ ...headers, Date: 'today' }))).to.equal(0);
  });
});

describe('failureFromStatus', () => {
  const codes: Record<number, string> = {
    400: 'invalid',
    401: 'login-needed',
    403: 'forbidden',
    404: 'not-found',
    409: 'duplicate',
    429: 'rate-limited',
    500: 'server',
    503: 'server',
  };
  for (const [status, code] of Object.entries(codes)) {
    it(`calls ${status} ${code}`, async () => {
      const url = await serve((_req, res) => res.writeHead(Number(status)).end());
      expect(failureFromStatus(await request(url, options())).code).to.equal(code);
    });
  }
});
