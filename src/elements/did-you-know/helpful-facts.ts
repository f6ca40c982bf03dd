import { helpful, type ConnectFeedback, type HelpfulFeature } from '../helpful/helpful.js';
import type { NoteAccess } from './features.js';
import { DidYouKnowVotedEvent, DidYouKnowVoteEvent } from './helpful-facts.events.js';
import { DidYouKnowErrorEvent } from './loaded-pool.events.js';
import type { Entry } from './pool.js';

/** "Was this helpful?" under the fact that is shown. */
export function helpfulFacts({ host, settings }: NoteAccess, connect: ConnectFeedback): HelpfulFeature<Entry> {
  return helpful<Entry>({
    host,
    settings,
    connect,
    keyOf: ({ key }) => key,
    about: ({ text }) => ({ kind: 'fact', text }),
    vote: ({ text }, isHelpful) => new DidYouKnowVoteEvent(text, isHelpful),
    voted: ({ text }, isHelpful) => new DidYouKnowVotedEvent(text, isHelpful),
    failed: (error) => new DidYouKnowErrorEvent('vote', error),
  });
}
