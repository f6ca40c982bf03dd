import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { failureFromStatus, jsonObject, request, retryAfter, type HttpOptions } from '../../src/adapters/http.js';
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

  it('calls a page of HTML with status 200 unreadable', async () => {
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

  it('gives up on a server that never answers, and on one that trickles', async () => {
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

  it('stops reading an endless body at its cap', async () => {
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

  it('calls an address nobody listens on, and a connection cut mid-body, offline', async () => {
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

  it('reads UTF-8 that is split between chunks, and drops a byte order mark', async () => {
    const url = await serve((_req, res) => {
      const bytes = Buffer.from('\uFEFF{"name":"Зеленський 🇺🇦"}');
      res.write(bytes.subarray(0, 13));
      setTimeout(() => res.end(bytes.subarray(13)), 20);
    });
    expect((await request(url, options())).json).to.deep.equal({ name: 'Зеленський 🇺🇦' });
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
