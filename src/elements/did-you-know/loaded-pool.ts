import { html, nothing, type TemplateResult } from 'lit';
import { adoptStyles } from '../../controllers/adopt-styles.js';
import { tellDeveloper } from '../../controllers/console.js';
import { onReturn, RequestController } from '../../controllers/request-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import type { Fact } from '../../ports/facts.js';
import { errorStyles } from '../../styles/error.styles.js';
import { renderLoadButton } from '../load-button.js';
import { DidYouKnowErrorEvent } from './loaded-pool.events.js';
import type { NoteAccess, PoolFeature } from './features.js';

/** The pool of `src`: loaded once the element is near the screen, and again when its address changes. */
export function loadedPool({ host, t, entries, shown, announce, loadFacts }: NoteAccess): PoolFeature {
  const request = new RequestController<readonly Fact[]>(host);
  const visibility = new VisibilityController(
    host,
    () => void load(),
    () => host.loading === 'click',
  );
  let { src } = host;
  adoptStyles(host, errorStyles);

  async function load(): Promise<void> {
    if (!host.src || !visibility.seen) return;
    const isEmpty = !entries().length;
    announce('');
    const facts = await request.run(async (signal) => loadFacts(host.src, signal));
    const { error } = request;
    if (facts) {
      await host.updateComplete;
      // Who asked for it is told what came.
      if (isEmpty && host.matches(':focus-within')) announce(shown()?.text ?? '');
    }
    // Without either, another request has taken its place.
    if (!error) return;
    tellDeveloper(host, `could not load its src: ${error.message}`, error);
    if (!entries().length) announce(t('failed'));
    host.dispatchEvent(new DidYouKnowErrorEvent('load', error));
  }

  /** The button goes; the reader stays in the note. */
  function retry(): void {
    host.renderRoot.querySelector<HTMLElement>('[role=note]')!.focus();
    void load();
  }

  onReturn(host, () => {
    if (request.error) (host.matches(':focus-within') ? retry : load)();
  });

  host.addController({
    hostConnected: () => {
      // Removing the element stopped what was under way.
      if (request.status === 'idle' && !request.value) void load();
    },
    hostUpdate: () => {
      if (host.src === src || !host.isConnected) return;
      src = host.src;
      request.reset();
      void load();
    },
  });

  return {
    get isHeld() {
      return visibility.isHeld;
    },
    get facts() {
      return request.value;
    },
    renderFact({ text, source, url }): TemplateResult {
      const name = t('source', { source: source ?? (url ? new URL(url).hostname : '') });
      const cite = url ? html`<a href=${url}>${name}</a>` : source && name;
      return html`<p dir="auto">${text}</p>
        ${cite ? html`<cite class="muted" dir="auto">${cite}</cite>` : nothing}`;
    },
    renderWaiting: () =>
      visibility.isHeld
        ? renderLoadButton(visibility, t('load'))
        : request.status === 'failed'
          ? html`<p class="error">${t('failed')}</p>
              <button type="button" @click=${retry}>${t('retry')}</button>`
          : html`<p class="muted">${t('loading')}</p>`,
  };
}
