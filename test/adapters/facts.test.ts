import { expect } from 'chai';
import { loadFacts } from '../../src/adapters/facts.js';

const live = (): AbortSignal => new AbortController().signal;
const failure = async (url: string): Promise<string> => {
  try {
    await loadFacts(url, live());
    return 'none';
  } catch (thrown) {
    return (thrown as { code?: string }).code ?? String(thrown);
  }
};

describe('loading a pool of facts', () => {
  it('answers its facts', async () => {
    const pool = encodeURIComponent(JSON.stringify({ facts: [{ text: 'One' }] }));
    expect((await loadFacts(`data:application/json,${pool}`, live())).map(({ text }) => text)).to.deep.equal(['One']);
  });

  it('names what went wrong: HTML, truncated JSON, another shape, nobody there', async () => {
    expect(await failure('data:text/html,<h1>Hello</h1>')).to.equal('unreadable');
    expect(await failure('data:application/json,{"facts":[')).to.equal('unreadable');
    expect(await failure('data:application/json,[]')).to.equal('unreadable');
    expect(await failure('http://127.0.0.1:1/facts.json')).to.equal('offline');
  });
});
