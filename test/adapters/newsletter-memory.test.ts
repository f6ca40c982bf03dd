import { expect } from 'chai';
import { fromSrc, memory, type MemoryNewsletterOptions } from '../../src/adapters/newsletter/memory.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { newsletterContract } from '../contracts/newsletter.js';

const signal = new AbortController().signal;
const request = { email: 'ann@example.org', page: { url: 'https://paper.example/story' } };

describe('newsletter adapter memory', () => {
  const contract = newsletterContract({
    make: () => memory({ topics: [{ id: 'world', label: 'World' }], delay: 1 }),
    makeBroken: () => memory({ failWith: 'server' }),
    validates: true,
  });
  for (const { name, run } of contract) it(`contract: ${name}`, run);

  it('fails as told until told otherwise, and keeps what arrived', async () => {
    const options: MemoryNewsletterOptions = { failWith: new AfterwordError('rate-limited', 'slow down', { retryAfter: 7 }) };
    const port = memory(options);
    expect(await port.subscribe(request, signal).catch((error: AfterwordError) => error.retryAfter)).to.equal(7);
    options.failWith = undefined;
    options.outcome = 'subscribed';
    expect(await port.subscribe(request, signal)).to.deep.equal({ status: 'subscribed' });
    expect(port.received).to.deep.equal([request, request]);
  });

  it('takes a filled honeypot for a robot', async () => {
    const thrown = await memory()
      .subscribe({ ...request, honeypot: 'x' }, signal)
      .catch((error: AfterwordError) => error.code);
    expect(thrown).to.equal('filtered');
  });

  it('reads its options from the query of its source', async () => {
    const port = fromSrc(new URL('https://paper.example/?outcome=already-subscribed&delay=1&list=a'));
    expect(port.key).to.equal('memory a');
    expect(port.topics).to.equal(undefined);
    expect(await port.subscribe(request, signal)).to.deep.equal({ status: 'already-subscribed' });
  });
});
