import { helpful, type ConnectFeedback, type HelpfulFeature } from '../helpful/helpful.js';
import { ArticleFaqErrorEvent, ArticleFaqVotedEvent, ArticleFaqVoteEvent } from './helpful-answers.events.js';
import type { FaqAccess } from './features.js';
import type { Question } from './questions.js';

/** "Was this helpful?" under each open answer. */
export function helpfulAnswers({ host, settings }: FaqAccess, connect: ConnectFeedback): HelpfulFeature<Question> {
  return helpful<Question>({
    host,
    settings,
    connect,
    keyOf: ({ node }) => node,
    about: ({ text, id }) => ({ kind: 'question', id, text }),
    vote: ({ text, id }, isHelpful) => new ArticleFaqVoteEvent(text, id, isHelpful),
    voted: ({ text, id }, isHelpful) => new ArticleFaqVotedEvent(text, id, isHelpful),
    failed: (error) => new ArticleFaqErrorEvent(error),
  });
}
