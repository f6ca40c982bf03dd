import { expect } from '@open-wc/testing';
import { memory, type MemoryOptions, type MemoryPort } from '../../src/adapters/comments/memory.js';
import { rest } from '../../src/adapters/comments/rest.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import { article, forgetEverything, freshThread, openBox, press, queryButton, shown, write } from '../support/comment-box.js';
import { until } from '../support/wait.js';

const never = (): AbortSignal => new AbortController().signal;
const SEED = { comments: [{ id: 'a', author: 'Ann', text: 'The first.' }] };

/** Somebody else writes in the same thread. */
async function elsewhere(port: MemoryPort, thread: string, text: string): Promise<void> {
  const id = crypto.randomUUID();
  await port.as('another').post!({ id: thread, url: location.href }, { id, text, name: 'Bob' }, never());
}

/** Lets the page be what readers leave and come back to. */
function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

const calls = (port: MemoryPort, method: string): number => port.log.filter((call) => call.method === method).length;

describe('<comment-box>, what others write meanwhile', () => {
  beforeEach(forgetEverything);
  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
    forgetEverything();
  });

  it('offers new comments the moment the backend tells of them, and moves nothing before the reader asks', async () => {
    const port = memory(SEED);
    const box = await openBox(port);
    await until(() => calls(port, 'watch') === 1, 'the box to listen');
    const first = await article(box, 'The first.');
    const { top } = first.getBoundingClientRect();
    await elsewhere(port, box.thread, 'Something new.');
    await until(() => queryButton(box, 'Show 1 new comment'), 'the offer');
    expect(shown(box)).not.to.contain('Something new.');
    expect(first.getBoundingClientRect().top).to.equal(top);
    await press(box, 'Show 1 new comment');
    await article(box, 'Something new.');
    expect(queryButton(box, /new comment/)).to.equal(undefined);
    expect(calls(port, 'counts')).to.equal(0);
  });

  it('listens only while a reader is near, and hears then what was written meanwhile', async () => {
    const port = memory(SEED);
    const listening = new Set<AbortSignal>();
    const watch: CommentsPort['watch'] = (page, onTotal, signal) => {
      listening.add(signal);
      signal.addEventListener('abort', () => listening.delete(signal));
      return port.watch!(page, onTotal, signal);
    };
    const box = await openBox({ ...port, watch });
    await until(() => listening.size === 1, 'the box to listen');
    const spacer = document.createElement('div');
    spacer.style.blockSize = '9000px';
    box.parentElement!.before(spacer);
    try {
      scrollTo(0, 0);
      await until(() => listening.size === 0, 'the box to leave off');
      await elsewhere(port, box.thread, 'Something new.');
      box.scrollIntoView();
      await until(() => listening.size === 1, 'the box to listen again');
      await until(() => queryButton(box, 'Show 1 new comment'), 'the offer');
    } finally {
      spacer.remove();
    }
  });

  it('does not offer the reader their own comment as a new one', async () => {
    const port = memory(SEED);
    const box = await openBox(port);
    await write(box, 'My own words.');
    await press(box, 'Post comment');
    await article(box, 'My own words.');
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(queryButton(box, /new comment/)).to.equal(undefined);
  });

  it('takes no comment of the reader’s own for news, however long the backend takes to answer', async () => {
    const port = memory(SEED);
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const box = await openBox({
      ...port,
      async post(...post) {
        const outcome = await port.post!(...post);
        await slow;
        return outcome;
      },
    });
    await until(() => calls(port, 'watch') === 1, 'the box to listen');
    await write(box, 'My own words.');
    await press(box, 'Post comment');
    await until(() => calls(port, 'post') === 1, 'the backend to have it');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(queryButton(box, /new comment/), 'meanwhile').to.equal(undefined);
    await elsewhere(port, box.thread, 'Something new.');
    answer();
    await article(box, 'My own words.');
    await until(() => queryButton(box, 'Show 1 new comment'), 'what somebody else wrote');
  });

  it('asks once a minute where the backend tells nothing', async () => {
    const timers: { run: () => void; every: number }[] = [];
    const { setInterval } = window;
    window.setInterval = ((run: () => void, every: number) => {
      timers.push({ run, every });
      return timers.length;
    }) as typeof window.setInterval;
    try {
      const port = memory({ ...SEED, without: ['watch'] });
      const box = await openBox(port);
      expect(timers.map(({ every }) => every)).to.deep.equal([60_000]);
      await elsewhere(port, box.thread, 'Something new.');
      const later = Date.now() + 60_000;
      const { now } = Date;
      Date.now = () => later;
      try {
        timers[0]!.run();
      } finally {
        Date.now = now;
      }
      await until(() => queryButton(box, 'Show 1 new comment'), 'the offer');
      expect(shown(box)).not.to.contain('Something new.');
    } finally {
      window.setInterval = setInterval;
    }
  });

  it('asks from time to time once a backend that told stops telling', async () => {
    const options: MemoryOptions = SEED;
    const port = memory(options);
    let asked = 0;
    const deaf: CommentsPort = {
      ...port,
      watch: () => Promise.reject(new AfterwordError('offline', 'no stream')),
      counts: (pages) => {
        asked++;
        return Promise.resolve(pages.map(() => 3));
      },
    };
    const box = await openBox(deaf);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    setHidden(true);
    setHidden(false);
    await until(() => queryButton(box, 'Show 2 new comments'), 'the offer');
    expect(asked).to.equal(1);
  });

  it('runs no timer and holds no connection in a hidden tab, and catches up on return (E60)', async () => {
    const running = new Set<number>();
    const { setInterval, clearInterval } = window;
    window.setInterval = ((run: () => void, every: number) => {
      const timer = setInterval(run, every);
      running.add(timer);
      return timer;
    }) as typeof window.setInterval;
    window.clearInterval = ((timer?: number) => {
      running.delete(timer!);
      clearInterval(timer);
    }) as typeof window.clearInterval;
    try {
      const port = memory(SEED);
      let open = 0;
      const counted: CommentsPort = {
        ...port,
        watch: async (page, onTotal, signal) => {
          open++;
          return port.watch!(page, onTotal, signal).finally(() => open--);
        },
      };
      const box = await openBox(counted);
      await until(() => open === 1, 'the box to listen');
      expect(running.size).to.equal(1);
      setHidden(true);
      await until(() => open === 0, 'the box to stop listening');
      expect(running.size).to.equal(0);
      setHidden(false);
      await until(() => open === 1 && running.size === 1, 'the box to listen again');
      box.remove();
      await until(() => open === 0 && running.size === 0, 'the box to let go');
    } finally {
      Object.assign(window, { setInterval, clearInterval });
    }
  });

  it('hears of new comments from the demo’s backend, through an event stream', async function () {
    this.timeout(60_000);
    // It is started by whoever asks first.
    await fetch('/api/comments?thread=wake');
    let isOpen = false;
    class Stream extends EventSource {
      constructor(url: string | URL, options?: EventSourceInit) {
        super(url, options);
        this.addEventListener('open', () => (isOpen = true));
      }
    }
    const port = rest({ src: '/api', eventSource: Stream });
    const box = await openBox(port, freshThread());
    const page = { id: box.thread, url: location.href };
    await until(() => isOpen, 'the stream');
    await port.post!(page, { id: crypto.randomUUID(), text: 'From another place.', name: 'Bob' }, never());
    await until(() => queryButton(box, 'Show 1 new comment'), 'the offer');
    await press(box, 'Show 1 new comment');
    await article(box, 'From another place.');
  });
});
