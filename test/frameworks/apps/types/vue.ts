/// <reference types="afterword/vue" />
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const faq: Props<'article-faq'> = { exclusive: true, class: 'wide', onArticleFaqToggled: ({ open }) => void open };
export const related: Props<'related-articles'> = { limit: '3', 'heading-level': '2' };
// @ts-expect-error there is no such attribute
export const wrong: Props<'article-faq'> = { exklusive: true };
// @ts-expect-error this event has no such field
export const wrongEvent: Props<'article-faq'> = { onArticleFaqToggled: (event) => void event.detail };
// @ts-expect-error a server would write a name that HTML does not know
export const lost: Props<'newsletter-signup'> = { consentText: 'I agree' };
