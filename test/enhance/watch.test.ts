import { expect } from '@open-wc/testing';
import { enhance } from '../../src/enhance/enhance.js';
import type { Enhancement } from '../../src/enhance/outcome.js';
import { until } from '../support/wait.js';

const FACT = '<p><strong>Did you know?</strong> Bees dance to tell each other where the flowers are.</p>';

let page: HTMLElement;
let enhancement: Enhancement | undefined;
const facts = (): number => page.querySelectorAll('did-you-know').length;

describe('a page that goes on changing', () => {
  beforeEach(() => {
    page = document.createElement('div');
    page.innerHTML = `<div style="height: 3000px"></div><main><article>${FACT}</article></main>`;
    document.body.append(page);
    window.scrollTo(0, 0);
  });
  afterEach(() => {
    enhancement?.stop();
    page.remove();
  });

  it('has what comes late enhanced too, and all of it taken back', async () => {
    enhancement = await enhance(page);
    expect(facts()).to.equal(1);
    const late = document.createElement('article');
    late.innerHTML = `<h2>Another story</h2>${FACT.replace('Bees', 'Ants')}`;
    page.querySelector('main')!.append(late);
    const before = late.outerHTML;
    await until(() => facts() === 2, 'the late fact');
    expect(enhancement.applied).to.have.lengthOf(2);
    enhancement.undo();
    expect(late.outerHTML).to.equal(before);
    expect(facts()).to.equal(0);
  });

  it('may throw everything away and write it anew', async () => {
    enhancement = await enhance(page);
    const article = page.querySelector('article')!;
    const text = FACT.replace('Bees', 'Wasps');
    article.innerHTML = text;
    await until(() => facts() === 1, 'the fact');
    article.textContent = '';
    enhancement.undo();
    expect(page.querySelector('article')).to.equal(article);
    expect(facts()).to.equal(0);
  });

  it('is left alone when it puts the same thing back again and again', async () => {
    const article = page.querySelector('article')!;
    let resets = 0;
    const host = new MutationObserver(() => {
      if (!article.querySelector('did-you-know')) return;
      resets++;
      article.innerHTML = FACT;
    });
    host.observe(article, { childList: true });
    enhancement = await enhance(page);
    await until(() => enhancement!.skipped.some(({ reason }) => reason === 'put-back'), 'it to give up', 12_000);
    host.disconnect();
    expect(resets).to.equal(3);
    expect(article.innerHTML).to.equal(FACT);
  });

  it('has the same thing enhanced on each page that a visit within the document brings', async () => {
    const { href } = location;
    const article = page.querySelector('article')!;
    enhancement = await enhance(page);
    for (let visit = 2; visit < 6; visit++) {
      history.pushState(null, '', `/story/${visit}`);
      article.innerHTML = FACT;
      await until(() => facts() === 1, `the fact of page ${visit}`);
    }
    history.replaceState(null, '', href);
  });

  it('is enhanced once its framework has taken over what the server wrote', async () => {
    const article = page.querySelector('article')!;
    article.id = '__next';
    enhancement = await enhance(page);
    expect(enhancement.skipped.map(({ reason }) => reason)).to.deep.equal(['not-hydrated']);
    Object.assign(article, { __reactContainer$abc: {} });
    await until(() => facts() === 1, 'the fact', 8000);
  });

  it('is no longer watched once that is stopped', async () => {
    enhancement = await enhance(page);
    enhancement.stop();
    const late = document.createElement('article');
    late.innerHTML = FACT.replace('Bees', 'Ants');
    page.querySelector('main')!.append(late);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(facts()).to.equal(1);
  });

  it('is not read again for what our own elements or scripts add', async () => {
    enhancement = await enhance(page);
    const { reading } = enhancement;
    page.querySelector('did-you-know')!.append('more');
    page.append(document.createElement('script'));
    page.querySelector('article')!.append(document.createElement('did-you-know'));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(enhancement.reading).to.equal(reading);
  });
});
