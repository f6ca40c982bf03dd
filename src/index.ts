export { ArticleFaqElement } from './elements/article-faq/article-faq.js';
export { ArticleFaqToggleEvent, ArticleFaqToggledEvent } from './elements/article-faq/article-faq.events.js';
export {
  ArticleFaqErrorEvent,
  ArticleFaqVotedEvent,
  ArticleFaqVoteEvent,
} from './elements/article-faq/helpful-answers.events.js';
export { ArticleWidgetsElement } from './elements/article-widgets/article-widgets.js';
export { CommentBoxElement } from './elements/comment-box/comment-box.js';
export {
  CommentBoxDeleteEvent,
  CommentBoxDeletedEvent,
  CommentBoxReportEvent,
  CommentBoxReportedEvent,
  CommentBoxVoteEvent,
  CommentBoxVotedEvent,
} from './elements/comment-box/comment-actions.events.js';
export {
  CommentBoxErrorEvent,
  CommentBoxLoadedEvent,
  CommentBoxLoginEvent,
  CommentBoxSubmitEvent,
  CommentBoxSubmittedEvent,
  type CommentBoxAction,
  type SubmissionKind,
} from './elements/comment-box/comment-box.events.js';
export { CommentCountElement } from './elements/comment-count/comment-count.js';
export { DidYouKnowElement } from './elements/did-you-know/did-you-know.js';
export { DidYouKnowChangedEvent } from './elements/did-you-know/did-you-know.events.js';
export { DidYouKnowVotedEvent, DidYouKnowVoteEvent } from './elements/did-you-know/helpful-facts.events.js';
export { DidYouKnowErrorEvent } from './elements/did-you-know/loaded-pool.events.js';
export { DidYouKnowSharedEvent, DidYouKnowShareEvent } from './elements/did-you-know/share.events.js';
export { NewsletterSignupElement } from './elements/newsletter-signup/newsletter-signup.js';
export {
  NewsletterSignupFocusedEvent,
  NewsletterSignupViewedEvent,
} from './elements/newsletter-signup/newsletter-signup.events.js';
export {
  NewsletterSignupErrorEvent,
  NewsletterSignupSubmitEvent,
  NewsletterSignupSubmittedEvent,
} from './elements/newsletter-signup/newsletter-signup-desk.events.js';
export { RelatedArticlesElement } from './elements/related-articles/related-articles.js';
export {
  RelatedArticlesErrorEvent,
  RelatedArticlesSelectedEvent,
  RelatedArticlesShownEvent,
} from './elements/related-articles/related-articles.events.js';
export {
  AfterwordEnhancedEvent,
  enhance,
  read,
  type EnhanceOptions,
  type Enhancement,
  type Finding,
  type FoundQuestion,
  type LeftAlone,
  type ReadOptions,
  type Reading,
  type Skipped,
  type SkipReason,
  type Target,
  type TextRange,
  type Tier,
} from './enhance.js';
export { parseHtml, type HtmlOptions } from './content/html.js';
export { parseMarkdown } from './content/markdown.js';
export { plainText } from './content/plain-text.js';
export { registerAdapter, type FromSrc } from './context/adapters.js';
export { settingsContext, type PortName, type Ports, type PortSetting, type Settings } from './context/settings.js';
export type { Locale, Message, Words } from './controllers/words-controller.js';
export { registerLocale, type OwnWords } from './own-words.js';
export { AfterwordError, ERROR_CODES, type AfterwordErrorOptions, type ErrorCode } from './ports/errors.js';
export type { Article, ArticleList, ArticlesPort } from './ports/articles.js';
export type {
  Comment,
  CommentAuthor,
  CommentPage,
  CommentSort,
  CommentStatus,
  CommentsPort,
  ComposerNeeds,
  FieldNeed,
  GetToken,
  ListOptions,
  MoreReplies,
  NewComment,
  PostOutcome,
  ReportReason,
  ThreadInfo,
  Vote,
} from './ports/comments.js';
export type { Fact } from './ports/facts.js';
export type { Feedback, FeedbackPort } from './ports/feedback.js';
export type { Attribution, Consent, NewsletterPort, SubscribeOutcome, SubscribeRequest, Topic } from './ports/newsletter.js';
export type { PageIdentity } from './ports/page.js';
export type { Block, Inline, RichText } from './ports/rich-text.js';
