import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { showReport } from '../../src/enhance/report.js';
import { until } from '../support/wait.js';

const ARTICLE = `
  <article>
    <h1>A story</h1>
    <h2>FAQ</h2>
    <p><strong>Q: Why is the sky blue?</strong></p>
    <p>Because blue light is scattered more than red light.</p>
    <p><strong>Q: Is it blue at night?</strong></p>
    <p>No. There is no sun to scatter the light of.</p>
    <p><strong>Did you know?</strong> On Mars the sunset is blue, and the day is the colour of butterscotch.</p>
    <h3>Leave a Comment</h3>
  </article>`;

let page: HTMLElement;
let close: (() => void) | undefined;

const report = (): ShadowRoot => [...document.body.children].at(-1)!.shadowRoot!;
const text = (): string => report().querySelector('.panel')!.textContent.replace(/\s+/g, ' ');
const buttons = (name: RegExp): HTMLButtonElement[] =>
  [...report().querySelectorAll('button')].filter((each) => name.test(each.ariaLabel ?? each.textContent));

describe('the report on a page', () => {
  beforeEach(() => {
    page = document.createElement('main');
    page.innerHTML = `${ARTICLE}<div style="height: 3000px"></div>`;
    document.body.append(page);
    window.scrollTo(0, 0);
  });
  afterEach(() => {
    close?.();
    page.remove();
  });

  it('says what would become an element, by which rule, how sure and why, and changes nothing', async () => {
    const before = page.outerHTML;
    close = await showReport(page, {});
    expect(text()).to.match(/2 places become elements, 1 stays as it is/);
    expect(text()).to.contain('Questions and answers (2)').and.to.contain('Why is the sky blue?');
    expect(text()).to.contain('sure enough: text with a label');
    expect(text()).to.contain('Nothing is configured that could fill it.');
    expect(report().querySelectorAll('li code')).to.have.length.of.at.least(3);
    expect(page.outerHTML).to.equal(before);
  });

  it('lists what looked alike and was left alone, with the reason', async () => {
    page.innerHTML = `<article><h2>FAQ</h2><p><strong>Q: Why is the sky blue?</strong></p><p>Because it is.</p>
      <p><strong>Q: And at night?</strong></p></article>`;
    close = await showReport(page, {});
    expect(text()).to.match(/Left alone \(\d+\)/);
    expect(report().querySelectorAll('details li')).to.have.length.of.at.least(1);
  });

  it('says so when there is nothing', async () => {
    page.innerHTML = '<p>Only text.</p>';
    close = await showReport(page, {});
    expect(text()).to.contain('Nothing was found on this page');
  });

  it('leads to a place by the keyboard alone, outlines it, and closes on Escape with the focus given back', async () => {
    const field = document.createElement('input');
    page.prepend(field);
    field.focus();
    page.querySelector('h2')!.before(Object.assign(document.createElement('div'), { style: 'height: 2000px' }));
    close = await showReport(page, {});
    expect(report().activeElement).to.equal(report().querySelector('[role="dialog"]'));
    for (let presses = 0; presses < 20 && !report().activeElement?.ariaLabel?.startsWith('Show in the page: 1'); presses++) {
      await sendKeys({ press: 'Tab' });
    }
    await sendKeys({ press: 'Enter' });
    const mark = await until(() => report().querySelector<HTMLElement>('.mark.chosen:not([hidden])'), 'the outline');
    await until(() => {
      const [box, place] = [mark.getBoundingClientRect(), page.querySelector('h2')!.getBoundingClientRect()];
      return place.top < innerHeight && place.top > 0 && box.top < place.top && box.top > place.top - 80;
    }, 'the outline to be around the place');
    await sendKeys({ press: 'Escape' });
    expect(document.activeElement).to.equal(field);
    expect(document.querySelector('[popover]') === null).to.equal(true);
    close = undefined;
  });

  it('gives the whole as JSON', async () => {
    close = await showReport(page, {});
    let copied = '';
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (said: string) => Promise.resolve(void (copied = said)) },
    });
    try {
      buttons(/json/i)[0]!.click();
      await until(() => /copied/i.test(text()), 'word of it');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    }
    const file = JSON.parse(copied) as { url: string; found: { target: string; becomesElement: boolean }[] };
    expect(file.url).to.equal(location.href);
    expect(file.found.map(({ target, becomesElement }) => [target, becomesElement])).to.deep.equal([
      ['article-faq', true],
      ['did-you-know', true],
      ['comment-box', false],
    ]);
  });

  it('has no accessibility fault that axe knows', async () => {
    close = await showReport(page, {});
    await expect(report().querySelector<HTMLElement>('.panel')!).to.be.accessible();
  });
});
