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
