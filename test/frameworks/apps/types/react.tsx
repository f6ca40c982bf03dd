/// <reference types="afterword/jsx" />
import { useRef } from 'react';
import type { ArticleFaqElement } from 'afterword';
import { memory as articles } from 'afterword/adapters/articles/memory';
import { memory as comments } from 'afterword/adapters/comments/memory';
import { memory as newsletter } from 'afterword/adapters/newsletter/memory';

export function Everything() {
  const faq = useRef<ArticleFaqElement>(null);
  return (
    <article-widgets comments="rest" comments-src="/api" newsletterPort={newsletter()} articlesPort={articles()}>
      <article-faq
        ref={faq}
        id="faq"
        className="wide"
        aria-label="Questions"
        data-any="thing"
        exclusive
        structured-data
        update-url
        onClick={() => faq.current?.expandAll()}
        onarticle-faq-toggle={(event) => {
          if (event.questionId === 'cost') event.preventDefault();
        }}
      />
      <did-you-know class="aside" kind="tip" pick="day" ondid-you-know-changed={({ index, total }) => index < total} />
      <related-articles limit={3} heading-level="2" layout="cards" onrelated-articles-selected={({ article }) => article.url}>
        <h2 slot="heading">More</h2>
      </related-articles>
      <comment-box thread="one" port={comments()} oncomment-box-error={({ error }) => error.code} />
      <comment-count thread="one">Comments</comment-count>
      <newsletter-signup
        consent-required
        resend-after={30}
        port={newsletter()}
        onnewsletter-signup-submitted={({ status }) => status}
      />
    </article-widgets>
  );
}

export function Mistakes() {
  return (
    <>
      {/* @ts-expect-error there is no such attribute */}
      <article-faq exklusive />
      {/* @ts-expect-error a word that is not one of the kinds */}
      <did-you-know kind="joke" />
      {/* @ts-expect-error a property that takes a number */}
      <related-articles limit="many" />
      {/* @ts-expect-error a backend of another kind */}
      <comment-box port={newsletter()} />
      {/* @ts-expect-error this event has no such field */}
      <article-faq onarticle-faq-toggled={(event) => event.detail.open} />
      {/* @ts-expect-error a server would write a name that HTML does not know, and the box would be lost */}
      <newsletter-signup consentText="I agree" />
      {/* @ts-expect-error there is no such element */}
      <article-footer />
    </>
  );
}
