import { aTimeout, expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { memory, type MemoryNewsletterOptions } from '../../src/adapters/newsletter/memory.js';
import '../../src/define/article-widgets.js';
import '../../src/define/newsletter-signup.js';
import { NewsletterSignupElement } from '../../src/elements/newsletter-signup/newsletter-signup.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest, Topic } from '../../src/ports/newsletter.js';
import { can, emulateMedia } from '../support/engines.js';
import { hold } from '../support/hold.js';
import { until } from '../support/wait.js';

const PUBLISHER_FORM = html`
  <h2 slot="heading">The Long View, by e-mail</h2>
  <form method="post" action="/never-posted">
    <input type="hidden" name="list" value="long-view" />
    <label for="mail">E-mail address</label>
    <input id="mail" type="email" name="email" autocomplete="email" required />
    <button name="go" value="1">Sign me up</button>
  </form>
  <p slot="note">We never share it.</p>
`;

interface Parts {
  element: NewsletterSignupElement;
  port: NewsletterPort & { received: readonly SubscribeRequest[] };
  options: MemoryNewsletterOptions;
}

/** Does it while the tab looks hidden to its scripts, or seen. */
async function turnAway(isHidden: boolean, act: () => Promise<unknown>): Promise<void> {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  try {
    document.dispatchEvent(new Event('visibilitychange'));
    await act();
  } finally {
    Reflect.deleteProperty(document, 'hidden');
  }
}

let lists = 0;

async function signup(options: MemoryNewsletterOptions = {}, content: unknown = PUBLISHER_FORM): Promise<Parts> {
  const port = memory(Object.assign(options, { list: options.list ?? `test ${++lists}` }));
  const element = await fixture<NewsletterSignupElement>(
    html`<newsletter-signup .port=${port} resend-after="0">${content}</newsletter-signup>`,
  );
  return { element, port, options };
}

const isSeen = (node: Element): boolean => node.checkVisibility({ visibilityProperty: true });

/** What a reader can see of the widget: its own words and the publisher's. */
function seen(element: HTMLElement): string {
  const words: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      const parent = node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
      if (isSeen(parent)) words.push(node.data);
    } else if (node instanceof HTMLSlotElement) node.assignedNodes().forEach(walk);
    else if (!(node instanceof HTMLStyleElement)) node.childNodes.forEach(walk);
  };
  walk(element.shadowRoot!);
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

const alertOf = (element: HTMLElement): string =>
  [...element.shadowRoot!.querySelectorAll('[role="alert"]')].map((region) => region.textContent.trim()).join('');

function button(element: HTMLElement, name: RegExp): HTMLButtonElement | undefined {
  return [...element.shadowRoot!.querySelectorAll('button')].find((one) => name.test(one.textContent) && isSeen(one));
}

const input = (element: HTMLElement): HTMLInputElement =>
  (element.querySelector('input[type="email"]') ?? element.shadowRoot!.querySelector('input[type="email"]'))!;

async function type(element: HTMLElement, text: string): Promise<void> {
  input(element).focus();
  await sendKeys({ type: text });
}

async function send(element: HTMLElement, address = 'ann@example.org'): Promise<void> {
  await type(element, address);
  await sendKeys({ press: 'Enter' });
}

const shows = (element: HTMLElement, words: RegExp): Promise<unknown> =>
  until(() => words.test(seen(element)), `${words} in: ${seen(element)}`);

function events(element: HTMLElement): string[] {
  const heard: string[] = [];
  for (const name of ['submit', 'submitted', 'error'] as const) {
    element.addEventListener(`newsletter-signup-${name}`, (event) => {
      heard.push(
        [name, 'status' in event ? event.status : '', 'error' in event ? event.error.code : ''].filter(Boolean).join(' '),
      );
    });
  }
  return heard;
}

