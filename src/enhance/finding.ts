/**
 * What the reader of article HTML (`read.ts`) says of a page, and what `apply.ts`, the report and `afterword scan` take from
 * it. Nodes are those of the tree that was read; reading changes nothing. Works on any DOM, a browser's or a library's.
 */

/** The element that a finding becomes. */
export type Target = 'article-faq' | 'did-you-know' | 'related-articles' | 'comment-box' | 'newsletter-signup';

/**
 * How sure a finding is.
 * - 0: the publisher named the place with a selector
 * - 1: markup whose meaning is known (a plugin's classes, microdata, structured data, a known service's form)
 * - 2: plain text with a label (a heading "FAQ", "Q:", "Did you know?")
 * - 3: a guess by shape alone; reported, never applied
 */
export type Tier = 0 | 1 | 2 | 3;

/** A stretch of one text node. */
export interface TextRange {
  node: Text;
  /** UTF-16 offsets; `end` is exclusive. */
  start: number;
  end: number;
}

/** One question with its answer, in the nodes of the page. */
export interface FoundQuestion {
  /** Siblings in their order: one element (`<h3>`, `<p>`, `<button>`), or the inline nodes before a `<br>`. */
  question: readonly [Node, ...Node[]];
  /**
   * In document order, none inside another; they need not stand next to the question, nor have its parent. Siblings, but
   * where an answer begins behind a `<br>` in the question's own paragraph and goes on in the paragraphs after it.
   */
  answer: readonly [Node, ...Node[]];
  /** Labels that are said by the layout once the question can be opened ("Q:", "2.", "Answer:"). */
  labels: readonly TextRange[];
  /**
   * What only served the page's own toggle or layout: icons, a `<br>` between question and answer, the table cell that the
   * answer is taken out of. Whatever of the question or the answer is inside leaves it first.
   */
  furniture: readonly Node[];
}

/** One of the five things, found in a page. */
export interface Finding {
  target: Target;
  /** Of `did-you-know`. */
  kind?: 'fact' | 'tip';
  /** The rule that found it, in kebab-case: `yoast-faq`, `labelled-pairs`. Stable: reports and publishers' settings name it. */
  rule: string;
  tier: Tier;
  /** Why, as one plain English sentence for an editor. */
  reason: string;
  /** Adjacent siblings in their order, white space between them included: what the element takes in, or stands after. */
  nodes: readonly [Node, ...Node[]];
  /**
   * - `around` (the default): the element takes the nodes in
   * - `after`: the nodes are prose that stays as it is (a sentence that asks for a subscription), and the element, empty,
   *   stands right after the last of them
   */
  place?: 'around' | 'after';
  /** The title among or inside `nodes`. */
  heading?: Element | undefined;
  /** Of `article-faq`, in their order. */
  questions?: readonly FoundQuestion[];
  /** Of `did-you-know`: the label ("Did you know?"), which stays readable. Of `related-articles`: the label of a one-line list ("Also read:"). */
  label?: TextRange | undefined;
  /** Of `related-articles`, in their order. */
  links?: readonly Element[];
  /** Of `newsletter-signup`, the adopted form; of `comment-box`, the page's own comment form. */
  form?: Element | undefined;
  /** Of `comment-box`: the page's own comments, shown until ours have been loaded. */
  comments?: readonly Element[];
  /** Attributes for the element: `provider`, `src`, `thread`, `limit`. */
  attributes: Readonly<Record<string, string>>;
  /**
   * True when it is worth an element only if a source is configured or discovered: a bare "You may also like", a sentence
   * that asks for a comment or a subscription.
   */
  needsSource: boolean;
}

/** Something that looked like one of the five things, and why it is left as it is. */
export interface LeftAlone {
  target: Target;
  /** The rule that refused it, in kebab-case: `no-answer`, `interview`, `advertising`, `inside-navigation`. */
  rule: string;
  /** One plain English sentence for an editor. */
  reason: string;
  node: Node;
}

/**
 * What was read in a page, in document order. What findings stand `around` never overlaps; one that stands `after` takes
 * nothing in, and its nodes may be named by another such finding too.
 */
export interface Reading {
  findings: readonly Finding[];
  leftAlone: readonly LeftAlone[];
}
