import { expect } from 'chai';
import { form, fromSrc } from '../../src/adapters/newsletter/form.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { SubscribeRequest } from '../../src/ports/newsletter.js';
import { newsletterContract } from '../contracts/newsletter.js';

const signal = new AbortController().signal;
const request: SubscribeRequest = {
  email: 'ann@example.org',
  fields: [
    ['EMAIL', 'ann@example.org'],
    ['b_12_34', ''],
    ['tag', 'a&b'],
    ['tag', 'two'],
  ],
  page: { url: 'https://paper.example/story' },
};
const SRC = 'https://lists.example/subscribe/post?u=12&id=34';

function answering(answer: () => Response): { fetch: typeof fetch; calls: { url: string; init: RequestInit }[] } {
  const calls: { url: string; init: RequestInit }[] = [];
  return {
    calls,
    fetch: async (url, init = {}) => {
      init.signal?.throwIfAborted();
      calls.push({ url: String(url), init });
      return answer();
    },
  };
}

const html = () =>
  new Response('<!doctype html><h1>Thank you for subscribing!</h1>', { headers: { 'Content-Type': 'text/html' } });
const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

async function outcomeOf(answer: () => Response): Promise<unknown> {
  const port = form({ src: SRC, origin: 'https://lists.example', fetch: answering(answer).fetch });
  return port
    .subscribe(request, signal)
    .catch((thrown: unknown) => (thrown instanceof AfterwordError ? `${thrown.code} ${thrown.field}` : thrown));
}

describe('newsletter adapter form', () => {
  for (const mode of ['cors', 'no-cors'] as const) {
    const contract = newsletterContract({
      make: () => form({ src: SRC, mode, fetch: answering(html).fetch }),
      makeBroken: () => form({ src: SRC, mode, fetch: () => Promise.reject(new TypeError('refused')) }),
    });
    for (const { name, run } of contract) it(`contract (${mode}): ${name}`, run);
  }

  it('posts the publisher’s own fields under their own names, repeated ones too', async () => {
    const { fetch, calls } = answering(html);
    await form({ src: SRC, fetch }).subscribe(request, signal);
    expect(calls[0]!.url).to.equal(SRC);
    expect(String(calls[0]!.init.body as URLSearchParams)).to.equal('EMAIL=ann%40example.org&b_12_34=&tag=a%26b&tag=two');
  });

  it('posts the address too where its field has no name', async () => {
    const { fetch, calls } = answering(html);
    await form({ src: SRC, fetch }).subscribe({ ...request, fields: [['tag', 'x']] }, signal);
    expect(String(calls[0]!.init.body as URLSearchParams)).to.equal('email=ann%40example.org&tag=x');
  });

  it('posts common names when the publisher wrapped no form, and appends fields to the address of a GET form', async () => {
    const { fetch, calls } = answering(html);
    const bare: SubscribeRequest = {
      email: request.email,
      page: request.page,
      name: 'Ann',
      topics: ['x'],
      consent: { text: 'Yes', given: true },
      honeypot: 'h',
    };
    await form({ src: SRC, method: 'GET', fetch }).subscribe(bare, signal);
    expect(calls[0]!.url).to.equal(`${SRC}&email=ann%40example.org&name=Ann&topics=x&consent=Yes&website=h`);
    expect(calls[0]!.init.body).to.equal(undefined);
  });

  it('confirms nothing from a page of HTML, however friendly', async () => {
    expect(await outcomeOf(html)).to.deep.equal({ status: 'unknown' });
    expect(await outcomeOf(() => new Response(''))).to.deep.equal({ status: 'unknown' });
    expect(await outcomeOf(json({ success: true }))).to.deep.equal({ status: 'unknown' });
  });

  it('confirms what readable JSON confirms, and fails as it fails', async () => {
    expect(await outcomeOf(json({ status: 'subscribed' }))).to.deep.equal({ status: 'subscribed' });
    expect(await outcomeOf(json({ status: 'confirm-by-mail' }))).to.deep.equal({ status: 'confirm-by-mail' });
    expect(await outcomeOf(json({ success: false }))).to.equal('invalid email');
    expect(await outcomeOf(json({ result: 'error', msg: 'no' }))).to.equal('invalid email');
    for (const refusal of [
      { errors: ['no'] },
      { errors: { email: ['no'] } },
      { status: 'error', message: 'no' },
      { status: 'Fail', data: { email: 'no' } },
      { status: 'failed' },
      { status: false },
      { success: 0 },
      { success: 'false' },
      { ok: '0' },
      { result: 'fail' },
    ])
      expect(await outcomeOf(json(refusal)), JSON.stringify(refusal)).to.equal('invalid email');
    for (const silent of [{ errors: [] }, { errors: {} }, { errors: null }, { status: 0 }, { success: 1 }, { status: 'ok' }])
      expect(await outcomeOf(json(silent)), JSON.stringify(silent)).to.deep.equal({ status: 'unknown' });
    expect(await outcomeOf(json({}, 400))).to.equal('invalid email');
    expect(await outcomeOf(json({ code: 'closed' }, 403))).to.equal('closed undefined');
    expect(await outcomeOf(json({}, 429))).to.equal('rate-limited undefined');
    expect(await outcomeOf(json({}, 500))).to.equal('server undefined');
    expect(await outcomeOf(() => new Response('<h1>No', { status: 404 }))).to.equal('not-found undefined');
  });

  it('asks a foreign service first, and hands the form to the browser when it lets no script in', async () => {
    const { fetch, calls } = answering(html);
    await form({ src: SRC, origin: 'https://paper.example', fetch }).subscribe(request, signal);
    expect(new Headers(calls[0]!.init.headers).has('X-Requested-With')).to.equal(true);
    await form({ src: SRC, origin: 'https://lists.example', fetch }).subscribe(request, signal);
    expect(new Headers(calls[1]!.init.headers).has('X-Requested-With')).to.equal(false);

    const refused: typeof globalThis.fetch = () => Promise.reject(new TypeError('CORS'));
    expect(await form({ src: SRC, origin: 'https://paper.example', fetch: refused }).subscribe(request, signal)).to.deep.equal({
      status: 'unknown',
      native: true,
    });
    const own = form({ src: SRC, origin: 'https://lists.example', fetch: refused });
    expect(await own.subscribe(request, signal).catch((thrown: AfterwordError) => thrown.code)).to.equal('offline');
  });

  it('sends blindly when told so, and then knows nothing', async () => {
    const opaque = Object.defineProperties(new Response(null), { status: { value: 0 }, ok: { value: false } });
    const { fetch, calls } = answering(() => opaque);
    const port = fromSrc(new URL(`${SRC}#mode=no-cors`));
    expect(port.key).to.equal(`form ${SRC}`);
    const blind = form({ src: SRC, mode: 'no-cors', fetch });
    expect(await blind.subscribe(request, signal)).to.deep.equal({ status: 'unknown' });
    expect(calls[0]!.init.mode).to.equal('no-cors');
    expect(new Headers(calls[0]!.init.headers).has('X-Requested-With')).to.equal(false);
    const offline = form({ src: SRC, mode: 'no-cors', fetch: () => Promise.reject(new TypeError('x')) });
    expect(await offline.subscribe(request, signal).catch((thrown: AfterwordError) => thrown.code)).to.equal('offline');
  });

  it('tells the developer about an action that only a browser can post', () => {
    for (const src of ['mailto:list@paper.example', '/subscribe', '', 'javascript:1']) {
      expect(() => form({ src }), src)
        .to.throw(AfterwordError)
        .with.property('code', 'misconfigured');
    }
  });
});
