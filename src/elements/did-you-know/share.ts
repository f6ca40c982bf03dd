import { html, type TemplateResult } from 'lit';
import { textFragmentUrl } from '../../content/text-fragment.js';
import { pageIdentity } from '../../controllers/page.js';
import { WordsController } from '../../controllers/words-controller.js';
import { didYouKnowShareWords } from './did-you-know-share.words.js';
import type { NoteAccess, ShareFeature } from './features.js';
import type { Entry } from './pool.js';
import { DidYouKnowSharedEvent, DidYouKnowShareEvent } from './share.events.js';

/** Hands the fact that is shown to the reader's device, or copies a link to it where the device takes none. */
export function share({ host, settings, shown, announce }: NoteAccess): ShareFeature {
  const words = new WordsController(host, 'did-you-know-share', didYouKnowShareWords, settings);
  /** The fact whose link was copied, or could not be. */
  let copied: string | undefined;
  let failed: string | undefined;

  async function handOver({ text, fact }: Entry): Promise<void> {
    const { url: page, title } = pageIdentity();
    // Browsers look for words before a loaded fact is there, and not in a shadow tree.
    const url = fact ? page.split('#')[0]! + (host.id && `#${encodeURIComponent(host.id)}`) : textFragmentUrl(page, text);
    if (!host.dispatchEvent(new DidYouKnowShareEvent(text, url))) return;
    const content = { text, url, ...(title && { title }) };
    if ((navigator as Partial<Navigator>).canShare?.(content)) {
      try {
        await navigator.share(content);
        host.dispatchEvent(new DidYouKnowSharedEvent(text, url, 'device'));
        return;
      } catch (cause) {
        // The reader thought better of it; anything else is the device's trouble, and a link still helps.
        if ((cause as DOMException).name === 'AbortError') return;
      }
    }
    copied = failed = undefined;
    try {
      await navigator.clipboard.writeText(url);
      copied = text;
      host.dispatchEvent(new DidYouKnowSharedEvent(text, url, 'copy'));
    } catch {
      failed = text;
    }
    announce(words.t(copied ? 'copied' : 'notCopied'));
    host.requestUpdate();
  }

  return {
    render(): TemplateResult {
      const entry = shown()!;
      const { text } = entry;
      const label = text === copied ? 'copied' : text === failed ? 'notCopied' : 'share';
      return html`<button type="button" class="plain" part="share" @click=${() => handOver(entry)}>
        <span .textContent=${words.t(label)}></span>
      </button>`;
    },
  };
}
