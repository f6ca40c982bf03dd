import { expect } from 'chai';
import * as buttondown from '../../src/adapters/newsletter/buttondown.js';
import * as mailchimp from '../../src/adapters/newsletter/mailchimp.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import type { SubscribeOutcome } from '../../src/ports/newsletter.js';
import { failure } from '../support/failure.js';
import { recorded } from '../support/recorded.js';

const signal = new AbortController().signal;
const page = { url: 'https://news.example/talks' };
const subscription = { email: 'rita@example.test', page };
const SRC = 'https://paper.us1.list-manage.com/subscribe/post?u=abc&id=def&f_id=12';

const answering =
  (name: string, asked: string[] = []): mailchimp.Jsonp =>
  async (url) => {
    asked.push(url);
    return (await recorded(`mailchimp/${name}.documented`)).response.body;
  };

describe('mailchimp()', () => {
  const outcomes: [string, SubscribeOutcome['status']][] = [
    ['confirm', 'confirm-by-mail'],
    ['single', 'subscribed'],
    ['confirmed', 'subscribed'],
    ['other-language', 'unknown'],
    ['known', 'already-subscribed'],
  ];
  for (const [name, status] of outcomes) {
    it(`answers ${status} for ${name}`, async () => {
      const port = mailchimp.mailchimp({ src: SRC, jsonp: answering(name) });
      expect(await port.subscribe(subscription, signal)).to.deep.equal({ status });
    });
  }

  const failures: [string, ErrorCode, string?][] = [
    ['too-many', 'rate-limited'],
    ['many-tries', 'rate-limited'],
    ['captcha', 'captcha-needed'],
    ['bad-email', 'invalid', 'email'],
    ['field', 'misconfigured'],
    ['no-list', 'misconfigured'],
    ['refused', 'invalid', 'email'],
  ];
  for (const [name, code, field] of failures) {
    it(`answers ${code} for ${name}`, async () => {
      const port = mailchimp.mailchimp({ src: SRC, jsonp: answering(name) });
      const error = await failure(port.subscribe(subscription, signal));
      expect([error.code, error.field]).to.deep.equal([code, field]);
      if (code === 'rate-limited') expect(error.retryAfter).to.equal(300);
    });
  }

  it('sends the fields of Mailchimp’s own form, its trap as it was found', async () => {
    const asked: string[] = [];
    const port = mailchimp.mailchimp({ src: SRC, jsonp: answering('confirm', asked) });
    await port.subscribe({ ...subscription, name: 'Rita', topics: ['7', '8'], honeypot: 'bot' }, signal);
    const own = [
      ['EMAIL', 'rita@example.test'],
      ['group[1][2]', '2'],
      ['b_abc_def', ''],
    ] as const;
    await port.subscribe({ ...subscription, fields: own }, signal);
    const [ours, theirs] = asked.map((url) => new URL(url));
    expect(ours!.pathname).to.equal('/subscribe/post-json');
    expect([...ours!.searchParams].slice(2)).to.deep.equal([
      ['f_id', '12'],
      ['EMAIL', 'rita@example.test'],
      ['FNAME', 'Rita'],
      ['tags', '7,8'],
      ['b_abc_def', 'bot'],
    ]);
    expect([...theirs!.searchParams].slice(3)).to.deep.equal(own);
  });

  it('adds the address to a form of the publisher’s that names it otherwise', async () => {
    const asked: string[] = [];
    const port = mailchimp.mailchimp({ src: SRC, jsonp: answering('confirm', asked) });
    await port.subscribe({ ...subscription, fields: [['email', 'rita@example.test']] }, signal);
    expect(new URL(asked[0]!).searchParams.get('EMAIL')).to.equal('rita@example.test');
  });

  it('lets the reader look over a field of the publisher’s form that Mailchimp refuses', async () => {
    const port = mailchimp.mailchimp({ src: SRC, jsonp: answering('field') });
    const error = await failure(port.subscribe({ ...subscription, fields: [['EMAIL', 'rita@example.test']] }, signal));
    expect([error.code, error.field]).to.deep.equal(['invalid', undefined]);
  });

  it('leaves the form to the browser where no script may ask, and sends nothing', async () => {
    for (const jsonp of [undefined, () => Promise.resolve(undefined)]) {
      const outcome = await mailchimp.mailchimp({ src: SRC, jsonp }).subscribe(subscription, signal);
      expect(outcome).to.deep.equal({ status: 'unknown', native: true });
    }
  });

  it('takes nothing for a success that does not say so', async () => {
    for (const answer of [{}, null, 'success', [], { result: 1 }, { result: 'error' }, { msg: 'Thank you for subscribing!' }]) {
      const port = mailchimp.mailchimp({ src: SRC, jsonp: () => Promise.resolve(answer) });
      expect(['unreadable', 'invalid']).to.include((await failure(port.subscribe(subscription, signal))).code);
    }
  });

  it('explains an address that is no form of Mailchimp’s', () => {
    for (const src of ['https://mailchimp.com/', 'https://paper.us1.list-manage.com/subscribe/post?u=abc']) {
      expect(() => mailchimp.fromSrc(new URL(src))).to.throw(AfterwordError, 'not the action');
    }
    expect(mailchimp.fromSrc(new URL(SRC)).key).to.equal('mailchimp paper.us1.list-manage.com abc def');
  });
});

describe('buttondown()', () => {
  const src = 'https://buttondown.com/api/emails/embed-subscribe/paper';

  it('always leaves the form to the browser: Buttondown takes nothing from scripts', async () => {
    const port = buttondown.fromSrc(new URL(src));
    expect(port.key).to.equal('buttondown paper');
    expect(await port.subscribe(subscription, signal)).to.deep.equal({ status: 'unknown', native: true });
  });

  it('explains an address that is no form of Buttondown’s', () => {
    expect(() => buttondown.buttondown({ src: 'https://buttondown.com/paper' })).to.throw(AfterwordError, 'not the action');
  });
});
