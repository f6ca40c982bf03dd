import { parseUrl, plainStart, startOf, type Line, type Page } from '../page.js';
import { COMMENT_SERVICES } from '../regions.js';
import { attributesOf, childHolding, commonAncestor, isElement, isMostlyLinks, siblings, tag } from '../text.js';
import { isAtEnd, isTitle } from './closings.js';

const HARD = /^(own|opt-out|editor|code|dialog|navigation|quote|hidden)$/;
/** What WordPress writes for each comment, but not for the trace of a link. */
const COMMENT = 'li[id*="comment-"]:not(.pingback):not(.trackback), li[class*="depth-"]:not(.pingback):not(.trackback)';
const AREA =
  /(^|\s)(?!(?:has|with|no|open)[_-])([\w-]+[_-])?(comments|comments?[_-](area|section|wrap(per)?|container|block|box))(\s|$)/i;
/** What other systems call the form, and where they send it. */
const FORM_NAME = /(^|[\s_-])comments?[_-]?form([\s_-]|$)|(^|\s)(add|new|post)[_-]comment(\s|$)/i;
const FORM_ADDRESS =
  /\/comments?\/(reply|add|post|create|new|submit|save)\b|mt-comments|\/(add|post|submit|save)[_-]?comment\b/i;
const OTHER_FORM = /contact|feedback|review|rating|support|guestbook/i;
const CLOSED = '.no-comments, .nocomments, .comments-closed, .must-log-in';
const CLOSED_WORDS =
  /(comments?|comment section|discussion|thread) (is|are|has been|have been|were) (now )?(closed|disabled)|kommentar\w* .{0,20}(geschlossen|deaktiviert)|commentaires sont (fermés|clos)|comentarios (están )?cerrados|comentários .{0,12}(fechados|encerrados)|commenti sono (chiusi|disattivati)|komentowanie .{0,12}wyłączone|комментарии .{0,12}закрыты|коментарі .{0,12}закрит/i;
const THIRD_PARTY =
  `${COMMENT_SERVICES} coral_talk_stream vuukle-comments commento comentario gitalk-container waline twikoo vcomments tcomment cackle-container mc-container fastcomments-widget viafoura insticator sqs-comments-container`
    .split(' ')
    .flatMap((name) => [name, `#${name}`]);

/** Tier 1: the form and the list of WordPress; the form of another system in a box of its own. */
export function* commentAreas(page: Page): Generator<void> {
  yield;
  const forms = page.byTag('form').filter((each) => !HARD.test(page.region(each)));
  const form = forms.find(isWordPress) ?? forms.find((each) => isCommentForm(each) && areaAround(each));
  const lists = ['comment-list', 'commentlist', 'wp-block-comment-template'].flatMap((name) => page.byClass(name));
  const comments = lists.filter(
    (list) =>
      /^[uo]l$/.test(tag(list)) &&
      !HARD.test(page.region(list)) &&
      !lists.some((other) => other !== list && other.contains(list)),
  );
  const first = form ?? comments[0];
  if (!first) return;
  if (!form && !comments.some((list) => list.querySelector(COMMENT)))
    return page.leave('comment-box', 'no-comments', 'Nobody has said anything.', first);
  if (first.closest('#reviews, .woocommerce-Reviews') ?? form?.querySelector('[name="rating"]'))
    return page.leave('comment-box', 'reviews', 'Readers rate something.', first);
  const widget = form?.querySelector('textarea') === null ? form : THIRD_PARTY.flatMap((name) => page.byClass(name))[0];
  if (widget) return page.leave('comment-box', 'third-party', 'Another service runs the comments.', widget);
  const area = areaAround(first);
  const respond = form && (form.closest('.comment-respond, #respond') ?? form);
  const inside = [respond, ...comments].filter((each) => each !== undefined);
  const boxes = area ? [area] : inside;
  const top = boxes.length > 1 ? boxes.reduce<Node>((all, each) => commonAncestor(all, each)!, boxes[0]!) : undefined;
  const places = top
    ? boxes.map((each) => childHolding(top, each)!).sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1))
    : boxes;
  const heading =
    (area ?? respond ?? first).querySelector('#reply-title, .comment-reply-title, .comments-title, h2, h3') ?? undefined;
  const isOwn = !form || isWordPress(form);
  const attributes = isOwn ? wordpressSource(page, form) : {};
  // Its own backend knows that it is closed. Any other would open it again, and hide what was said.
  if (!form && !attributes['src'] && (area ?? (first.parentNode as Element | null))?.querySelector(CLOSED))
    return page.leave('comment-box', 'closed', 'The comments are closed.', first);
  page.found({
    target: 'comment-box',
    rule: isOwn ? 'wordpress-comments' : 'comment-form',
    tier: 1,
    reason: isOwn ? 'WordPress’s own comments.' : 'The page’s own comment form.',
    nodes: siblings(places[0]!, places.at(-1)!),
    heading,
    form,
    ...(comments.length ? { comments } : {}),
    attributes,
    needsSource: !form && !attributes['src'],
  });
}

