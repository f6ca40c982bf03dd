import { html, type LitElement, type TemplateResult } from 'lit';
import { adoptStyles } from '../../controllers/adopt-styles.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageNow } from '../../controllers/page.js';
import { RequestController } from '../../controllers/request-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { Feedback, FeedbackPort } from '../../ports/feedback.js';
import { helpfulStyles } from './helpful.styles.js';
import { helpfulWords } from './helpful.words.js';

/** Makes the port of a `feedback-src`. */
export type ConnectFeedback = (src: string) => Promise<FeedbackPort>;

export interface HelpfulOptions<T> {
  readonly host: LitElement & { feedbackSrc: string; feedbackPort: FeedbackPort | undefined };
  readonly settings: SettingsController;
  readonly about: (item: T) => Pick<Feedback, 'kind' | 'id' | 'text'>;
  /** What stays the same while the words of an item change. */
  readonly keyOf: (item: T) => object;
  /** What happens before, cancelable; after; and when it failed. */
  readonly vote: (item: T, helpful: boolean) => Event;
  readonly voted: (item: T, helpful: boolean) => Event;
  readonly failed: (error: AfterwordError) => Event;
  readonly connect: ConnectFeedback;
}

export interface HelpfulFeature<T> {
  render(item: T): TemplateResult;
}

/** "Was this helpful?" under an answer or a fact. The answer goes to the page as an event, and to a port where there is one. */
export function helpful<T>(options: HelpfulOptions<T>): HelpfulFeature<T> {
  const { host, settings, about, keyOf } = options;
  const words = new WordsController(host, 'helpful', helpfulWords, settings);
  /** What the reader said of each; by its node, because a translator may put other words into it. */
  const said = new WeakMap<object, { helpful: boolean; isFailed?: boolean }>();
  /** One for each, so that none stops another. */
  const requests = new WeakMap<object, RequestController<void>>();
  adoptStyles(host, helpfulStyles);

  async function say(item: T, isHelpful: boolean): Promise<void> {
    if (!host.dispatchEvent(options.vote(item, isHelpful))) return;
    const { kind, id, text } = about(item);
    const key = keyOf(item);
    const saying = { helpful: isHelpful };
    said.set(key, saying);
    host.requestUpdate();
    const { feedbackPort: port, feedbackSrc: src } = host;
    if (port || src) {
      const feedback = { kind, id, text, helpful: isHelpful, page: pageNow(settings) };
      const sending = requests.get(key) ?? new RequestController<void>(host, true);
      requests.set(key, sending);
      await sending.run(async (signal) => (port ?? (await options.connect(src))).send(feedback, signal));
      // Another answer to the same overtook it.
      if (said.get(key) !== saying) return;
      const { status, error } = sending;
      if (status !== 'complete') {
        if (error) said.set(key, { ...saying, isFailed: true });
        else said.delete(key);
        host.requestUpdate();
        if (!error) return;
        tellDeveloper(host, `could not send what a reader found helpful: ${error.message}`, error);
        host.dispatchEvent(options.failed(error));
        return;
      }
    }
    host.dispatchEvent(options.voted(item, isHelpful));
  }

  function renderChoice(item: T, isHelpful: boolean): TemplateResult {
    const was = said.get(keyOf(item));
    const isPressed = was?.helpful === isHelpful && !was.isFailed;
    return html`<button type="button" class="plain" aria-pressed=${isPressed} @click=${() => say(item, isHelpful)}>
      ${words.t(isHelpful ? 'yes' : 'no')}
    </button>`;
  }

  return {
    render: (item) => {
      const was = said.get(keyOf(item));
      const question = words.t('question');
      // One line that changes, so that nothing below it moves.
      return html`<div class="helpful" part="helpful" role="group" aria-label=${question}>
        <span class="muted" role="status" .textContent=${was ? words.t(was.isFailed ? 'failed' : 'thanks') : question}></span>
        ${renderChoice(item, true)}${renderChoice(item, false)}
      </div>`;
    },
  };
}
