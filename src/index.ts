export { ArticleFaqElement } from './elements/article-faq/article-faq.js';
export { ArticleFaqToggleEvent, ArticleFaqToggledEvent } from './elements/article-faq/article-faq.events.js';
export { ArticleWidgetsElement } from './elements/article-widgets/article-widgets.js';
export { CommentBoxElement } from './elements/comment-box/comment-box.js';
export {
  CommentBoxDeleteEvent,
  CommentBoxDeletedEvent,
  CommentBoxErrorEvent,
  CommentBoxLoadedEvent,
  CommentBoxLoginEvent,
  CommentBoxReportEvent,
  CommentBoxReportedEvent,
  CommentBoxSubmitEvent,
  CommentBoxSubmittedEvent,
  CommentBoxVoteEvent,
  CommentBoxVotedEvent,
  type CommentBoxAction,
  type SubmissionKind,
} from './elements/comment-box/comment-box.events.js';
export { CommentCountElement } from './elements/comment-count/comment-count.js';
export { DidYouKnowElement } from './elements/did-you-know/did-you-know.js';
export { DidYouKnowChangedEvent, DidYouKnowErrorEvent } from './elements/did-you-know/did-you-know.events.js';
export { NewsletterSignupElement } from './elements/newsletter-signup/newsletter-signup.js';
export {
  NewsletterSignupErrorEvent,
  NewsletterSignupSubmitEvent,
  NewsletterSignupSubmittedEvent,
} from './elements/newsletter-signup/newsletter-signup.events.js';
export { RelatedArticlesElement } from './elements/related-articles/related-articles.js';
export {
  RelatedArticlesErrorEvent,
  RelatedArticlesSelectedEvent,
  RelatedArticlesShownEvent,
} from './elements/related-articles/related-articles.events.js';
export { registerAdapter, type FromSrc } from './context/adapters.js';
export { settingsContext, type PortName, type Ports, type PortSetting, type Settings } from './context/settings.js';
export { registerLocale, type Locale, type Message, type Words } from './controllers/words-controller.js';
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
  ListOptions,
  MoreReplies,
  NewComment,
  PostOutcome,
  ReportReason,
  ThreadInfo,
  Vote,
} from './ports/comments.js';
export type { Fact } from './ports/facts.js';
export type { Consent, NewsletterPort, SubscribeOutcome, SubscribeRequest, Topic } from './ports/newsletter.js';
export type { PageIdentity } from './ports/page.js';
export type { Block, Inline, RichText } from './ports/rich-text.js';