function isWordPress(form: Element): boolean {
  return form.getAttribute('id') === 'commentform' || /(^|\/)wp-comments-post\.php/.test(form.getAttribute('action') ?? '');
}

function isCommentForm(form: Element): boolean {
  const said = attributesOf(form, 'id', 'class', 'name', 'action');
  return (FORM_NAME.test(said) || FORM_ADDRESS.test(said)) && !OTHER_FORM.test(said) && form.querySelector('textarea') !== null;
}

/** The theme's box around form and list, when it holds nothing else. */
function areaAround(inside: Element): Element | undefined {
  for (let at = inside.parentNode; isElement(at); at = at.parentNode)
    if (
      AREA.test(attributesOf(at, 'class', 'id')) &&
      !/^(body|main)$/.test(tag(at)) &&
      !at.querySelector('h1, main, [itemprop="articleBody"], .entry-content')
    )
      return at;
  return undefined;
}

/** Provider and source, where the page names its REST root and the post. */
function wordpressSource(page: Page, form: Element | undefined): Record<string, string> {
  const link = page.inDocument('link[rel="https://api.w.org/"]');
  const root = link && page.href(link);
  if (!root) return {};
  const id =
    form?.querySelector('[name="comment_post_ID"]')?.getAttribute('value') ??
    /[?&]p=(\d+)/.exec(page.inDocument('link[rel="shortlink"]')?.getAttribute('href') ?? '')?.[1] ??
    /(?:^|\s)(?:postid|page-id)-(\d+)/.exec(page.inDocument('body')?.getAttribute('class') ?? '')?.[1];
  if (!id || !/^\d+$/.test(id)) return {};
  root.searchParams.set('post', id);
  const action = form && page.href(form, 'action');
  // Only the site's own origin can read what the classic form answers.
  if (action && action.origin === root.origin && action.origin === parseUrl(page.options.url)?.origin)
    root.searchParams.set('form', action.href);
  return { provider: 'wordpress', src: root.href };
}

/** Tier 2: a title that calls for comments at the end of the story; failing that, a sentence, where comments are configured. */
export function* commentCalls(page: Page): Generator<void> {
  yield;
  if (page.findings.some(({ target }) => target === 'comment-box')) return;
  if (THIRD_PARTY.some((name) => page.byClass(name).length)) return;
  const prose: Line[] = [];
  let call: Line | undefined;
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    if (!page.isProse(line)) continue;
    prose.push(line);
    if (line.text.length < 90 && isTitle(line) && line.whole && page.words.comments.is(plainStart(line)) && !startHasLink(line))
      call = line;
  }
  if (call) {
    const kind = page.words.comments.is(plainStart(call));
    const { index, main } = call;
    const after = prose.slice(prose.indexOf(call) + 1).filter((line) => line.main === main);
    const talk = page.lines[index + 1];
    const before = page.lines[index - 1];
    if (isMarked(page)) return;
    if (after.some(({ text }) => text.length < 120 && CLOSED_WORDS.test(text)))
      return page.leave('comment-box', 'closed', 'The comments are closed.', call.block);
    if (
      before?.region === 'comments' ||
      (talk && /^(comments|form)$/.test(talk.region) && talk.block !== call.block && isBeside(page, call, talk))
    )
      return page.leave('comment-box', 'unknown-comments', 'Another service runs the comments.', call.block);
    if (
      after.reduce((sum, { text, level }) => sum + (level ? 0 : text.length), 0) > (kind === 'call' ? 500 : 0) ||
      (kind === 'short' && call.level === 0)
    )
      return page.leave('comment-box', 'not-at-end', 'The story goes on behind it.', call.block);
    page.found({
      target: 'comment-box',
      rule: 'comment-title',
      tier: 2,
      reason: `The story ends in “${call.text}”.`,
      nodes: [call.block],
      heading: call.block,
      attributes: {},
      needsSource: true,
    });
    return;
  }
  if (!page.options.sources?.comments) return;
  let line: Line | undefined;
  for (let index = prose.length - 1; index >= 0 && !line; index--) {
    const each = prose[index]!;
    if (index % 100 === 0) yield;
    if (
      each.whole &&
      tag(each.block) === 'p' &&
      isAtEnd(page, each) &&
      page.words.asksToComment(each.text) &&
      !isMostlyLinks(each.nodes)
    )
      line = each;
  }
  if (!line || isMarked(page)) return;
  page.found({
    target: 'comment-box',
    rule: 'comment-sentence',
    tier: 2,
    reason: 'The story ends in a call for comments.',
    nodes: [line.block],
    place: 'after',
    attributes: {},
    needsSource: true,
  });
}

/** Services whose places have no class or id of their own. */
function isMarked(page: Page): boolean {
  return (
    page.root.querySelector('[data-spotim-module], [data-spot-id], [data-disqus], vf-conversations, graphcomment') !== null
  );
}

function isBeside(page: Page, call: Line, next: Line): boolean {
  const parent = call.block.parentNode;
  return Boolean(parent?.contains(next.block)) || page.span(call.block)[1] === next.index;
}

function startHasLink(line: Line): boolean {
  const node = startOf(line);
  return isElement(node) && node.querySelector('a[href]:not([href^="#"])') !== null;
}