describe('<newsletter-signup>', () => {
  let warnings: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    localStorage.clear();
    warnings = [];
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(() => {
    console.warn = warn;
  });

  describe('around the publisher’s form', () => {
    it('leaves the publisher’s nodes and attributes exactly as they are', async () => {
      const root = document.createElement('div');
      const markup =
        '<newsletter-signup provider="memory"><h2>Mail</h2><form method="post" action="/x"><label>E-mail <input type="email" name="email" required=""></label><button>Go</button></form><p>No spam.</p></newsletter-signup>';
      root.setHTMLUnsafe(markup);
      const form = root.querySelector('form');
      document.body.append(root);
      const element = root.querySelector<NewsletterSignupElement>('newsletter-signup')!;
      element.port = memory({ list: 'markup' });
      await element.updateComplete;
      await send(element);
      await shows(element, /check your inbox/);
      expect(root.innerHTML).to.equal(markup);
      expect(root.querySelector('form')).to.equal(form);
      root.remove();
    });

    it('says which story it was sent from, as the settings of the page name it', async () => {
      const port = memory({ list: `story ${++lists}` });
      const page = await fixture(
        html`<article-widgets thread="story-1"><newsletter-signup .port=${port}></newsletter-signup></article-widgets>`,
      );
      const element = page.querySelector('newsletter-signup')!;
      await send(element);
      await shows(element, /check your inbox/);
      expect(port.received[0]!.page.id).to.equal('story-1');
    });

    it('says which page it was sent from, also when it stayed while a router went on to another', async () => {
      const { element, port } = await signup();
      const before = location.href;
      const link = Object.assign(document.createElement('link'), { rel: 'canonical' });
      // Within the task in which an element came, the address may still be the one before.
      await aTimeout(0);
      try {
        history.pushState(null, '', '/the-next-story?utm=x');
        link.href = '/the-next-story';
        document.head.append(link);
        await send(element);
        await shows(element, /check your inbox/);
        console.log('DBG', JSON.stringify(port.received[0]!.page), link.href, before);
        expect(port.received[0]!.page.url).to.equal(link.href);
      } finally {
        link.remove();
        history.replaceState(null, '', before);
      }
    });

    it('sends the address with Enter, says to check the inbox, and names the address', async () => {
      const { element, port } = await signup();
      const heard = events(element);
      await send(element);
      await shows(element, /Almost there: check your inbox .*ann@example\.org/);
      expect(seen(element)).to.contain('The Long View, by e-mail').and.not.contain('Sign me up');
      expect(heard).to.deep.equal(['submit', 'submitted confirm-by-mail']);
      expect(port.received).to.have.length(1);
      const [request] = port.received;
      expect(request).to.include({ email: 'ann@example.org', honeypot: undefined, consent: undefined, topics: undefined });
      expect(request!.fields).to.deep.equal([
        ['list', 'long-view'],
        ['email', 'ann@example.org'],
        ['go', '1'],
      ]);
      expect(request!.page.url).to.equal(location.href.split('#')[0]);
      expect(request!.elapsed).to.be.greaterThan(0).and.lessThan(15_000);
    });

    it('moves focus to the answer, out of the hidden form', async () => {
      const { element } = await signup();
      await send(element);
      await shows(element, /check your inbox/);
      await until(() => element.shadowRoot!.activeElement?.textContent.includes('check your inbox'), 'focus on the message');
      await sendKeys({ press: 'Tab' });
      expect(element.shadowRoot!.activeElement?.textContent).to.contain('Change it');
    });

    for (const [outcome, words] of [
      ['subscribed', /You are subscribed ann@example\.org is on the list/],
      ['already-subscribed', /You are already subscribed ann@example\.org is on the list/],
      ['confirm-by-mail', /check your inbox/],
      ['unknown', /could not read the answer If no mail arrives at ann@example\.org/],
    ] as [SubscribeOutcome['status'], RegExp][]) {
      it(`says what the backend confirmed, and no more: ${outcome}`, async () => {
        const { element } = await signup({ outcome });
        const heard = events(element);
        await send(element);
        await shows(element, words);
        expect(heard).to.deep.equal(['submit', `submitted ${outcome}`]);
        if (outcome !== 'subscribed' && outcome !== 'already-subscribed') expect(seen(element)).not.to.match(/\bsubscribed\b/i);
        await expect(element).to.be.accessible();
      });
    }

    it('is accessible before anything is sent, with topics, and while sending', async () => {
      const { element, options } = await signup({ topics: [{ id: 'a', label: 'World' }] });
      await expect(element).to.be.accessible();
      input(element).focus();
      await shows(element, /World/);
      options.delay = 60_000;
      await send(element);
      await shows(element, /Sending/);
      expect(seen(element)).to.contain('Sign me up');
      await expect(element).to.be.accessible();
    });

    it('sends once, however often Enter and the button are pressed', async () => {
      const { element, port } = await signup();
      const held = hold(port, 'subscribe');
      element.port = held.port;
      await send(element);
      await sendKeys({ press: 'Enter' });
      element.querySelector('button')!.click();
      element.querySelector('button')!.click();
      held.release();
      await shows(element, /check your inbox/);
      expect(port.received).to.have.length(1);
    });

    it('finds the form that a component of the page shows in it through a slot', async () => {
      for (const mode of ['open', 'closed'] as const) {
        const port = memory({ list: `slotted ${mode}` });
        const wrapper = document.createElement('div');
        wrapper.setHTMLUnsafe(
          '<h2>Mail</h2><form action="/never-posted"><label>E-mail <input type="email" name="email" required></label> <button>Go</button></form>',
        );
        const shadow = wrapper.attachShadow({ mode });
        shadow.setHTMLUnsafe('<newsletter-signup><slot></slot></newsletter-signup>');
        document.body.append(wrapper);
        const element = shadow.querySelector('newsletter-signup')!;
        element.port = port;
        await element.updateComplete;
        expect([...element.shadowRoot!.querySelectorAll('[type="email"]')], 'a second field').to.have.length(0);
        wrapper.querySelector('input')!.focus();
        await sendKeys({ type: 'ann@example.org' });
        await sendKeys({ press: 'Enter' });
        await shows(element, /check your inbox/);
        expect(isSeen(wrapper.querySelector('input')!)).to.equal(false);
        expect(port.received.map(({ email }) => email)).to.deep.equal(['ann@example.org']);
        wrapper.remove();
      }
    });

    it('leaves the form to the page when its own script stopped it, and to a listener that cancels', async () => {
      const { element, port } = await signup();
      const form = element.querySelector('form')!;
      const stop = (event: Event): void => event.preventDefault();
      form.addEventListener('submit', stop);
      await send(element);
      await nextFrame();
      form.removeEventListener('submit', stop);
      element.addEventListener('newsletter-signup-submit', stop);
      await sendKeys({ press: 'Enter' });
      await nextFrame();
      expect(port.received).to.have.length(0);
      expect(input(element).value).to.equal('ann@example.org');
      element.removeEventListener('newsletter-signup-submit', stop);
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
    });

    it('passes on the consent box and the topics of the form, with a receipt', async () => {
      const { element, port } = await signup(
        {
          topics: [
            { id: 'world', label: 'World' },
            { id: 'arts', label: 'Arts' },
          ],
        },
        html`<form method="post" action="/x">
          <label>Name <input name="name" /></label>
          <label>E-mail <input type="email" name="email" required /></label>
          <label><input type="checkbox" name="topics" value="world" checked /> World</label>
          <label><input type="checkbox" name="topics" value="arts" /> Arts</label>
          <label><input type="checkbox" name="consent" value="yes" /> I agree to <b>weekly</b> mail</label>
          <button>Go</button>
        </form>`,
      );
      element.querySelector<HTMLInputElement>('[name="consent"]')!.click();
      element.querySelector<HTMLInputElement>('[name="name"]')!.value = ' Ann ';
      const before = Date.now();
      await send(element);
      await shows(element, /check your inbox/);
      const request = port.received[0]!;
      expect(request.name).to.equal('Ann');
      expect(request.topics).to.deep.equal(['world']);
      expect(request.consent).to.include({ text: 'I agree to weekly mail', given: true });
      expect(request.consent!.time).to.be.within(before, Date.now());
    });

    it('offers the backend’s topics once the reader turns to a form that has none', async () => {
      const { element, port } = await signup({
        topics: [
          { id: 'world', label: 'World' },
          { id: 'arts', label: 'Arts' },
        ],
      });
      let answered = false;
      element.port = {
        ...port,
        async topics(signal) {
          const topics = await port.topics!(signal);
          setTimeout(() => (answered = true));
          return topics;
        },
      };
      const { height, left, top } = element.getBoundingClientRect();
      await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + height / 2)] });
      await until(() => answered, 'the topics');
      await nextFrame();
      expect(seen(element), 'for a mouse that passes by').not.to.contain('World');
      expect(element.getBoundingClientRect().height).to.equal(height);
      await type(element, 'ann@example.org');
      await shows(element, /What would you like to get\? World Arts/);
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: ' ' });
      input(element).focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(port.received[0]!.topics).to.deep.equal(['arts']);
    });

    it('offers no lists beside the boxes of listmonk’s own form', async () => {
      const { element } = await signup(
        { topics: [{ id: 'world', label: 'World' }] },
        html`<form action="/subscription/form">
          <label>E-mail <input type="email" name="email" required /></label>
          <label><input type="checkbox" name="l" value="ab-1" checked /> World</label>
          <button>Go</button>
        </form>`,
      );
      let asked = 0;
      element.port = { ...element.port!, topics: () => Promise.resolve([{ id: String(++asked), label: 'Asked' }]) };
      await type(element, 'ann@example.org');
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(asked).to.equal(0);
    });

    it('asks for consent with an unticked box when the publisher words one', async () => {
      const { element, port } = await signup();
      element.consentText = 'I agree to get a letter a week.';
      element.consentRequired = true;
      await element.updateComplete;
      await send(element);
      await until(() => alertOf(element).includes('tick the box'), 'the reason');
      expect(port.received).to.have.length(0);
      await expect(element).to.be.accessible();
      await sendKeys({ press: ' ' });
      expect(alertOf(element)).to.equal('');
      input(element).focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(port.received[0]!.consent).to.include({ text: 'I agree to get a letter a week.', given: true });
    });

    it('asks for consent it requires even when the publisher forgot to word it, and tells the developer', async () => {
      const { element, port } = await signup();
      element.consentRequired = true;
      await until(() => warnings.some((text) => text.includes('`consent-required` needs `consent-text`')), 'the advice');
      await send(element);
      await until(() => alertOf(element).includes('tick the box'), 'the reason');
      expect(port.received).to.have.length(0);
      expect(seen(element)).to.contain('I want to get this newsletter by e-mail.');
      await expect(element).to.be.accessible();
      await sendKeys({ press: ' ' });
      input(element).focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(port.received[0]!.consent).to.include({ text: 'I want to get this newsletter by e-mail.', given: true });
    });

    it('sends a form with a consent box of its own only when that is ticked, where consent is required', async () => {
      const { element, port } = await signup(
        {},
        html`<form method="post" action="/x">
          <label>E-mail <input type="email" name="email" required /></label>
          <label><input type="checkbox" name="consent" /> I agree to mail</label>
          <button>Go</button>
        </form>`,
      );
      element.consentRequired = true;
      await send(element);
      await until(() => alertOf(element).includes('tick the box'), 'the reason');
      expect(port.received).to.have.length(0);
      expect([warnings, element.shadowRoot!.querySelectorAll('[type="checkbox"]').length]).to.deep.equal([[], 0]);
      element.querySelector<HTMLInputElement>('[name="consent"]')!.click();
      input(element).focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(port.received[0]!.consent).to.include({ text: 'I agree to mail', given: true });
    });

    it('leaves a space before what follows, on pages without margins too', async () => {
      const { element } = await signup();
      expect(parseFloat(getComputedStyle(element).marginBlockEnd)).to.be.at.least(16);
    });

    it('sends the publisher’s question for a website as an answer, and only a field that nobody sees as a trap', async () => {
      for (const [trap, honeypot] of [
        [html`<label>Your website <input name="website" autocomplete="url" value="https://me.example" /></label>`, undefined],
        [html`<input type="hidden" name="website" value="https://paper.example" />`, undefined],
        [html`<input name="website" tabindex="-1" value="spam" aria-label="Leave empty" />`, 'spam'],
        [html`<p hidden><input name="website" value="spam" /></p>`, 'spam'],
        [html`<input name="website" tabindex="-1" aria-label="Leave empty" />`, undefined],
      ] as const) {
        const { element, port } = await signup(
          {},
          html`<form action="/x">
            <label>E-mail <input type="email" name="email" /></label>${trap}<button>Go</button>
          </form>`,
        );
        await send(element);
        await until(() => port.received.length, 'the request');
        expect(port.received[0]!.honeypot || undefined).to.equal(honeypot);
        expect(port.received[0]!.fields!.some(([name]) => name === 'website')).to.equal(true);
      }
    });

    it('keeps its honeypot away from people, keys and autofill', async () => {
      const { element } = await signup();
      const trap = [...element.shadowRoot!.querySelectorAll('input')].find((one) => one.autocomplete === 'off')!;
      expect(trap.tabIndex).to.equal(-1);
      expect(trap.closest('[aria-hidden="true"]')).not.to.equal(null);
      expect(trap.name).not.to.match(/mail|name|phone|tel|address|url|website|company|user/i);
      expect(trap.closest('[aria-hidden="true"]')!.getBoundingClientRect()).to.include({ width: 1, height: 1 });
    });

    it('passes on what a robot wrote into the honeypot and says so kindly', async () => {
      const { element, port } = await signup();
      [...element.shadowRoot!.querySelectorAll('input')].find((one) => one.autocomplete === 'off')!.value = 'spam';
      await send(element);
      await until(() => alertOf(element).includes('automatic entry'), 'the reason');
      expect(port.received[0]!.honeypot).to.equal('spam');
    });
  });

  describe('on a page with scripts of its own', () => {
    type Sender = 'ours' | 'theirs' | 'native';
    /** What a handler of the page does, and who is to send the form when it sits on the form itself, or further out. */
    const HANDLERS: Readonly<Record<string, [act: (event: Event, send: () => void) => void, onForm: Sender, further: Sender]>> =
      {
        'stops every form and sends it': [(event, send) => (event.preventDefault(), send()), 'theirs', 'theirs'],
        'stops it in every way and sends it': [
          (event, send) => {
            event.preventDefault();
            event.stopImmediatePropagation();
            send();
          },
          'theirs',
          'theirs',
        ],
        'takes what nobody stopped': [
          (event, send) => {
            if (event.defaultPrevented) return;
            event.preventDefault();
            send();
          },
          'theirs',
          'ours',
        ],
        'keeps the event to itself': [(event) => event.stopPropagation(), 'native', 'ours'],
        'only listens': [() => undefined, 'ours', 'ours'],
      };
    const PLACES: Readonly<Record<string, (form: HTMLFormElement) => EventTarget>> = {
      'the form': (form) => form,
      'an ancestor': (form) => form.getRootNode().firstChild!,
      'the root': (form) => form.getRootNode(),
      'the window': () => window,
    };

    for (const [what, [act, onForm, further]] of Object.entries(HANDLERS)) {
      for (const [where, placeOf] of Object.entries(PLACES)) {
        for (const isSlow of [false, true]) {
          const sender = where === 'the form' ? onForm : further;
          it(`sends an address once where a script on ${where} ${what}${isSlow ? ', before all is there' : ''}: ${sender}`, async () => {
            const { features } = NewsletterSignupElement;
            let arrive = (): void => undefined;
            const waiting = new Promise<void>((resolve) => (arrive = resolve));
            if (isSlow) {
              NewsletterSignupElement.features = { ...features!, desk: async () => (await waiting, features!.desk()) };
            }
            const sent = { ours: 0, theirs: 0, native: 0 };
            const port = memory({ list: `scripts ${++lists}` });
            const root = await fixture<HTMLElement>(html`<div></div>`);
            // In a shadow tree too, which the event does not leave.
            const tree = where === 'the root' ? document.createElement('div').attachShadow({ mode: 'open' }) : undefined;
            if (tree) root.append(tree.host);
            const around = document.createElement('div');
            // Posted by the browser to where nothing happens.
            around.setHTMLUnsafe(`<newsletter-signup><form action="javascript:void 0"><label>E-mail <input type="email" name="email"
              required></label> <button>Go</button></form></newsletter-signup>`);
            (tree ?? root).append(around);
            const element = around.querySelector('newsletter-signup')!;
            element.port = port;
            await element.updateComplete;
            const form = around.querySelector('form')!;
            const place = where === 'an ancestor' ? around : placeOf(form);
            const handler = (event: Event): void => act(event, () => sent.theirs++);
            place.addEventListener('submit', handler);
            const countNative = (event: Event): void => {
              setTimeout(() => (sent.native += Number(!event.defaultPrevented)));
            };
            window.addEventListener('submit', countNative, { capture: true });
            try {
              await send(element);
              if (sender !== 'native') await nextFrame();
              arrive();
              await until(() => (sender === 'ours' ? port.received : Array(sent[sender])).length > 0, sender);
              await aTimeout(60);
              sent.ours = port.received.length;
              expect(sent).to.deep.equal({ ours: 0, theirs: 0, native: 0, [sender]: 1 });
            } finally {
              place.removeEventListener('submit', handler);
              window.removeEventListener('submit', countNative, { capture: true });
              NewsletterSignupElement.features = features;
            }
          });
        }
      }
    }
  });

  describe('when the address is wrong', () => {
    for (const [whose, content] of [
      ['the publisher’s', PUBLISHER_FORM],
      ['its own', ''],
    ] as const) {
      it(`tells a reader who went on to write elsewhere, and leaves them there: ${whose} form`, async () => {
        const { element, port, options } = await signup({}, content);
        const held = hold({ wait: (_signal: AbortSignal) => Promise.resolve() }, 'wait');
        options.failWith = new AfterwordError('invalid', 'no', { field: 'email' });
        element.port = {
          ...port,
          async subscribe(request, signal) {
            await held.port.wait(signal);
            return port.subscribe(request, signal);
          },
        };
        const elsewhere = await fixture<HTMLTextAreaElement>(html`<textarea aria-label="Elsewhere"></textarea>`);
        await send(element);
        await shows(element, /Sending/);
        elsewhere.focus();
        await sendKeys({ type: 'abc' });
        held.release();
        await until(() => alertOf(element).includes('not accepted'), 'the reason');
        await sendKeys({ type: 'def' });
        expect([elsewhere.value, input(element).value]).to.deep.equal(['abcdef', 'ann@example.org']);
        expect(alertOf(element)).to.contain('not accepted');
      });
    }

    it('says so next to the field in its own words, keeps the focus there, and sends nothing', async () => {
      const { element, port } = await signup();
      let isBubbleShown = true;
      input(element).addEventListener('invalid', (event) => (isBubbleShown = !event.defaultPrevented));
      await send(element, 'ann');
      await until(() => alertOf(element).includes('complete e-mail address'), 'the reason');
      expect(isBubbleShown).to.equal(false);
      expect(document.activeElement).to.equal(input(element));
      await expect(element).to.be.accessible();
      await type(element, '@');
      await until(() => alertOf(element) === '', 'the complaint to go while the reader types');
      await send(element, 'example.org');
      await shows(element, /check your inbox.*ann@example\.org/);
      expect(port.received).to.have.length(1);
    });

    it('asks for an address when there is none', async () => {
      const { element } = await signup();
      await send(element, '');
      await until(() => alertOf(element).includes('complete e-mail address'), 'the reason');
    });

    it('says so for a form that switched the browser’s own checks off', async () => {
      const { element, port } = await signup(
        {},
        html`<form novalidate action="/x">
          <label>E-mail <input type="email" name="email" required /></label><button>Go</button>
        </form>`,
      );
      await send(element, 'ann');
      await until(() => alertOf(element).includes('complete e-mail address'), 'the reason');
      expect(port.received).to.have.length(0);
    });

    it('lets the browser name what is wrong with the publisher’s other fields', async () => {
      const { element, port } = await signup(
        {},
        html`<form action="/x">
          <label>E-mail <input type="email" name="email" required /></label><label>Town <input name="town" required /></label
          ><button>Go</button>
        </form>`,
      );
      await send(element);
      await until(() => alertOf(element).length > 0, 'the browser’s reason');
      expect(document.activeElement?.getAttribute('name')).to.equal('town');
      expect(port.received).to.have.length(0);
    });

    it('does not send an address again that the backend refused, until it is changed', async () => {
      const { element, port, options } = await signup({
        failWith: new AfterwordError('invalid', 'no such domain', { field: 'email' }),
      });
      const heard = events(element);
      await send(element);
      await until(() => alertOf(element).includes('not accepted'), 'the reason');
      expect(document.activeElement).to.equal(input(element));
      expect(input(element).value).to.equal('ann@example.org');
      expect(input(element).matches(':invalid')).to.equal(true);
      options.failWith = undefined;
      await sendKeys({ press: 'Enter' });
      await nextFrame();
      expect(port.received).to.have.length(1);
      await send(element, '.uk');
      await shows(element, /check your inbox/);
      expect(heard).to.deep.equal(['submit', 'error invalid', 'submit', 'submitted confirm-by-mail']);
    });

    it('takes very long and internationalised addresses as the browser judges them', async () => {
      for (const address of [`${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.example.org`, 'ann@bücher.example']) {
        const { element, port } = await signup();
        input(element).value = address;
        const isValid = input(element).validity.valid;
        await send(element, '');
        if (isValid) {
          await shows(element, new RegExp(`inbox.*${address}`));
          expect(port.received).to.have.length(1);
        } else {
          await until(() => alertOf(element).includes('complete e-mail address'), 'the reason');
        }
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      }
    });
  });

  describe('typo hint', () => {
    it('offers the likely address with one tap, and never stands in the way', async () => {
      const { element, port } = await signup();
      await type(element, 'ann@gmail.con');
      await sendKeys({ press: 'Tab' });
      await shows(element, /Did you mean ann@gmail\.com\?/);
      await expect(element).to.be.accessible();
      button(element, /Did you mean/)!.click();
      await until(() => document.activeElement === input(element), 'focus back in the field');
      expect(input(element).value).to.equal('ann@gmail.com');
      expect(seen(element)).not.to.contain('Did you mean');
      await sendKeys({ press: 'Enter' });
      await shows(element, /inbox/);
      expect(port.received[0]!.email).to.equal('ann@gmail.com');
    });

    it('is still there after the reader sent the typo', async () => {
      const { element, port, options } = await signup();
      await send(element, 'ann@gmial.com');
      await shows(element, /check your inbox.*ann@gmial\.com/);
      expect(options.outcome).to.equal(undefined);
      button(element, /Did you mean ann@gmail\.com/)!.click();
      await until(() => document.activeElement === input(element), 'the form again');
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox.*ann@gmail\.com/);
      expect(port.received.map(({ email }) => email)).to.deep.equal(['ann@gmial.com', 'ann@gmail.com']);
    });

    it('tells a framework that watches the field', async () => {
      const { element } = await signup();
      const heard: string[] = [];
      element.querySelector('form')!.addEventListener('input', () => heard.push(input(element).value));
      await type(element, 'a@gmail.con');
      await sendKeys({ press: 'Tab' });
      await shows(element, /Did you mean/);
      button(element, /Did you mean/)!.click();
      expect(heard.at(-1)).to.equal('a@gmail.com');
    });
  });

  describe('check your inbox', () => {
    it('links to the reader’s own inbox, searching for the sender', async () => {
      const { element } = await signup();
      element.sender = 'hello@paper.example';
      await send(element, 'ann@gmail.com');
      await shows(element, /Open Gmail/);
      const link = element.shadowRoot!.querySelector('a')!;
      expect(link.href).to.match(/^https:\/\/mail\.google\.com\/mail\/u\/ann%40gmail\.com\/#search\/from/);
      expect(link.target).to.equal('_blank');
      expect(link.relList.contains('noopener')).to.equal(true);
    });

    it('sends the mail again on request, and says that it did', async () => {
      const { element, port } = await signup();
      await send(element);
      await shows(element, /Send the mail again/);
      button(element, /Send the mail again/)!.click();
      await shows(element, /asked for another mail/);
      expect(port.received).to.have.length(2);
    });

    it('waits before another mail can be asked for', async () => {
      const { element, port } = await signup();
      element.resendAfter = 30;
      await send(element);
      await shows(element, /Send the mail again \((30|29)\)/);
      expect(button(element, /mail again/)!.ariaDisabled).to.equal('true');
      // A name that changes each second is read out each second.
      const name = [...button(element, /mail again/)!.querySelectorAll(':scope > :not([aria-hidden="true"])')];
      expect(name.map(({ textContent }) => textContent).join('')).to.equal('Send the mail again');
      button(element, /mail again/)!.click();
      expect(port.received).to.have.length(1);
    });

    it('counts no seconds in a tab that nobody sees, and knows how many are left when it is seen again', async () => {
      const { setTimeout: set, clearTimeout: clear } = window;
      const now = performance.now.bind(performance);
      const ticking = new Set<number>();
      const { element } = await signup();
      element.resendAfter = 30;
      try {
        window.setTimeout = ((run: () => void, delay?: number) => {
          const timer = set(() => {
            ticking.delete(timer);
            run();
          }, delay);
          if (delay === 1000) ticking.add(timer);
          return timer;
        }) as typeof setTimeout;
        window.clearTimeout = (timer) => {
          ticking.delete(timer as number);
          clear(timer);
        };
        await send(element);
        await shows(element, /Send the mail again \((30|29)\)/);
        expect(ticking.size).to.be.at.least(1);
        await turnAway(true, () => until(() => !ticking.size, 'the end of ticking'));
        performance.now = () => now() + 10_000;
        await turnAway(false, () => shows(element, /Send the mail again \((20|1\d)\)/));
        await until(() => ticking.size, 'the clock');
      } finally {
        Object.assign(window, { setTimeout: set, clearTimeout: clear });
        performance.now = now;
      }
    });

    it('counts on as before when the clock is set back', async () => {
      const { now } = Date;
      const { element } = await signup();
      element.resendAfter = 30;
      try {
        await send(element);
        await shows(element, /Send the mail again \((30|29)\)/);
        Date.now = () => now() - 3_600_000;
        element.requestUpdate();
        await shows(element, /Send the mail again \(2\d\)/);
      } finally {
        Date.now = now;
      }
    });

    it('says why when the second mail could not be asked for, and stays', async () => {
      const { element, options } = await signup();
      await send(element);
      await shows(element, /Send the mail again/);
      options.failWith = 'server';
      button(element, /Send the mail again/)!.click();
      await until(() => alertOf(element).includes('has a problem'), 'the reason');
      expect(seen(element)).to.contain('check your inbox');
      await expect(element).to.be.accessible();
    });

    it('gives the form back with the address in it when that was wrong', async () => {
      const { element, port } = await signup();
      await send(element);
      await shows(element, /Wrong address\? Change it/);
      button(element, /Change it/)!.click();
      await until(() => document.activeElement === input(element), 'focus in the field');
      expect(input(element).value).to.equal('ann@example.org');
      await sendKeys({ type: 'bob@example.org' });
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox.*bob@example\.org/);
      expect(port.received).to.have.length(2);
    });
  });

  describe('when sending fails', () => {
    for (const [code, words, isAgain] of [
      ['offline', /did not answer/, true],
      ['timeout', /did not answer/, true],
      ['unreadable', /could not read the answer/, true],
      ['server', /has a problem/, true],
      ['filtered', /automatic entry/, true],
      ['closed', /no new readers/, false],
      ['forbidden', /our mistake, not yours/, false],
      ['not-found', /our mistake, not yours/, false],
      ['duplicate', /a lot of tries/, true],
    ] as [ErrorCode, RegExp, boolean][]) {
      it(`says why in words and keeps the address: ${code}`, async () => {
        const { element, options, port } = await signup({ failWith: code });
        const heard = events(element);
        await send(element);
        await until(() => words.test(alertOf(element)), `${words}`);
        expect(heard).to.deep.equal(['submit', `error ${code}`]);
        expect(seen(element)).to.contain('Sign me up');
        expect(input(element).value).to.equal('ann@example.org');
        await expect(element).to.be.accessible();
        expect(Boolean(button(element, /Try again/))).to.equal(isAgain);
        if (!isAgain) return;
        options.failWith = undefined;
        button(element, /Try again/)!.click();
        await shows(element, /check your inbox/);
        expect(port.received).to.have.length(2);
      });
    }

    it('keeps the focus on "Try again" while it tries, and when that fails', async () => {
      const { element, options, port } = await signup({ failWith: 'server' });
      await send(element);
      await shows(element, /has a problem.*Try again/);
      const held = hold(port, 'subscribe');
      element.port = held.port;
      await element.updateComplete;
      const again = button(element, /Try again/)!;
      again.focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /Sending/);
      expect(element.shadowRoot!.activeElement === again).to.equal(true);
      expect(again.ariaDisabled).to.equal('true');
      held.release();
      await shows(element, /has a problem/);
      expect(element.shadowRoot!.activeElement === again).to.equal(true);
      expect(again.ariaDisabled).to.equal('false');
      options.failWith = undefined;
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      await until(() => element.shadowRoot!.activeElement?.textContent.includes('check your inbox'), 'focus on the message');
    });

    it('sends nothing while the backend wants to wait', async () => {
      const { element, options, port } = await signup({
        failWith: new AfterwordError('rate-limited', 'slow', { retryAfter: 600 }),
      });
      await send(element);
      await shows(element, /a lot of tries in a short time.*Try again \(600\)/);
      await expect(element).to.be.accessible();
      options.failWith = undefined;
      await sendKeys({ press: 'Enter' });
      await until(() => /Try again \(5\d\d\)/.test(seen(element)), 'the next second');
      expect(port.received).to.have.length(1);
    });

    it('counts down to the next try', async () => {
      const { element, options } = await signup({
        failWith: new AfterwordError('rate-limited', 'slow', { retryAfter: 2 }),
      });
      await send(element);
      await shows(element, /a lot of tries in a short time/);
      options.failWith = undefined;
      await until(() => /Try again(?! \()/.test(seen(element)), 'the end of the wait');
      input(element).focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
    });

    it('goes on to the service’s own page when that asks for a proof', async () => {
      const { element } = await signup({ failWith: 'captcha-needed' });
      let posted = 0;
      element.querySelector('form')!.addEventListener('submit', (event) => {
        // What the browser is about to post; stopped here, where it would leave the test.
        if (posted++ > 0) event.preventDefault();
      });
      await send(element);
      await shows(element, /could not read the answer/);
      await until(() => posted === 2, 'the browser’s own post');
    });

    const MOVES: Readonly<Record<string, (to: Element, element: Element) => void>> = {
      append: (to, element) => to.append(element),
      before: (to, element) => to.firstElementChild!.before(element),
      // What the engine does not know is done the other way.
      moveBefore: (to, element) => {
        const { moveBefore = to.insertBefore } = to as Partial<Record<'moveBefore', Element['insertBefore']>>;
        moveBefore.call(to, element, null);
      },
    };
    for (const [way, move] of Object.entries(MOVES)) {
      it(`goes on sending, once, while a page moves it with ${way}()`, async () => {
        const { element, port } = await signup();
        const held = hold(port, 'subscribe');
        element.port = held.port;
        const heard = events(element);
        await send(element);
        await shows(element, /Sending/);
        const other = document.createElement('section');
        other.append(document.createElement('p'));
        document.body.append(other);
        move(other, element);
        await nextFrame();
        expect(seen(element)).to.contain('Sending');
        held.release();
        await shows(element, /check your inbox.*ann@example\.org/);
        expect(port.received).to.have.length(1);
        expect(heard).to.deep.equal(['submit', 'submitted confirm-by-mail']);
        other.remove();
      });
    }

    for (const where of ['the element', 'the page']) {
      it(`goes on sending, and keeps what came of it, when ${where} makes the same port anew`, async () => {
        const backend = memory({ list: `anew on ${where}` });
        const held = hold(backend, 'subscribe');
        const widgets = await fixture<HTMLElementTagNameMap['article-widgets']>(html`
          <article-widgets><newsletter-signup resend-after="0"></newsletter-signup></article-widgets>
        `);
        const element = widgets.querySelector('newsletter-signup')!;
        const give = async (port: NewsletterPort): Promise<void> => {
          if (where === 'the page') widgets.newsletterPort = port;
          else element.port = port;
          await widgets.updateComplete;
          await element.updateComplete;
        };
        await give(held.port);
        await until(() => input(element), 'the field');
        const heard = events(element);
        element.addEventListener('newsletter-signup-submit', () => void give({ ...held.port }));
        await send(element);
        await shows(element, /Sending/);
        await give({ ...held.port });
        expect(seen(element)).to.contain('Sending');
        held.release();
        await shows(element, /check your inbox.*ann@example\.org/);
        await give({ ...backend });
        expect(seen(element)).to.contain('Wrong address?');
        expect(backend.received).to.have.length(1);
        expect(heard).to.deep.equal(['submit', 'submitted confirm-by-mail']);
      });
    }

    it('keeps what went wrong, with another try, when a page makes the same port anew', async () => {
      const { element, port, options } = await signup({ failWith: 'server' });
      await send(element);
      await shows(element, /has a problem right now.*Try again/);
      element.port = { ...port };
      await element.updateComplete;
      expect(seen(element)).to.match(/has a problem right now.*Try again/);
      options.failWith = undefined;
      button(element, /Try again/)!.click();
      await shows(element, /check your inbox/);
    });

    for (const answer of [undefined, null, {}, 'subscribed', { status: 'ok' }]) {
      it(`says that it could not read an answer like ${JSON.stringify(answer)}, and keeps the address`, async () => {
        const { element, port } = await signup();
        element.port = { ...port, subscribe: () => Promise.resolve(answer as SubscribeOutcome) };
        const heard = events(element);
        await send(element);
        await shows(element, /could not read the answer.*Try again/);
        expect(input(element).value).to.equal('ann@example.org');
        expect(heard).to.deep.equal(['submit', 'error unreadable']);
      });
    }

    it('offers what it can read of odd topics, and signs up all the same', async () => {
      const { element, port } = await signup();
      const odd: unknown = [null, 'arts', { label: 'No id' }, { id: 'world', label: 'World' }];
      element.port = { ...port, key: `${port.key} odd`, topics: () => Promise.resolve(odd as Topic[]) };
      await type(element, 'ann@example.org');
      const labels = (): string[] =>
        [...element.shadowRoot!.querySelectorAll('fieldset label')].map(({ textContent }) => textContent.trim());
      await until(() => labels().length, 'the topics');
      expect(labels()).to.deep.equal(['World']);
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
    });

    it('lets go of what it sends when it is removed, and sends again when it is back', async () => {
      const { element, options, port } = await signup({ delay: 60_000 });
      const heard = events(element);
      await send(element);
      await shows(element, /Sending/);
      const parent = element.parentElement!;
      element.remove();
      await nextFrame();
      parent.append(element);
      await element.updateComplete;
      expect(seen(element)).not.to.contain('Sending');
      expect(input(element).value).to.equal('ann@example.org');
      options.delay = 0;
      await send(element, '');
      await shows(element, /check your inbox/);
      expect(port.received).to.have.length(2);
      expect(heard).to.deep.equal(['submit', 'submit', 'submitted confirm-by-mail']);
    });

    it('tells a reader who went on reading, and does not pull them back', async () => {
      const { element, port } = await signup();
      const held = hold(port, 'subscribe');
      element.port = held.port;
      const elsewhere = document.createElement('input');
      elsewhere.setAttribute('aria-label', 'Search');
      document.body.append(elsewhere);
      await send(element);
      elsewhere.focus();
      held.release();
      await shows(element, /check your inbox/);
      expect(document.activeElement).to.equal(elsewhere);
      const region = [...element.shadowRoot!.querySelectorAll('[role="status"]')];
      expect(region.some((one) => one.textContent.includes('check your inbox'))).to.equal(true);
      elsewhere.remove();
    });
  });

  describe('without a form of the publisher’s', () => {
    it('brings its own, with a label and everything autofill needs', async () => {
      const { element, port } = await signup({}, html`<h2 slot="heading">Letters</h2>`);
      const field = input(element);
      expect(field.labels![0]!.textContent).to.equal('Your e-mail address');
      expect(field).to.include({ name: 'email', type: 'email', autocomplete: 'email' });
      await expect(element).to.be.accessible();
      await send(element, 'ann');
      await until(() => alertOf(element).includes('complete e-mail address'), 'the reason');
      await expect(element).to.be.accessible();
      await send(element, '@example.org');
      await shows(element, /check your inbox.*ann@example\.org/);
      expect(port.received[0]).to.include({ email: 'ann@example.org', fields: undefined });
    });

    it('keeps typing from the page’s single-key shortcuts, and lets Escape through', async () => {
      const { element } = await signup({}, '');
      const heard: string[] = [];
      const listen = ({ type, key }: KeyboardEvent): void => void heard.push(`${type} ${key}`);
      const types = ['keydown', 'keypress', 'keyup'] as const;
      for (const each of types) document.addEventListener(each, listen);
      await type(element, 'sf?');
      await sendKeys({ press: 'Escape' });
      for (const each of types) document.removeEventListener(each, listen);
      // Firefox also tells of a press of Escape.
      expect(heard.filter((each) => each !== 'keypress Escape')).to.deep.equal(['keydown Escape', 'keyup Escape']);
    });

    it('takes a form whose address field has no type for the publisher’s own', async () => {
      const { element, port } = await signup(
        {},
        html`<form action="/x">
          <label>E-mail <input name="EMAIL" required /></label><button>Go</button>
        </form>`,
      );
      element.querySelector('input')!.focus();
      await sendKeys({ type: 'ann@example.org' });
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(port.received[0]!.fields).to.deep.equal([['EMAIL', 'ann@example.org']]);
    });

    it('steps back when the publisher’s form arrives late', async () => {
      const { element } = await signup({}, '');
      expect(element.shadowRoot!.querySelector('[type="email"]')).not.to.equal(null);
      const late = document.createElement('div');
      late.setHTMLUnsafe('<form action="/x"><label>E-mail <input type="email" name="email"></label></form>');
      element.append(late);
      await until(() => !element.shadowRoot!.querySelector('[type="email"]'), 'our field to go');
      expect(isSeen(late.querySelector('input')!)).to.equal(true);
    });
  });

  describe('without a backend', () => {
    it('leaves the form to the browser', async () => {
      const element = await fixture<NewsletterSignupElement>(html`<newsletter-signup>${PUBLISHER_FORM}</newsletter-signup>`);
      const submits: boolean[] = [];
      const stop = (event: Event): void => {
        submits.push(event.defaultPrevented);
        event.preventDefault();
      };
      document.addEventListener('submit', stop);
      await send(element);
      document.removeEventListener('submit', stop);
      expect(submits).to.deep.equal([false]);
      expect(seen(element)).to.contain('Sign me up');
      await expect(element).to.be.accessible();
    });

    it('posts natively when the page names an adapter that does not exist, and tells the developer', async () => {
      const element = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup provider="carrier-pigeon">${PUBLISHER_FORM}</newsletter-signup>`,
      );
      await until(() => warnings.some((text) => text.includes('carrier-pigeon')), 'the warning');
      let isNative = false;
      const stop = (event: Event): void => {
        isNative = !event.defaultPrevented;
        event.preventDefault();
      };
      document.addEventListener('submit', stop);
      await send(element);
      document.removeEventListener('submit', stop);
      expect(isNative).to.equal(true);
    });

    it('says that it does not work when there is no form to fall back on', async () => {
      const element = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup provider="carrier-pigeon"></newsletter-signup>`,
      );
      await send(element);
      await until(() => alertOf(element).includes('our mistake'), 'the reason');
      expect(input(element).value).to.equal('ann@example.org');
    });

    it('hands the form to the browser when the service lets no script talk to it', async () => {
      const port: NewsletterPort = { key: 'native', subscribe: () => Promise.resolve({ status: 'unknown', native: true }) };
      const element = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup .port=${port}>
            <form method="post" action="about:blank" target="elsewhere">
              <label>E-mail <input type="email" name="email" required /></label><button name="go" value="yes">Go</button>
            </form></newsletter-signup
          ><iframe name="elsewhere" title="elsewhere"></iframe>`,
      );
      const heard = events(element);
      const submitters: (string | undefined)[] = [];
      element.addEventListener('submit', (event) => {
        submitters.push(event.defaultPrevented ? 'ours' : (event.submitter as HTMLButtonElement | null)?.name);
      });
      await send(element);
      await shows(element, /could not read the answer/);
      await until(() => submitters.length === 2, 'the browser’s own post');
      expect(submitters).to.deep.equal(['ours', 'go']);
      expect(heard).to.deep.equal(['submit', 'submitted unknown']);
    });
  });

  describe('memory', () => {
    it('shows a quiet line to a reader who is subscribed, keeps the room of the form, and gives it back', async () => {
      const { element, port } = await signup({ outcome: 'subscribed' });
      const height = element.getBoundingClientRect().height;
      await send(element);
      await shows(element, /You are subscribed/);
      const again = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup .port=${port}>${PUBLISHER_FORM}</newsletter-signup>`,
      );
      await shows(again, /You are subscribed Show the form/);
      expect(again.getBoundingClientRect().height).to.be.closeTo(height, 1);
      expect(seen(again)).not.to.contain('Sign me up');
      await expect(again).to.be.accessible();
      button(again, /Show the form/)!.click();
      await shows(again, /Sign me up/);
      expect(document.activeElement).to.equal(input(again));
    });

    it('keeps no address', async () => {
      const { element } = await signup();
      await send(element, 'secret@example.org');
      await shows(element, /check your inbox/);
      expect(JSON.stringify({ ...localStorage }))
        .to.contain('confirm-by-mail')
        .and.not.contain('secret');
    });

    it('is one for all widgets of the page on the same list, and another for another list', async () => {
      const { element, port } = await signup({ list: 'shared' });
      const same = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup .port=${port}>${PUBLISHER_FORM}</newsletter-signup>`,
      );
      const { element: other } = await signup({ list: 'other' });
      await send(element);
      await shows(same, /check your inbox Show the form/);
      expect(seen(other)).to.contain('Sign me up');
      button(same, /Show the form/)!.click();
      await shows(same, /Sign me up/);
      expect(seen(element)).to.contain('check your inbox').and.contain('ann@example.org');
    });

    it('is shared by tabs', async () => {
      const { element, port } = await signup();
      localStorage.setItem(`afterword.list ${port.key}`, `subscribed ${Date.now()}`);
      dispatchEvent(new StorageEvent('storage'));
      await shows(element, /You are subscribed/);
    });

    it('does not take the form from under a reader who is typing', async () => {
      const { element, port } = await signup();
      await type(element, 'ann');
      localStorage.setItem(`afterword.list ${port.key}`, `subscribed ${Date.now()}`);
      dispatchEvent(new StorageEvent('storage', { key: null }));
      await element.updateComplete;
      expect(seen(element)).to.contain('Sign me up');
      expect(document.activeElement).to.equal(input(element));
    });

    it('remembers a "No, thanks", and says how to come back', async () => {
      const { element, port } = await signup();
      element.dismissible = true;
      await element.updateComplete;
      button(element, /No, thanks/)!.focus();
      await sendKeys({ press: 'Enter' });
      await shows(element, /You said no, thanks Show the form/);
      const again = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup dismissible .port=${port}>${PUBLISHER_FORM}</newsletter-signup>`,
      );
      await shows(again, /You said no, thanks/);
      button(again, /Show the form/)!.click();
      await shows(again, /Sign me up/);
    });

    it('is silent for a reader who comes from the newsletter', async () => {
      const before = location.href;
      history.replaceState(null, '', '?utm_medium=email&utm_source=x');
      const { element } = await signup();
      history.replaceState(null, '', before);
      await shows(element, /You are already subscribed/);
      button(element, /Show the form/)!.click();
      await shows(element, /Sign me up/);
    });

    it('forgets a sign-up that nobody confirmed in a week, and does not mind rubbish', async () => {
      const eightDays = 8 * 86_400_000;
      for (const rubbish of [
        `confirm-by-mail ${Date.now() - eightDays}`,
        'subscribed',
        `unknown ${Date.now()}`,
        `__proto__ ${Date.now()}`,
        `toString ${Date.now()}`,
        '{"a":',
        ' ',
      ]) {
        localStorage.setItem('afterword.list memory old', rubbish);
        const { element } = await signup({ list: 'old' });
        expect(seen(element), rubbish).to.contain('Sign me up');
      }
    });

    it('works for as long as the page when storage throws', async () => {
      const { setItem, getItem } = Storage.prototype;
      Storage.prototype.setItem = Storage.prototype.getItem = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
      try {
        const { element, port } = await signup({ outcome: 'subscribed', list: 'blocked' });
        await send(element);
        await shows(element, /You are subscribed/);
        const again = await fixture<NewsletterSignupElement>(
          html`<newsletter-signup .port=${port}>${PUBLISHER_FORM}</newsletter-signup>`,
        );
        await shows(again, /You are subscribed/);
        again.reset();
      } finally {
        Object.assign(Storage.prototype, { setItem, getItem });
      }
    });
  });

  describe('for the developer', () => {
    const told = async (content: unknown, backend = false, hasFault = true): Promise<string> => {
      await fixture(
        backend
          ? html`<newsletter-signup .port=${memory({ list: 'advice' })}>${content}</newsletter-signup>`
          : html`<newsletter-signup>${content}</newsletter-signup>`,
      );
      if (hasFault) await until(() => warnings.length, 'the advice');
      else await nextFrame();
      return warnings.join('\n');
    };

    it('is silent about a form as it should be, with a backend and without', async () => {
      const right = html`<form action="/x">
        <label>E-mail <input type="email" name="email" /></label>
      </form>`;
      expect(await told(right, false, false)).to.equal('');
      expect(await told(right, true, false)).to.equal('');
    });

    it('names a form without an e-mail field, and leaves it to the browser', async () => {
      expect(
        await told(
          html`<form action="/x">
            <label>Name <input name="who" /></label>
          </form>`,
          true,
        ),
      ).to.contain('without an e-mail field');
    });

    it('names a form with two e-mail fields, and reads the first that people can see', async () => {
      const { element, port } = await signup(
        {},
        html`<form action="/x">
          <input type="email" name="trap" style="display: none" />
          <label>E-mail <input id="real" type="email" name="email" required /></label>
          <label>And again <input type="email" name="again" /></label>
          <button>Go</button>
        </form>`,
      );
      await until(() => warnings.length, 'the advice');
      expect(warnings.join()).to.contain('2 e-mail fields').and.contain('"email"');
      element.querySelector<HTMLInputElement>('#real')!.focus();
      await sendKeys({ type: 'ann@example.org' });
      await sendKeys({ press: 'Enter' });
      await shows(element, /check your inbox/);
      expect(port.received[0]!.email).to.equal('ann@example.org');
    });

    it('names a mailto: action, and an element without form and backend', async () => {
      expect(
        await told(
          html`<form action="mailto:a@b.example">
            <label>E-mail <input type="email" name="email" /></label>
          </form>`,
        ),
      ).to.contain('mailto:');
      warnings = [];
      expect(await told('')).to.contain('wraps no <form>');
    });

    it('reads a form whose fields carry the names of its own properties', async () => {
      const { element, port } = await signup(
        {},
        html`<form action="/x">
          <input type="hidden" name="action" value="a" /><input type="hidden" name="elements" value="b" />
          <input type="hidden" name="requestSubmit" value="c" />
          <label>E-mail <input type="email" name="email" required /></label><button name="submit" value="d">Go</button>
        </form>`,
      );
      await send(element);
      await shows(element, /check your inbox/);
      expect(Object.fromEntries(port.received[0]!.fields!)).to.deep.equal({
        action: 'a',
        elements: 'b',
        requestSubmit: 'c',
        email: 'ann@example.org',
        submit: 'd',
      });
    });

    it('takes its backend from <article-widgets>', async () => {
      const port = memory({ list: 'page' });
      const root = await fixture(
        html`<article-widgets .newsletterPort=${port}
          ><newsletter-signup>${PUBLISHER_FORM}</newsletter-signup></article-widgets
        >`,
      );
      const element = root.querySelector('newsletter-signup')!;
      await element.updateComplete;
      await send(element);
      await shows(element, /check your inbox/);
      expect(port.received).to.have.length(1);
    });
  });

  describe('look', () => {
    it('never moves what stands below it, whatever happens', async () => {
      const { element, options } = await signup({ failWith: 'closed' });
      const height = (): number => element.getBoundingClientRect().height;
      const before = height();
      await send(element, 'ann');
      await until(() => alertOf(element), 'a complaint');
      expect(height()).to.be.closeTo(before, 1);
      await send(element, '@example.org');
      await until(() => alertOf(element).includes('no new readers'), 'a failure');
      expect(height()).to.be.closeTo(before, 1);
      options.failWith = undefined;
      options.outcome = 'already-subscribed';
      await sendKeys({ press: 'Enter' });
      await shows(element, /already subscribed/);
      expect(height()).to.be.at.least(before - 1);
    });

    it('fits 320 pixels in both directions and shows the address in its own', async () => {
      for (const dir of ['ltr', 'rtl']) {
        const port = memory({ list: `narrow ${dir}` });
        const root = await fixture(
          html`<div dir=${dir} style="inline-size: 320px"><newsletter-signup .port=${port}></newsletter-signup></div>`,
        );
        const element = root.querySelector('newsletter-signup')!;
        expect(element.scrollWidth).to.be.at.most(320);
        await send(element, `${'long'.repeat(15)}@example.org`);
        await shows(element, /check your inbox/);
        expect(element.scrollWidth).to.be.at.most(320);
        for (const one of element.shadowRoot!.querySelectorAll('button, a')) {
          if (isSeen(one)) expect(one.getBoundingClientRect().height, one.textContent).to.be.at.least(24);
        }
      }
    });

    it('ends its English sentences where they end, on a page that reads from the right', async () => {
      const port = memory({ list: 'rtl' });
      const root = await fixture(html`<div dir="rtl" lang="ar"><newsletter-signup .port=${port}></newsletter-signup></div>`);
      const element = root.querySelector('newsletter-signup')!;
      await send(element, 'ann');
      await until(() => alertOf(element), 'a complaint');
      const complaint = element.shadowRoot!.querySelector('[role="alert"]')!;
      const at = (text: Text, index: number): number => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getBoundingClientRect().left;
      };
      const isInOrder = (text: Text): boolean => at(text, text.length - 2) < at(text, text.length - 1);
      expect(isInOrder(complaint.firstChild as Text), complaint.textContent).to.equal(true);
      await send(element, '@example.org');
      await shows(element, /check your inbox/);
      const sentence = element.shadowRoot!.querySelector('.message bdi')!.parentElement!;
      expect(isInOrder(sentence.lastChild as Text), sentence.textContent).to.equal(true);
      const { right } = element.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(sentence);
      expect(range.getBoundingClientRect().right, 'its side is the page’s').to.be.closeTo(right, 1);
    });

    it('parts what can be done next evenly, and an error from what follows it', async () => {
      const { element } = await signup({ topics: [{ id: 'a', label: 'World' }] });
      await send(element, 'ann');
      await until(() => alertOf(element), 'a complaint');
      const topics = await until(() => element.shadowRoot!.querySelector('fieldset'), 'the topics');
      const error = element.shadowRoot!.querySelector('[role="alert"]')!;
      expect(topics.getBoundingClientRect().top - error.getBoundingClientRect().bottom).to.be.at.least(4);
      await send(element, '@gmail.com');
      await shows(element, /Open Gmail/);
      const edges = [...element.shadowRoot!.querySelectorAll('.actions > *')].map((action) => {
        const range = document.createRange();
        range.selectNodeContents(action.querySelector('span') ?? action);
        return range.getBoundingClientRect();
      });
      const gaps = edges.slice(1).map(({ left }, index) => Math.round(left - edges[index]!.right));
      expect(gaps.length).to.equal(2);
      expect(gaps[0]).to.be.closeTo(gaps[1]!, 1);
    });

    if (can('forced-colors')) {
      it('keeps its borders in forced colours', async () => {
        await emulateMedia({ 'forced-colors': 'active' });
        try {
          const { element } = await signup({}, '');
          expect(getComputedStyle(input(element)).borderTopWidth).to.equal('1px');
          await expect(element).to.be.accessible();
        } finally {
          await emulateMedia();
        }
      });
    }
  });
});
