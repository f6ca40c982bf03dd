import { toReadOptions, wordsOf, type EnhanceOptions } from './enhance.js';
import type { LeftAlone, Reading } from './finding.js';
import { boxOf } from './place.js';
import { isElement } from './text.js';
import { readInSteps } from './reader.js';
import { excerptOf, judge, OBSTACLE_WORDS, TARGET_WORDS, TIER_WORDS, toFile, type ReportedFinding } from './report-model.js';
import { REPORT_STYLES } from './report.styles.js';
import { runInSlices, Slices } from './slices.js';

type Nodes = readonly [Node, ...Node[]];

/** Pixels between the top of the screen and the place that is shown, for its number and a header the page has pinned. */
const HEADROOM = 72;

/** A place of the page, and the box that is drawn over it. */
interface Mark {
  nodes: Nodes;
  box: HTMLElement;
}

/**
 * Shows an editor what enhancing would find on this page, by which rule, how sure, and what it leaves alone and why. It changes
 * nothing of the page: it lies over it, and its outlines with it. Built node by node, because a page's policies may forbid
 * templates. Answers what closes it.
 */
export async function showReport(root: Document | Element, options: EnhanceOptions = {}): Promise<() => void> {
  const { tiers = [0, 1, 2], sources = {}, signal = new AbortController().signal } = options;
  const reading = await runInSlices(readInSteps(root, toReadOptions(root, options), await wordsOf(root)), new Slices(), signal);
  return new Report(reading, judge(reading, { tiers, sources })).close;
}

class Report {
  readonly #host = document.createElement('div');
  readonly #marks: Mark[] = [];
  readonly #layer = make('div', { className: 'marks', ariaHidden: 'true' });
  readonly #status = make('p', { className: 'quiet', role: 'status' });
  readonly #before = document.activeElement;
  readonly #sizes = new ResizeObserver(() => this.#draw());
  #frame = 0;

