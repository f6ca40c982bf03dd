import type { Finding, Target } from '../finding.js';
import type { Page } from '../page.js';
import { asks, tag, textOf } from '../text.js';
import { shapeOf } from './faq-shapes.js';
import { pairUp } from './pairs.js';

/** Tier 0: places that the publisher names. */
export function* selected(page: Page): Generator<void> {
  for (const [name, selector] of Object.entries(page.options.selectors ?? {})) {
    const target: Target = name === 'fact' || name === 'tip' ? 'did-you-know' : (name as Target);
    for (const element of page.root.querySelectorAll(selector)) {
      yield;
      const more = details(page, element, target);
      if (!more) page.leave(target, 'no-answer', 'No questions with answers stand there.', element);
      else
        page.found({
          target,
          ...(target === 'did-you-know' ? { kind: name === 'tip' ? 'tip' : 'fact' } : {}),
          rule: 'selector',
          tier: 0,
          reason: `The selector “${selector}” names it.`,
          nodes: [element],
          attributes: {},
          needsSource: false,
          ...more,
        });
    }
  }
}

function details(page: Page, element: Element, target: Target): Partial<Finding> | undefined {
  const heading = element.querySelector('h1, h2, h3, h4, h5, h6') ?? undefined;
  if (target === 'comment-box' || target === 'newsletter-signup') {
    const form = tag(element) === 'form' ? element : (element.querySelector('form') ?? undefined);
    return { form, heading, needsSource: !form };
  }
  if (target === 'related-articles') {
    const links = [...element.querySelectorAll('a[href]')].filter((link) => textOf(link));
    return { links, heading, needsSource: !links.length };
  }
  if (target === 'did-you-know') return {};
  const [start, end] = page.span(element);
  // Above the questions' own titles there may be one of the list.
  const lines = page.lines.slice(start, end).map((line) => (line.region ? { ...line, region: '' as const } : line));
  const titled = heading && lines[0] && heading.contains(lines[0].block) && !asks(lines[0].text) ? heading : undefined;
  const shape = shapeOf(page, titled ? lines.slice(1) : lines);
  const questions = shape && pairUp(page, { spots: shape.spots, end });
  return questions && { questions, heading: titled };
}
