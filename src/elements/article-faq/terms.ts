import { repeat } from 'lit/directives/repeat.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import type { FaqAccess, TermsFeature } from './features.js';
import { termsPageStyles } from './terms.styles.js';

/** The questions of a `<dl>`, where no slot can reach: their buttons lie on top of them. */
export function terms({ host, faq, renderCover }: FaqAccess): TermsFeature {
  function cover(): void {
    const { kind, questions } = faq();
    if (kind !== 'terms') return;
    const buttons = [...host.renderRoot.querySelectorAll<HTMLElement>('.question')];
    // All reads before all writes: one layout, however many questions.
    const boxes = buttons.map((button, index) => {
      const { top, height } = questions[index]!.question.getBoundingClientRect();
      return [top - button.parentElement!.getBoundingClientRect().top, height];
    });
    buttons.forEach((button, index) => {
      [button.style.top, button.style.height] = boxes[index]!.map((length) => `${length}px`) as [string, string];
    });
  }

  new PageStylesController(host, () => termsPageStyles.styleSheet!);
  const size = new ResizeObserver(cover);
  host.addController({
    hostConnected: () => size.observe(host),
    hostUpdated: cover,
    hostDisconnected: () => size.disconnect(),
  });

  return {
    render: (questions) => repeat(questions, ({ node }) => node, renderCover),
    // The reader's own act, as on a `<details>`: the only change that is ever made to nodes of the page.
    fold: ({ answer }, isOpen) => {
      for (const node of answer as readonly Element[]) {
        if (isOpen) node.removeAttribute('hidden');
        else node.setAttribute('hidden', 'until-found');
      }
    },
  };
}
