import { expect } from 'chai';
import { DraftStore, type Draft, type DraftKey } from '../../src/content/drafts.js';
import { guardedStore, memoryStore, type KeyValueStore, type PlatformStorage } from '../../src/content/key-value-store.js';
import { uuid } from '../../src/content/uuid.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 1, 20);
const key: DraftKey = { backend: 'memory', thread: 'story' };

function draft(text: string, more: Partial<Draft> = {}): Draft {
  return { text, commentId: uuid(), savedAt: NOW, ...more };
}

/** What survives a reload, with a limit in characters. */
function disk(limit = Infinity): KeyValueStore & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: (name) => values.get(name) ?? null,
    set: (name, value) => {
      if (value.length > limit) return false;
      values.set(name, value);
      return true;
    },
    remove: (name) => void values.delete(name),
    keys: () => [...values.keys()],
  };
}

const tab = (storage: KeyValueStore, name: string, now = NOW) => new DraftStore(storage, () => now, name);

describe('a draft', () => {
  it('is there after a reload, with the id of its comment', () => {
    const storage = disk();
    const saved = draft('Half a thought', { sent: ['Half a th', 'Half a thought'] });
    expect(tab(storage, 'a').save(key, saved)).to.equal(true);
    expect(tab(storage, 'a').load(key)).to.deep.equal(saved);
  });

  it('is never shown under another article, backend, reply or edit', () => {
    const store = tab(disk(), 'a');
    store.save(key, draft('mine'));
    const others: DraftKey[] = [
      { ...key, backend: 'rest' },
      { ...key, thread: 'other' },
      { ...key, thread: 'stor' },
      { ...key, parentId: 'c1' },
      { ...key, editId: 'c1' },
      { ...key, thread: 'story",null,null] ' },
    ];
    others.forEach((other, index) => {
      expect(store.load(other), JSON.stringify(other)).to.equal(undefined);
      store.save(other, draft(`other ${index}`));
    });
    expect(store.load(key)!.text).to.equal('mine');
    others.forEach((other, index) => expect(store.load(other)!.text).to.equal(`other ${index}`));
  });

  it('is forgotten when it was posted', () => {
    const storage = disk();
    const store = tab(storage, 'a');
    store.save(key, draft('posted'));
    store.clear(key);
    expect([store.load(key), tab(storage, 'a').load(key), tab(storage, 'b').load(key)]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect(storage.values.size).to.equal(0);
  });

  it('is forgotten after seven days, and gone from the device at the first visit a week after one that found it old', () => {
    const storage = disk();
    tab(storage, 'a').save(key, draft('old'));
    expect(tab(storage, 'a', NOW + 7 * DAY - 1).load(key)!.text).to.equal('old');
    for (const later of [7, 10, 14 - 1 / DAY]) expect(tab(storage, 'a', NOW + later * DAY).load(key)).to.equal(undefined);
    expect(storage.values.size).to.equal(1);
    expect(tab(storage, 'a', NOW + 14 * DAY).load(key)).to.equal(undefined);
    expect(storage.values.size).to.equal(0);
  });

  it('is there again after visits with a wrong clock, and from a clock that is behind as well', () => {
    const storage = disk();
    const saved = draft('An hour of work');
    tab(storage, 'a').save(key, saved);
    for (const wrong of [-10, -9, -20_000, 0])
      expect(tab(storage, 'a', NOW + wrong * DAY).load(key)!.text).to.equal(saved.text);
    for (const wrong of [365, 366]) expect(tab(storage, 'a', NOW + wrong * DAY).load(key)).to.equal(undefined);
    const right = tab(storage, 'a', NOW + 3 * DAY);
    expect(right.load(key)!.text).to.equal(saved.text);
    right.save(key, { ...saved, text: 'An hour of work, and more' });
    expect(JSON.parse([...storage.values.values()][0]!)).to.have.all.keys('text', 'commentId', 'savedAt');
  });

  it('is not kept for ever because a clock was wrong', () => {
    const storage = disk();
    const saved = draft('from the future', { savedAt: NOW + 400 * DAY });
    tab(storage, 'a').save(key, saved);
    expect(tab(storage, 'a').load(key)!.text).to.equal('from the future');
    expect(tab(storage, 'a', NOW + 6 * DAY).load(key)!.text).to.equal('from the future');
    expect(tab(storage, 'a', NOW + 7 * DAY).load(key)).to.equal(undefined);
    tab(storage, 'a').save(key, saved);
    // Found in the wrong place twice, by clocks that were wrong either way.
    for (const time of [900, 0, 6]) tab(storage, 'a', NOW + time * DAY).load(key);
    expect(storage.values.size).to.equal(1);
    tab(storage, 'a', NOW + 7 * DAY).load(key);
    expect(storage.values.size).to.equal(0);
  });

  it('may be any text at all', () => {
    const store = tab(disk(), 'a');
    for (const text of HOSTILE_TEXT) {
      const place = { backend: text, thread: text, parentId: text };
      store.save(place, draft(text));
      expect(store.load(place)!.text).to.equal(text);
    }
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  it('that cannot be read is ignored', () => {
    const storage = disk();
    tab(storage, 'a').save(key, draft('x'));
    const [slot, good] = [...storage.values][0]!;
    const bad: unknown[] = [
      null,
      1,
      'text',
      [],
      {},
      { text: 'no id', savedAt: NOW },
      { text: 1, commentId: uuid(), savedAt: NOW },
      { text: 'x', commentId: '<img src=x onerror=alert(1)>', savedAt: NOW },
      { text: 'x', commentId: {}, savedAt: NOW },
      { text: 'x', commentId: uuid(), savedAt: 'yesterday' },
      { text: 'x', commentId: uuid(), savedAt: null },
      { v: 0, body: 'an older schema' },
      { text: 'x'.repeat(3_000_000), commentId: uuid(), savedAt: NOW },
      JSON.parse('{"__proto__":{"text":"x","commentId":"12345678","savedAt":1}}'),
    ];
    for (const stored of [
      '',
      '{',
      '{"text":"cut',
      '<!doctype html>',
      '\u0000',
      ...bad.map((value) => JSON.stringify(value)),
      ...HOSTILE_TEXT,
    ]) {
      storage.values.set(slot, stored);
      expect(tab(storage, 'a').load(key), stored.slice(0, 80)).to.equal(undefined);
    }
    storage.values.set(slot, good);
    expect(tab(storage, 'a').load(key)!.text).to.equal('x');
  });

  it('that is longer than any comment is kept as long as the page, and says so', () => {
    const storage = disk();
    const page = tab(storage, 'a');
    expect(page.save(key, draft('x'.repeat(3_000_000)))).to.equal(false);
    expect(page.load(key)!.text).to.have.length(3_000_000);
    expect(tab(storage, 'a').load(key)).to.equal(undefined);
  });

  it('of an earlier version knows that it was sent, and no rubbish is taken for a text of a try (A2)', () => {
    const storage = disk();
    tab(storage, 'a').save(key, draft('said'));
    const [slot, stored] = [...storage.values][0]!;
    const read = (sent: unknown) => {
      storage.values.set(slot, JSON.stringify({ ...(JSON.parse(stored) as Draft), sent }));
      return tab(storage, 'a').load(key)!.sent;
    };
    expect([true, false, null, 1, 'said', {}, [], [1, null]].map(read)).to.deep.equal([
      ['said'],
      ...Array.from({ length: 7 }, () => undefined),
    ]);
    expect(read(['one', 2, {}, 'two'])).to.deep.equal(['one', 'two']);
  });

  it('leaves alone what others keep in the same storage', () => {
    const storage = disk();
    storage.values.set('theirs', 'not JSON');
    tab(storage, 'a').load(key);
    expect([...storage.values]).to.deep.equal([['theirs', 'not JSON']]);
  });
});

describe('the drafts that were begun in a conversation', () => {
  it('are known by what they are for, of every tab, each once', () => {
    const storage = disk();
    const [here, there] = [tab(storage, 'a'), tab(storage, 'b')];
    here.save(key, draft('A comment'));
    there.save(key, draft('The same form in another tab'));
    here.save({ ...key, parentId: 'p' }, draft('A reply'));
    there.save({ ...key, editId: 'e' }, draft('A change'));
    expect(here.begun('memory', 'story')).to.have.deep.members([
      { ...key, parentId: undefined, editId: undefined },
      { ...key, parentId: 'p', editId: undefined },
      { ...key, parentId: undefined, editId: 'e' },
    ]);
  });

  it('are not those of another conversation or backend, however alike they are called', () => {
    const storage = disk();
    const store = tab(storage, 'a');
    for (const thread of ['story 2', 'story"', 'stor', 'story","x'])
      store.save({ backend: 'memory', thread }, draft('Elsewhere'));
    store.save({ backend: 'memory 2', thread: 'story' }, draft('Elsewhere'));
    expect(store.begun('memory', 'story')).to.deep.equal([]);
  });

  it('are none once they were posted, are too old, or cannot be read', () => {
    const storage = disk();
    tab(storage, 'a').save(key, draft('Posted'));
    tab(storage, 'a').clear(key);
    tab(storage, 'a').save({ ...key, parentId: 'p' }, draft('Old'));
    storage.set('afterword.draft.1 ["memory","story",{}} x', 'nobody knows');
    expect(tab(storage, 'a', NOW + 8 * DAY).begun('memory', 'story')).to.deep.equal([]);
  });
});

describe('two tabs with the same article', () => {
  it('never destroy each other’s drafts', () => {
    const storage = disk();
    const [a, b] = [tab(storage, 'a'), tab(storage, 'b')];
    a.save(key, draft('alpha'));
    expect(b.load(key)!.text).to.equal('alpha');
    b.save(key, draft('beta', { savedAt: NOW + 1 }));
    a.save(key, draft('alpha!', { savedAt: NOW + 2 }));
    expect([tab(storage, 'a').load(key)!.text, tab(storage, 'b').load(key)!.text]).to.deep.equal(['alpha!', 'beta']);
    b.clear(key);
    expect(tab(storage, 'a').load(key)!.text).to.equal('alpha!');
    expect(tab(storage, 'c').load(key)!.text).to.equal('alpha!');
  });

  it('make two comments of it when one goes on with what the other began', () => {
    const storage = disk();
    const begun = draft('shared words');
    tab(storage, 'a').save(key, begun);
    const b = tab(storage, 'b');
    const continued = b.load(key)!;
    expect(continued.commentId).not.to.equal(begun.commentId);
    expect(b.load(key)!.commentId).to.equal(continued.commentId);
  });

  it('make one comment of what was sent and never answered', () => {
    const storage = disk();
    const sent = draft('sent', { sent: ['sent'] });
    tab(storage, 'a').save(key, sent);
    expect(tab(storage, 'b').load(key)).to.deep.equal(sent);
  });

  it('offer the newest, and what is on its way last', () => {
    const storage = disk();
    tab(storage, 'a').save(key, draft('older'));
    tab(storage, 'b').save(key, draft('newer', { savedAt: NOW + 5 }));
    tab(storage, 'c').save(key, draft('on its way', { savedAt: NOW + 9, sent: ['on its way'] }));
    expect(tab(storage, 'd').load(key)!.text).to.equal('newer');
  });
});

describe('two forms for the same article on one page', () => {
  it('keep both texts, and each forgets its own', () => {
    const storage = disk();
    const page = tab(storage, 'a');
    const [one, two] = [draft('Text of the first'), draft('Text of the second', { savedAt: NOW + 1 })];
    page.save(key, one);
    page.save(key, two);
    expect(storage.values.size).to.equal(2);
    expect(tab(storage, 'a').load(key)!.text).to.equal('Text of the second');
    page.clear(key, one.commentId);
    expect(page.load(key)!.text).to.equal('Text of the second');
    page.clear(key, two.commentId);
    expect(storage.values.size).to.equal(0);
  });

  it('are not given the text that the other has open', () => {
    const storage = disk();
    const page = tab(storage, 'a');
    const [one, two] = [{ isConnected: true }, { isConnected: true }];
    expect(page.load(key, one)).to.equal(undefined);
    const first = draft('Text of the first');
    page.save(key, first, one);
    expect(page.load(key, two)).to.equal(undefined);
    page.save(key, draft('Text of the second', { savedAt: NOW + 1 }), two);
    expect(page.load(key, one)!.text).to.equal('Text of the first');
    // The page is rendered anew.
    two.isConnected = false;
    expect(page.load(key, { isConnected: true })!.text).to.equal('Text of the second');
    page.clear(key, first.commentId);
    expect(tab(storage, 'a').load(key)!.text).to.equal('Text of the second');
  });

  it('do not both continue what another tab began', () => {
    const storage = disk();
    tab(storage, 'other').save(key, draft('begun there'));
    const page = tab(storage, 'a');
    const [one, two] = [{ isConnected: true }, { isConnected: true }];
    const { commentId } = page.load(key, one)!;
    expect(page.load(key, two)).to.equal(undefined);
    expect(page.load(key, one)!.commentId).to.equal(commentId);
  });
});

describe('a draft that another tab left behind', () => {
  it('is gone with the comment that was made of it', () => {
    const storage = disk();
    tab(storage, 'crashed').save(key, draft('Half a th'));
    const here = tab(storage, 'here');
    here.save(key, { ...here.load(key)!, text: 'Half a thought', sent: ['Half a thought'] });
    here.clear(key);
    expect(storage.values.size).to.equal(0);
  });

  it('is offered in no tab but its own when it was corrected and posted here', () => {
    const storage = disk();
    const there = tab(storage, 'there');
    there.save(key, draft('I thikn so'));
    const here = tab(storage, 'here');
    here.save(key, { ...here.load(key)!, text: 'I think so', sent: ['I think so'] });
    here.clear(key);
    expect([here.load(key), tab(storage, 'next').load(key)]).to.deep.equal([undefined, undefined]);
    expect(there.load(key)!.text).to.equal('I thikn so');
  });

  it('is offered in no tab but its own when it was corrected, the page was loaded again, and it was posted then', () => {
    const storage = disk();
    tab(storage, 'crashed').save(key, draft('The old wods'));
    const here = tab(storage, 'a');
    const continued = here.load(key)!;
    here.save(key, { ...continued, text: 'The old words' });
    const again = tab(storage, 'a');
    expect(again.load(key)!.text).to.equal('The old words');
    again.save(key, { ...continued, text: 'The old words', sent: ['The old words'] });
    again.clear(key, continued.commentId);
    for (const name of ['a', 'b']) expect(tab(storage, name).load(key)).to.equal(undefined);
    expect(tab(storage, 'crashed').load(key)!.text).to.equal('The old wods');
  });

  it('is known as posted in the tab that still shows it, until its words are others', () => {
    const storage = disk();
    const mine = draft('One thought');
    const saving = tab(storage, 'a');
    saving.save(key, mine);
    const [reloaded, other, third] = [tab(storage, 'a'), tab(storage, 'b'), tab(storage, 'c')];
    const [, theirs, alike] = [reloaded, other, third].map((store) => store.load(key)!);
    const known = [
      [saving, mine],
      [reloaded, mine],
      [third, alike!],
    ] as const;
    const posted = () => known.map(([store, { commentId }]) => store.isPosted(key, commentId, 'One thought'));
    expect(posted(), 'before').to.deep.equal([false, false, false]);
    other.save(key, { ...theirs!, sent: ['One thought'] });
    expect(posted(), 'on its way').to.deep.equal([false, false, false]);
    expect(other.isPosted(key, theirs!.commentId, 'One thought'), 'the one that is sent').to.equal(false);
    other.clear(key, theirs!.commentId);
    expect(posted(), 'posted').to.deep.equal([true, true, true]);
    expect(third.isPosted(key, alike!.commentId, 'Another thought')).to.equal(false);
    expect(third.isPosted({ ...key, parentId: 'c1' }, uuid(), 'One thought')).to.equal(false);
  });

  it('stays in its own tab, and is offered in no other, when it was discarded here', () => {
    const storage = disk();
    const there = tab(storage, 'there');
    there.save(key, draft('never mind'));
    const here = tab(storage, 'here');
    here.save(key, { ...here.load(key)!, text: 'never mind this' });
    here.clear(key);
    expect([here.load(key), tab(storage, 'next').load(key), here.begun('memory', 'story')]).to.deep.equal([
      undefined,
      undefined,
      [],
    ]);
    expect(tab(storage, 'there').load(key)!.text).to.equal('never mind');
    there.save(key, draft('never mind, or do', { savedAt: NOW + 1 }));
    expect(here.load(key)!.text).to.equal('never mind, or do');
  });

  it('is gone when nothing but its answer was missing, and that came here', () => {
    const storage = disk();
    tab(storage, 'crashed').save(key, draft('sent', { sent: ['sent'] }));
    const here = tab(storage, 'here');
    here.load(key);
    here.clear(key);
    expect(storage.values.size).to.equal(0);
  });

  it('stays when something else was written and posted here', () => {
    const storage = disk();
    tab(storage, 'other').save(key, draft('still wanted'));
    const here = tab(storage, 'here');
    here.load(key);
    here.save(key, draft('quite another thing'));
    here.clear(key);
    expect(tab(storage, 'next').load(key)!.text).to.equal('still wanted');
  });

  it('stays when somebody went on with it there', () => {
    const storage = disk();
    const there = tab(storage, 'there');
    there.save(key, draft('one'));
    const here = tab(storage, 'here');
    here.load(key);
    there.save(key, draft('one two', { savedAt: NOW + 1 }));
    here.clear(key);
    expect(there.load(key)!.text).to.equal('one two');
  });
});

describe('without a storage', () => {
  const throwing: KeyValueStore = {
    get: () => {
      throw new Error('SecurityError');
    },
    set: () => {
      throw new Error('SecurityError');
    },
    remove: () => {
      throw new Error('SecurityError');
    },
    keys: () => {
      throw new Error('SecurityError');
    },
  };

  it('a draft lives as long as the page, and says so', () => {
    const store = tab(throwing, 'a');
    expect(store.save(key, draft('in memory'))).to.equal(false);
    expect(store.load(key)!.text).to.equal('in memory');
    store.clear(key);
    expect(store.load(key)).to.equal(undefined);
  });

  it('that takes nothing more, the newest words win over older stored ones', () => {
    const storage = disk(200);
    const store = tab(storage, 'a');
    const commentId = uuid();
    expect(store.save(key, draft('short', { commentId }))).to.equal(true);
    expect(store.save(key, draft('long '.repeat(100), { commentId }))).to.equal(false);
    expect(store.load(key)!.text).to.equal('long '.repeat(100));
    expect(store.save(key, draft('short again', { commentId }))).to.equal(true);
    expect(store.load(key)!.text).to.equal('short again');
  });

  it('of the platform that throws or is full, values are kept in memory', () => {
    const full: PlatformStorage = {
      length: 1,
      key: () => 'theirs',
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => undefined,
    };
    const stores = [
      guardedStore(() => full),
      guardedStore(() => undefined),
      guardedStore(() => {
        throw new DOMException('no', 'SecurityError');
      }),
      memoryStore(),
    ];
    for (const store of stores) {
      expect(store.set('__proto__', 'kept')).to.equal(false);
      expect([store.get('__proto__'), store.get('other')]).to.deep.equal(['kept', null]);
      expect(store.keys()).to.include('__proto__');
      store.remove('__proto__');
      expect(store.get('__proto__')).to.equal(null);
    }
  });
});