  constructor(reading: Reading, found: readonly ReportedFinding[]) {
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(REPORT_STYLES);
    root.adoptedStyleSheets = [sheet];
    const panel = this.#panel(reading, found);
    root.append(this.#layer, panel);
    Object.assign(this.#host, { lang: 'en', dir: 'ltr' });
    document.body.append(this.#host);
    // Above whatever the page has pinned to its screen.
    this.#host.popover = 'manual';
    this.#host.showPopover();
    this.#host.addEventListener('keydown', this.#keyed);
    addEventListener('scroll', this.#moved, { capture: true, passive: true });
    addEventListener('resize', this.#moved);
    this.#sizes.observe(document.documentElement);
    panel.focus({ preventScroll: true });
  }

  readonly close = (): void => {
    removeEventListener('scroll', this.#moved, { capture: true });
    removeEventListener('resize', this.#moved);
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#host.remove();
    (this.#before as HTMLElement | null)?.focus({ preventScroll: true });
  };

  #panel(reading: Reading, found: readonly ReportedFinding[]): HTMLElement {
    const { leftAlone } = reading;
    const becomes = found.filter(({ obstacle }) => !obstacle).length;
    const totals = [
      count(becomes, 'place becomes an element', 'places become elements'),
      ...(found.length > becomes ? [count(found.length - becomes, 'stays as it is', 'stay as they are')] : []),
      ...(leftAlone.length
        ? [count(leftAlone.length, 'looked alike and was left alone', 'looked alike and were left alone')]
        : []),
    ];
    const panel = make('section', { className: 'panel', role: 'dialog', tabIndex: -1, ariaLabel: 'Afterword on this page' }, [
      make('header', {}, [
        make('h2', { textContent: 'Afterword on this page' }),
        make('p', { textContent: `${totals.join(', ')}. Nothing has been changed.` }),
        make('div', { className: 'actions' }, [
          button('Copy as JSON', () => void this.#copy(reading, found)),
          button('Close', this.close),
        ]),
        this.#status,
      ]),
      make('div', { className: 'body' }, [
        ...(found.length
          ? [
              make('h3', { textContent: 'Found' }),
              make(
                'ol',
                {},
                found.map((each, at) => this.#found(each, at + 1)),
              ),
            ]
          : [make('h3', { textContent: 'Nothing was found on this page' })]),
        ...(leftAlone.length
          ? [
              make('details', {}, [
                make('summary', { textContent: `Left alone (${leftAlone.length})` }),
                make(
                  'ul',
                  {},
                  leftAlone.map((each) => this.#left(each)),
                ),
              ]),
            ]
          : []),
      ]),
    ]);
    return panel;
  }

  #found({ finding, obstacle }: ReportedFinding, number: number): HTMLElement {
    const { target, nodes, tier, rule, reason, questions } = finding;
    const mark = this.#mark(nodes, String(number), Boolean(obstacle));
    const size = questions ? ` (${questions.length})` : '';
    return make('li', {}, [
      make('p', { className: 'title', textContent: `${number}. ${TARGET_WORDS[target]}${size}` }),
      make('p', { className: 'excerpt', dir: 'auto', textContent: excerptOf(nodes) }),
      make('p', { textContent: reason }),
      ...(obstacle ? [make('p', { className: 'title', textContent: `Stays as it is. ${OBSTACLE_WORDS[obstacle]}` })] : []),
      make('p', { className: 'quiet' }, [make('code', { textContent: rule }), `, ${TIER_WORDS[tier]}`]),
      this.#shower(mark, `${number}, ${TARGET_WORDS[target]}`),
    ]);
  }

  #left({ target, rule, reason, node }: LeftAlone): HTMLElement {
    const mark = this.#mark([node], '', true);
    return make('li', {}, [
      make('p', { className: 'title', textContent: TARGET_WORDS[target] }),
      make('p', { className: 'excerpt', dir: 'auto', textContent: excerptOf([node]) }),
      make('p', { textContent: reason }),
      make('p', { className: 'quiet' }, [make('code', { textContent: rule })]),
      this.#shower(mark, excerptOf([node]).slice(0, 40)),
    ]);
  }

  #shower(mark: Mark, what: string): HTMLElement {
    const shower = button('Show in the page', () => this.#show(mark));
    shower.ariaLabel = `Show in the page: ${what}`;
    return make('div', { className: 'actions' }, [shower]);
  }

  #mark(nodes: Nodes, name: string, stays: boolean): Mark {
    const box = make(
      'div',
      { className: stays ? 'mark stays' : 'mark', hidden: true },
      name ? [make('span', { textContent: name })] : [],
    );
    const mark = { nodes, box };
    this.#marks.push(mark);
    this.#layer.append(box);
    return mark;
  }

  #show(chosen: Mark): void {
    const place = chosen.nodes.find(isElement) ?? chosen.nodes[0].parentElement;
    for (const { box } of this.#marks) box.classList.toggle('chosen', box === chosen.box);
    if (!boxOf(chosen.nodes)) {
      this.#status.textContent = 'This place cannot be seen in the page right now.';
      return;
    }
    this.#status.textContent = '';
    // To the top: on a small screen the report covers the lower half.
    place?.scrollIntoView({ block: 'start', behavior: 'instant' });
    scrollBy({ top: -HEADROOM, behavior: 'instant' });
    this.#draw();
  }

  readonly #moved = (): void => {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  };

  #draw(): void {
    this.#frame = 0;
    // All reads before all writes: one layout, however many places.
    const boxes = this.#marks.map(({ nodes }) => (nodes[0].isConnected ? boxOf(nodes) : undefined));
    this.#marks.forEach(({ box }, at) => {
      const place = boxes[at];
      const isShown = place !== undefined && (box.firstChild !== null || box.classList.contains('chosen'));
      box.hidden = !isShown;
      if (!place) return;
      const { left, top, width, height } = place;
      Object.assign(box.style, {
        left: `${left - 6}px`,
        top: `${top - 6}px`,
        width: `${width + 12}px`,
        height: `${height + 12}px`,
      });
    });
  }

  async #copy({ leftAlone }: Reading, found: readonly ReportedFinding[]): Promise<void> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(toFile(location.href, found, leftAlone), null, 2));
      this.#status.textContent = 'Copied.';
    } catch {
      this.#status.textContent = 'This browser did not let us copy.';
    }
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    // The page's own shortcuts are not meant here.
    event.stopPropagation();
    if (event.key === 'Escape') this.close();
  };
}

function count(number: number, one: string, other: string): string {
  return `${number} ${number === 1 ? one : other}`;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button', textContent: label });
  made.addEventListener('click', act);
  return made;
}

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), properties);
  if (children.length) element.append(...children);
  return element;
}
