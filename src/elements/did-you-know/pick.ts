import { pickOfTheDay, pickUnseen } from '../../content/pick.js';
import { pageIdentity } from '../../controllers/page.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import type { NoteAccess, PickFeature } from './features.js';
import { markSeen, seenFacts } from './seen-facts.js';

/** Which fact of a pool is shown: that of the day for all readers of the page, or one this reader has not seen. */
export function pick({ host, shown }: NoteAccess): PickFeature {
  const address = (): string => host.src || pageIdentity().url;
  const mark = (): void => {
    const fact = shown();
    if (host.pick === 'unseen' && fact && visibility.seen) markSeen(address(), fact.text);
  };
  const visibility = new VisibilityController(host, mark);
  host.addController({ hostUpdated: mark });
  return {
    pick: (facts) =>
      host.pick === 'day'
        ? pickOfTheDay(facts.length, Date.now(), pageIdentity().url)
        : pickUnseen(facts, seenFacts(address())),
  };
}
