import { expect } from 'chai';
import { memoryStore, type KeyValueStore } from '../../src/content/key-value-store.js';
import { PendingStore, type PendingComment } from '../../src/content/pending.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 1, 20);
const waiting = (id: string, more: Partial<PendingComment> = {}): PendingComment => ({
  id,
  text: `text of ${id}`,
  createdAt: NOW,
  ...more,
});
const ids = (store: PendingStore, thread = 't') => store.list('b', thread).map(({ id }) => id);

describe('one’s own comments that wait', () => {
  it('are remembered for their thread until they appear', () => {
    const storage = memoryStore();
    const store = new PendingStore(storage, () => NOW);
    store.add('b', 't', waiting('1', { parentId: 'p', name: 'Ann' }));
    store.add('b', 't', waiting('2'));
    store.add('b', 't', waiting('1', { text: 'edited' }));
    const reloaded = new PendingStore(storage, () => NOW);
    expect(reloaded.list('b', 't')).to.deep.equal([waiting('2'), waiting('1', { text: 'edited' })]);
    expect([ids(reloaded, 'other'), reloaded.list('other', 't')]).to.deep.equal([[], []]);
    reloaded.remove('b', 't', '2');
    reloaded.remove('b', 't', 'unknown');
    expect(ids(reloaded)).to.deep.equal(['1']);
    reloaded.remove('b', 't', '1');
    expect(storage.keys()).to.deep.equal([]);
  });

  it('are forgotten after 30 days', () => {
    const storage = memoryStore();
    new PendingStore(storage, () => NOW).add('b', 't', waiting('1'));
    expect(ids(new PendingStore(storage, () => NOW + 30 * DAY - 1))).to.deep.equal(['1']);
    expect(ids(new PendingStore(storage, () => NOW + 30 * DAY))).to.deep.equal([]);
  });

  it('are there again after a visit with a wrong clock, whatever was written or taken away then', () => {
    const storage = memoryStore();
    const at = (days: number) => new PendingStore(storage, () => NOW + days * DAY);
    at(0).add('b', 't', waiting('1'));
    at(0).add('b', 't', waiting('2'));
    for (const wrong of [-40, 365]) at(wrong).add('b', 't', waiting(`wrong ${wrong}`, { createdAt: NOW + wrong * DAY }));
    at(365).remove('b', 't', '2');
    expect(ids(at(1))).to.deep.equal(['1']);
  });

  it('may say anything', () => {
    const store = new PendingStore(memoryStore(), () => NOW);
    for (const text of HOSTILE_TEXT) {
      store.add(text, text, waiting(text, { text, name: text }));
      expect(store.list(text, text)).to.deep.equal([waiting(text, { text, name: text })]);
    }
  });

  it('are all remembered when they are long', () => {
    const storage = memoryStore();
    const store = new PendingStore(storage, () => NOW);
    for (const id of ['1', '2', '3']) store.add('b', 't', waiting(id, { text: 'x'.repeat(1_000_000) }));
    expect(ids(new PendingStore(storage, () => NOW))).to.deep.equal(['1', '2', '3']);
  });

  it('that cannot be read do not hide the others', () => {
    const storage = memoryStore();
    const store = new PendingStore(storage, () => NOW);
    store.add('b', 't', waiting('1'));
    const [slot] = storage.keys();
    const bad = [
      null,
      1,
      [],
      {},
      { id: '', text: 'x', createdAt: NOW },
      { id: 'x', text: 1, createdAt: NOW },
      { id: 'x', text: 'x' },
    ];
    storage.set(slot!, JSON.stringify([...bad, waiting('good'), { ...waiting('odd'), parentId: 7, name: {} }]));
    expect(store.list('b', 't')).to.deep.equal([waiting('good'), waiting('odd')]);
    for (const stored of ['', '{', '{"a":1}', '"x"', '['.repeat(1000), 'x'.repeat(3_000_000), ...HOSTILE_TEXT]) {
      storage.set(slot!, stored);
      expect(ids(store)).to.deep.equal([]);
    }
  });

  it('live as long as the page where nothing can be stored', () => {
    const refuse = () => {
      throw new Error('SecurityError');
    };
    const blocked: KeyValueStore = { get: refuse, set: refuse, remove: refuse, keys: refuse };
    const store = new PendingStore(blocked, () => NOW);
    expect(store.add('b', 't', waiting('1'))).to.equal(false);
    expect(ids(store)).to.deep.equal(['1']);
    store.remove('b', 't', '1');
    expect(ids(store)).to.deep.equal([]);
  });
});
