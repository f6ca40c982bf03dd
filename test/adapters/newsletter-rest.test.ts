import { expect } from 'chai';
import { fromSrc, rest, toBody } from '../../src/adapters/newsletter/rest.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { SubscribeRequest } from '../../src/ports/newsletter.js';
import { newsletterContract } from '../contracts/newsletter.js';

interface Call {
  url: string;
  method: string;
  body: unknown;
  headers: Headers;
}

const request: SubscribeRequest = { email: 'ann@example.org', page: { url: 'https://paper.example/story' } };
const signal = new AbortController().signal;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Response {
  return json(
    status,
    { type: 'about:blank', title: 'No', status, code, ...more },
    { 'Content-Type': 'application/problem+json', ...headers },
  );
}

/** The contract's backend as one function, and what it was asked. */
function answering(answer: (call: Call) => Response | Promise<Response>): { fetch: typeof fetch; calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    fetch: async (url, init = {}) => {
      init.signal?.throwIfAborted();
      const call = {
        url: String(url),
        method: init.method ?? 'GET',
        body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body,
        headers: new Headers(init.headers),
      };
      calls.push(call);
      return answer(call);
    },
  };
}

function backend({ url, method, body }: Call): Response {
  if (url.endsWith('/subscriptions/topics') && method === 'GET')
    return json(200, { topics: [{ id: 'world', label: 'World' }] });
  const { email, topics = [] } = body as { email: string; topics?: string[] };
  if (!/.@./.test(email)) return problem(422, 'invalid', { field: 'email' });
  if (topics.some((topic) => topic !== 'world')) return problem(422, 'invalid', { field: 'topics' });
  return json(202, { status: 'confirm-by-mail' });
}

async function failure(answer: Response): Promise<AfterwordError> {
  const port = rest({ src: 'https://api.example/v', fetch: answering(() => answer).fetch });
  try {
    await port.subscribe(request, signal);
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(AfterwordError);
    return thrown as AfterwordError;
  }
  throw new Error('it did not fail');
}

