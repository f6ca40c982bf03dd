import type { LitElement, ReactiveController } from 'lit';
import type { PortController } from '../../controllers/port-controller.js';
import { recall, remember } from '../../controllers/remembered.js';
import type { Outcome } from './outcome.js';

const CHANGED = 'afterword.lists';
/** Another tab, or a widget of this page, whichever copy of the library it is from, may remember something else now. */
const EVENTS = ['storage', CHANGED];

const DAY = 86_400_000;
/** A confirmation mail that did not come within a week will not; a "no" is asked about again after a season. */
const LIFETIMES: Readonly<Partial<Record<Outcome, number>>> = {
  subscribed: 365 * DAY,
  'already-subscribed': 365 * DAY,
  'confirm-by-mail': 7 * DAY,
  dismissed: 90 * DAY,
};

/** What this browser remembers of the reader and the list; no address is kept. One memory for all widgets of the page and all tabs. */
export class ListMemoryController implements ReactiveController {
  outcome: Outcome | undefined;
  readonly #host: LitElement;
  readonly #port: PortController<'newsletter'>;
  /** The reader asked for the form, whatever link led here. */
  #insists = false;

  constructor(host: LitElement, port: PortController<'newsletter'>) {
    this.#host = host;
    this.#port = port;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of EVENTS) addEventListener(type, this.recall);
  }

  hostDisconnected(): void {
    for (const type of EVENTS) removeEventListener(type, this.recall);
  }

  readonly recall = (): void => {
    const { port } = this.#port;
    const [stored, since] = (port && recall(storageKey(port.key)))?.split(' ') ?? [];
    let outcome = stored as Outcome | undefined;
    if (!(Date.now() - Number(since) < LIFETIMES[outcome!]!)) {
      outcome = port && !this.#insists && cameByMail() ? 'already-subscribed' : undefined;
    }
    // Nothing is taken from under a reader who is in the middle of it.
    if (outcome && this.#host.matches(':focus-within')) return;
    this.outcome = outcome;
    this.#host.requestUpdate();
  };

  /** Keeps the outcome, or forgets the list because the reader wants the form. */
  remember(outcome?: Outcome): void {
    this.outcome = outcome;
    this.#insists = !outcome;
    const { port } = this.#port;
    if (!port) return;
    remember(storageKey(port.key), outcome && `${outcome} ${Date.now()}`);
    dispatchEvent(new Event(CHANGED));
  }
}

function storageKey(list: string): string {
  return `afterword.list ${list}`;
}

/** Whether the address says that the reader followed a link in a newsletter (the usual campaign parameters). */
function cameByMail(): boolean {
  return /[?&]utm_(medium=(e-?mail|newsletter)(&|$)|source=[^&]*newsletter)/i.test(location.search);
}
