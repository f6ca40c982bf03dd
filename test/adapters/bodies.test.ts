import { expect } from 'chai';
import { AfterwordError } from '../../src/ports/errors.js';
import { ensureDomParser } from '../support/dom-parser.js';
import { jsonBodies } from '../support/json-bodies.js';
import { articlesBackends, commentsBackends, newsletterBackends } from '../support/recorded-backends.js';

await ensureDomParser();

const signal = new AbortController().signal;

/** What became of a body: a list, or a failure of the vocabulary; anything else fails the test. */
async function outcome(body: string, act: () => Promise<readonly unknown[]>): Promise<number> {
  try {
    return (await act()).length;
  } catch (thrown) {
    expect(thrown, `${body.slice(0, 60)} threw ${String(thrown)}`).to.be.instanceOf(AfterwordError);
    return 0;
  }
}

describe('bodies of answers that nobody expects', () => {
  it('are many', () => expect(jsonBodies.length).to.be.greaterThan(119));

  for (const [name, backend] of Object.entries(commentsBackends)) {
    it(`show no comment and throw nothing strange: ${name} (D41)`, async () => {
      for (const body of jsonBodies) {
        const port = backend.make(() => Promise.resolve(new Response(body)));
        const act = async () => (await port.list(backend.page, { sort: port.sorts[0]! }, signal)).comments;
        expect(await outcome(body, act), body.slice(0, 60)).to.equal(0);
      }
    });
  }
  for (const [name, backend] of Object.entries(articlesBackends)) {
    it(`show no article and throw nothing strange: ${name} (D41)`, async () => {
      for (const body of jsonBodies) {
        const port = backend.make(() => Promise.resolve(new Response(body)));
        expect(await outcome(body, async () => (await port.list(backend.page, signal)).articles), body.slice(0, 60)).to.equal(
          0,
        );
      }
    });
  }
  for (const [name, backend] of Object.entries(newsletterBackends)) {
    it(`are no subscription: ${name} (D41)`, async () => {
      for (const body of jsonBodies) {
        const port = backend.make(() => Promise.resolve(new Response(body)));
        const act = async () => [(await port.subscribe({ email: 'a@b.example', page: backend.page }, signal)).status];
        const claimed = await act().catch((thrown: unknown) => {
          expect(thrown, body.slice(0, 60)).to.be.instanceOf(AfterwordError);
          return ['unknown'];
        });
        expect(claimed, body.slice(0, 60)).to.deep.equal(['unknown']);
      }
    });
  }
});
