import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { SettingsController } from '../../src/controllers/settings-controller.js';
import '../../src/define/article-widgets.js';

class SettingsProbe extends LitElement {
  readonly settings = new SettingsController(this, () => this.requestUpdate());

  override render(): TemplateResult {
    const { comments, lang, thread } = this.settings.value;
    return html`${JSON.stringify([comments?.provider, comments?.src, lang, thread])}`;
  }
}
customElements.define('settings-probe', SettingsProbe);

const seen = (probe: Element): unknown => JSON.parse(probe.shadowRoot!.textContent);

async function settled(probe: Element): Promise<unknown> {
  await (probe as SettingsProbe).updateComplete;
  await (probe as SettingsProbe).updateComplete;
  return seen(probe);
}

describe('<article-widgets>', () => {
  it('gives its settings to the widgets it wraps', async () => {
    const root = await fixture(html`
      <article-widgets comments="rest" comments-src="/api" lang="fr" thread="t1"
        ><settings-probe></settings-probe
      ></article-widgets>
    `);
    expect(await settled(root.querySelector('settings-probe')!)).to.deep.equal(['rest', '/api', 'fr', 't1']);
  });

  it('alone and empty, answers for the whole document, and takes that back when removed', async () => {
    const root = await fixture(html`<div><settings-probe></settings-probe></div>`);
    const probe = root.querySelector('settings-probe')!;
    expect(await settled(probe)).to.deep.equal([null, null, null, null]);
    const widgets = document.createElement('article-widgets');
    widgets.setAttribute('comments-src', '/late');
    document.body.append(widgets);
    await widgets.updateComplete;
    expect(await settled(probe)).to.deep.equal(['', '/late', null, null]);
    widgets.setAttribute('comments-src', '/changed');
    await widgets.updateComplete;
    expect(await settled(probe)).to.deep.equal(['', '/changed', null, null]);
    widgets.remove();
    expect(await settled(probe)).to.deep.equal([null, null, null, null]);
  });

  it('answers together with others that wrap nothing, the last to speak first, and each takes back its own', async () => {
    const root = await fixture(html`<div><settings-probe></settings-probe></div>`);
    const probe = root.querySelector('settings-probe')!;
    const add = async (attributes: Record<string, string>): Promise<Element> => {
      const widgets = document.createElement('article-widgets');
      for (const [name, value] of Object.entries(attributes)) widgets.setAttribute(name, value);
      root.append(widgets);
      await widgets.updateComplete;
      return widgets;
    };
    const first = await add({ 'comments-src': '/first', thread: 'first' });
    const second = await add({ thread: 'second' });
    expect(await settled(probe)).to.deep.equal(['', '/first', null, 'second']);
    first.setAttribute('comments-src', '/again');
    expect(await settled(probe)).to.deep.equal(['', '/again', null, 'first']);
    second.remove();
    expect(await settled(probe)).to.deep.equal(['', '/again', null, 'first']);
    first.remove();
    expect(await settled(probe)).to.deep.equal([null, null, null, null]);
  });

  it('gives its settings to what is put into it later', async () => {
    const widgets = await fixture(html`<article-widgets comments-src="/api"></article-widgets>`);
    const outside = await fixture(html`<settings-probe></settings-probe>`);
    expect(await settled(outside)).to.deep.equal(['', '/api', null, null]);
    const probe = document.createElement('settings-probe');
    widgets.append(probe);
    expect(await settled(probe)).to.deep.equal(['', '/api', null, null]);
    expect(await settled(outside), 'around content it answers for that only').to.deep.equal([null, null, null, null]);
    widgets.setAttribute('comments-src', '/changed');
    expect(await settled(probe)).to.deep.equal(['', '/changed', null, null]);
  });

  it('inherits from the one around it what it does not say itself, and replaces a port whole', async () => {
    const root = await fixture(html`
      <article-widgets comments="outer" comments-src="/outer" thread="outer">
        <article-widgets comments-src="/inner"><settings-probe></settings-probe></article-widgets>
      </article-widgets>
    `);
    expect(await settled(root.querySelector('settings-probe')!)).to.deep.equal(['', '/inner', null, 'outer']);
  });

  it('leaves the nodes and attributes of the page alone', async () => {
    const markup = `<article-widgets thread="t"><p>Text</p></article-widgets>`;
    const root = document.createElement('div');
    root.setHTMLUnsafe(markup);
    document.body.append(root);
    await new Promise((resolve) => setTimeout(resolve));
    expect(root.innerHTML).to.equal(markup);
  });
});
