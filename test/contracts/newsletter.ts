import type { NewsletterPort, SubscribeRequest } from '../../src/ports/newsletter.js';
import { asError, assert, fails, rejects, signal, type ContractCase } from './assert.js';

/** What a newsletter adapter brings to be measured. Nothing here needs a test framework: run each case and await it. */
export interface NewsletterContractSetup {
  /** A port on a backend that works. Called anew for each case. */
  make: () => NewsletterPort | Promise<NewsletterPort>;
  /** The same port on a backend that is down, when that can be had. */
  makeBroken?: () => NewsletterPort | Promise<NewsletterPort>;
  /** The backend looks at addresses and topics and says so; a blind one cannot. */
  validates?: boolean;
  /** An address that the backend takes and has not seen; by default a new one at `example.org`. */
  address?: () => string;
}

const STATUSES = ['subscribed', 'confirm-by-mail', 'already-subscribed', 'unknown'];

let count = 0;

/** The promises of `NewsletterPort`, one case each; `run` rejects when one is broken. */
export function newsletterContract(setup: NewsletterContractSetup): ContractCase[] {
  const address = setup.address ?? (() => `reader-${Date.now()}-${++count}@example.org`);
  const requestFor = (email: string, more: Partial<SubscribeRequest> = {}): SubscribeRequest =>
    deepFreeze({ email, page: { url: 'https://paper.example/story' }, elapsed: 5000, ...more });

  const cases: ContractCase[] = [
    {
      name: 'has a key that is the same on every page load',
      async run() {
        const [one, two] = [await setup.make(), await setup.make()];
        assert(typeof one.key === 'string' && one.key.length > 0, 'the key is empty');
        assert(one.key === two.key, `the key changed from ${one.key} to ${two.key}`);
      },
    },
    {
      name: 'answers a new address with one of the known outcomes',
      async run() {
        const outcome = await (await setup.make()).subscribe(requestFor(address()), signal());
        assert(STATUSES.includes(outcome.status), `${outcome.status} is no outcome`);
        assert(!outcome.native || outcome.status === 'unknown', 'what was not sent cannot be known');
      },
    },
    {
      name: 'takes the same address again without failing',
      async run() {
        const port = await setup.make();
        const request = requestFor(address());
        await port.subscribe(request, signal());
        assert(STATUSES.includes((await port.subscribe(request, signal())).status), 'no outcome the second time');
      },
    },
    {
      name: 'takes everything a form may carry, and changes none of it',
      async run() {
        const email = address();
        const request = requestFor(email, {
          name: 'Zoë “<b>” Ünal',
          consent: { text: 'I agree & more', given: true, time: 1_700_000_000_000 },
          fields: [
            ['email', email],
            ['tag', 'a&b=c'],
            ['tag', 'two'],
          ],
        });
        assert(STATUSES.includes((await (await setup.make()).subscribe(request, signal())).status), 'no outcome');
      },
    },
    {
      name: 'keeps two sign-ups at once apart',
      async run() {
        const port = await setup.make();
        const outcomes = await Promise.all([1, 2].map(() => port.subscribe(requestFor(address()), signal())));
        assert(
          outcomes.every(({ status }) => STATUSES.includes(status)),
          'one of them got no outcome',
        );
      },
    },
    {
      name: 'fails for odd addresses, if at all, with a code of ours',
      async run() {
        const port = await setup.make();
        const odd = [
          'reader@bücher.example',
          'reader@xn--bcher-kva.example',
          `${'a'.repeat(188)}@example.org`,
          '"a b"@example.org',
        ];
        for (const email of odd) {
          await port.subscribe(requestFor(email), signal()).catch(asError);
        }
      },
    },
    {
      name: 'sends nothing for a signal that was aborted before',
      async run() {
        const aborted = AbortSignal.abort();
        const port = await setup.make();
        await rejects(() => port.subscribe(requestFor(address()), aborted), 'subscribing');
      },
    },
    {
      name: 'stops when its signal is aborted',
      async run() {
        const controller = new AbortController();
        const answered = (await setup.make()).subscribe(requestFor(address()), controller.signal);
        controller.abort();
        // An answer that was faster than the abort is no fault; one that never settles is.
        await Promise.race([
          answered.catch(() => undefined),
          new Promise((_, reject) => setTimeout(() => reject(new Error('it neither stopped nor answered')), 5000)),
        ]);
      },
    },
    {
      name: 'offers topics with ids and labels, each once, and takes them back',
      async run() {
        const port = await setup.make();
        if (!port.topics) return;
        const topics = await port.topics(signal());
        assert(new Set(topics.map(({ id }) => id)).size === topics.length, 'an id comes twice');
        assert(
          topics.every(({ id, label }) => id && label.trim()),
          'a topic has no id or no label',
        );
        const chosen = topics.slice(0, 2).map(({ id }) => id);
        assert(
          STATUSES.includes((await port.subscribe(requestFor(address(), { topics: chosen }), signal())).status),
          'no outcome',
        );
      },
    },
  ];

  if (setup.validates) {
    cases.push(
      {
        name: 'refuses an address without a domain as invalid in its field',
        async run() {
          for (const email of ['reader', 'reader@']) {
            const port = await setup.make();
            const thrown = await fails(() => port.subscribe(requestFor(email), signal()), ['invalid']);
            assert(thrown.field === 'email', `${email}: the field is ${thrown.field}`);
          }
        },
      },
      {
        name: 'refuses a topic that is not on the list as invalid in its field',
        async run() {
          const port = await setup.make();
          if (!port.topics) return;
          const request = requestFor(address(), { topics: ['no-such-topic'] });
          const thrown = await fails(() => port.subscribe(request, signal()), ['invalid']);
          assert(thrown.field === 'topics', `the field is ${thrown.field}`);
        },
      },
    );
  }
  if (setup.makeBroken) {
    const makeBroken = setup.makeBroken;
    cases.push({
      name: 'fails with a code of ours when the backend is down, and never claims success',
      async run() {
        const port = await makeBroken();
        const outcome = await port.subscribe(requestFor(address()), signal()).catch((thrown: unknown) => thrown);
        if (isObject(outcome) && 'status' in outcome && !(outcome instanceof Error)) {
          assert(outcome['status'] === 'unknown', `it claimed ${String(outcome['status'])}`);
        } else {
          asError(outcome);
        }
      },
    });
  }
  return cases;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function deepFreeze<T>(value: T): T {
  if (isObject(value)) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