describe('newsletter adapter rest', () => {
  const contract = newsletterContract({
    make: () => rest({ src: 'https://api.example', fetch: answering(backend).fetch }),
    makeBroken: () => rest({ src: 'https://api.example', fetch: () => Promise.reject(new TypeError('refused')) }),
    validates: true,
  });
  for (const { name, run } of contract) it(`contract: ${name}`, run);

  it('posts the address, the topics and the receipt as the contract says, and nothing else of the form', async () => {
    const { fetch, calls } = answering(backend);
    await rest({ src: 'https://api.example/base/?x=1#y', fetch }).subscribe(
      {
        ...request,
        name: 'Ann',
        topics: ['world'],
        consent: { text: 'Yes', given: false, version: '2026-11', time: 5 },
        attribution: { widget: 'signup-1', placement: 'auto', campaign: { utm_source: 'spring' } },
        fields: [['secret', 'x']],
        elapsed: 1234,
      },
      signal,
    );
    expect(calls).to.have.length(1);
    expect(calls[0]!.url).to.equal('https://api.example/base/subscriptions?x=1');
    expect(calls[0]!.method).to.equal('POST');
    expect(calls[0]!.headers.get('Content-Type')).to.equal('application/json');
    expect(calls[0]!.body).to.deep.equal({
      email: 'ann@example.org',
      name: 'Ann',
      topics: ['world'],
      consent: { text: 'Yes', given: false, version: '2026-11', time: '1970-01-01T00:00:00.005Z' },
      attribution: { widget: 'signup-1', placement: 'auto', campaign: { utm_source: 'spring' } },
      page: 'https://paper.example/story',
      elapsed: 1234,
    });
  });

  it('passes a filled honeypot on for the backend to judge, and no field that people see', () => {
    expect(toBody({ ...request, honeypot: 'spam' })['website']).to.equal('spam');
    expect(toBody({ ...request, honeypot: '' })['website']).to.equal(undefined);
    expect(toBody({ ...request, fields: [['website', 'https://me.example']] })['website']).to.equal(undefined);
  });

  it('reports each status the backend confirms, and an unheard-of one as unknown', async () => {
    for (const status of ['subscribed', 'confirm-by-mail', 'already-subscribed']) {
      const port = rest({ src: 'https://api.example', fetch: answering(() => json(202, { status })).fetch });
      expect(await port.subscribe(request, signal)).to.deep.equal({ status });
    }
    for (const body of [{ status: 'great' }, { status: 1 }, {}, { __proto__: null }]) {
      const port = rest({ src: 'https://api.example', fetch: answering(() => json(200, body)).fetch });
      expect(await port.subscribe(request, signal)).to.deep.equal({ status: 'unknown' });
    }
  });

  it('takes the reason from a problem document', async () => {
    expect(await failure(problem(422, 'invalid', { field: 'email' }))).to.include({
      code: 'invalid',
      field: 'email',
      status: 422,
    });
    expect(await failure(problem(429, 'rate-limited', {}, { 'Retry-After': '42' }))).to.include({
      code: 'rate-limited',
      retryAfter: 42,
    });
    expect(await failure(problem(403, 'closed'))).to.include({ code: 'closed', status: 403 });
    expect(await failure(problem(403, 'captcha-needed'))).to.include({ code: 'captcha-needed' });
    expect(await failure(problem(422, 'filtered'))).to.include({ code: 'filtered' });
  });

  it('falls back on the status where the reason is missing or made up', async () => {
    expect(await failure(problem(503, 'exploded'))).to.include({ code: 'server', status: 503 });
    expect(await failure(json(500, null))).to.include({ code: 'server' });
    expect(await failure(new Response('<h1>Nothing here', { status: 404 }))).to.include({ code: 'not-found' });
    expect(await failure(new Response('', { status: 429 }))).to.include({ code: 'rate-limited', retryAfter: undefined });
  });

  it('does not take a page, half an answer or nothing for a success', async () => {
    for (const body of ['<!doctype html><p>Sign in to the Wi-Fi', '{"status":"subscr', '', '"subscribed"', '[]', 'null']) {
      expect(await failure(new Response(body, { status: 200 })), body).to.include({ code: 'unreadable' });
    }
  });

  it('says that the backend could not be reached, and lets an abort through as it is', async () => {
    const port = rest({ src: 'https://api.example', fetch: () => Promise.reject(new TypeError('x')) });
    const thrown = await port.subscribe(request, signal).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(AfterwordError).and.include({ code: 'offline' });
    const reason = new Error('gone');
    expect(await port.subscribe(request, AbortSignal.abort(reason)).catch((error: unknown) => error)).to.equal(reason);
  });

  it('offers only topics that can be shown and sent, and none where the backend knows none', async () => {
    const odd = {
      topics: [
        null,
        1,
        { id: 'a' },
        { id: '', label: 'x' },
        { id: 'a', label: ' ' },
        { id: 'a', label: 'A' },
        { id: 'a', label: 'B' },
      ],
    };
    const port = rest({ src: 'https://api.example', fetch: answering(() => json(200, odd)).fetch });
    expect(await port.topics!(signal)).to.deep.equal([{ id: 'a', label: 'A' }]);
    const without = rest({ src: 'https://api.example', fetch: answering(() => json(404, {})).fetch });
    expect(await without.topics!(signal)).to.deep.equal([]);
    const broken = rest({ src: 'https://api.example', fetch: answering(() => json(200, { topics: {} })).fetch });
    expect(await broken.topics!(signal).catch((error: AfterwordError) => error.code)).to.equal('unreadable');
  });

  it('tells the developer about an address that cannot be fetched', () => {
    for (const src of ['mailto:a@b.example', 'javascript:alert(1)', '/api', '']) {
      expect(() => rest({ src }), src)
        .to.throw(AfterwordError)
        .with.property('code', 'misconfigured');
    }
    expect(fromSrc(new URL('https://api.example/')).key).to.equal('rest https://api.example/');
  });
});
