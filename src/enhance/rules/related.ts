import type { Finding, TextRange, Tier } from '../finding.js';
import { plainStart, startOf, type Line, type Page } from '../page.js';
import {
  boldCount,
  childHolding,
  commonAncestor,
  hasContent,
  isElement,
  isMostlyLinks,
  linksIn,
  nextWithContent,
  plain,
  rangesOf,
  rawText,
  siblings,
  tag,
  textOf,
} from '../text.js';
import { ancestors } from '../regions.js';
import { isClosing, isNamedTitle, isTitle } from './closings.js';

/** Containers of the common plug-ins. */
const PLUGINS = [
  ['jetpack-related', '#jp-relatedposts jp-relatedposts wp-block-jetpack-related-posts'],
  ['yarpp', 'yarpp-related yarpp'],
  ['contextual-related-posts', 'crp_related crp-list-container'],
] as const;
/** What themes and sites call such a box of their own. Where its name says less, it has to say so to readers, too. */
const [SURE_NAME, NAME] = ['(?:posts|articles|stories|content|reads)', '(?:post|article|news|reading|coverage)?'].map(
  (things) =>
    new RegExp(
      `^#?(?!(?:has|with|no|show)[_-])(?:.+[_-])?related[_-]?${things}(?:[_-](?:list|box|grid|block|section|container|wrap|wrapper|area|widget))?$`,
      'i',
    ),
) as [RegExp, RegExp];
const HEADINGS = 'h2, h3, h4, h5, h6';
const MOST_LINKS = 30;
/** Addresses of the site that are nothing to read on with: what only lists, asks, sells or serves files. */
const NO_ARTICLE =
  /\/((tag|topic|tema|theme|themen|etiqueta|rubri(c|k|que)|author|autore?|contributor|keyword|hashtag|label|serie)s?|[ck]ategor\w+)\/[^/]+\/?$|\/(search|log-?in|sign-?(in|up)|register|subscri(be|ption)|newsletters?|(my-?)?account|(contact|about)(-us)?|support-us|pricing|plans|donate|cart|checkout|privacy(-policy)?|terms|termini|agb|impressum|datenschutz|privacidad|apps?)\/?$|^\/(go|out|recommends|refer|share|print)\/|\.(pdf|zip|docx?|xlsx?|pptx?|jpe?g|png|gif|mp[34])$|^\/$/i;
const SOLD =
  /^(ads?|advert(isement)?|(sponsored|promoted|paid)( (content|post|partnership|by .*))?|affiliate|anzeige|werbung|publicité|sponsorisé|publicidad|patrocinad[oa]|publicidade|pubblicità|sponsorizzato|reklama|sponsorowane|реклама|إعلان|ممول|ממומן|広告|广告|廣告|advertentie|reklam|annons)$/;
/** The same beside the title of one item: before it, behind it, or as who pays. */
const SOLD_ITEM =
  /^\s*(sponsored|promoted|ad|advertisement|anzeige|werbung|publicité|publicidad|patrocinado|pubblicità|reklama|реклама)\s*[:·|•–—-]|[([](sponsored|promoted|ad|anzeige|werbung)[)\]]\s*$|\b(paid for by|sponsored (content|by)|from our (partners|sponsors)|in partnership with)\b/i;
const SOLD_MARK = '[rel~="sponsored"], [class*="sponsor"], [data-sponsored], a[href*="/sponsored/"]';
/** "Politics", "here", "Click to read", an address: no title of an article, where titles have words. */
const NO_TITLE =
  /^[^ \u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]+$|^(click|https?|www|here|more|read (it|this|more|on|the (full )?(story|article)))( .{0,14})?$|^https? /;
/** "View all", at the end of a list. */
const TO_ALL = /^(view|see|show|browse|voir|ver|vedi|zobacz) (all|tou|tod|tutt|wsz)|^alle .{0,20}(ansehen|anzeigen)$/;
const PRICE = /[$€£¥₹]\s?\d|\d\s?(€|zł|kr\b|USD|EUR|грн|₪)/g;
const LABEL_REACH = 60;
/** A sentence under a title; but not one that says who pays. */
const BESIDE = /^(?!.*(paid|spons|partner|promo|advert|anzeige|werbung|publi|patro|rekl|рекл)).{0,100}$/i;
/** Of a page: footer, comments and all. */
const LAST_LINES = 400;

/** Tier 1: what the plug-ins for related posts write, and boxes that page and markup call so. */
export function* relatedPlugins(page: Page): Generator<void> {
  for (const [rule, names] of PLUGINS)
    for (const name of names.split(' ')) for (const box of page.byClass(name)) yield* takeBox(page, rule, box);
  for (const names of [SURE_NAME, NAME])
    for (const box of page.names(names).flatMap((name) => page.byClass(name))) {
      const lines = page.lines.slice(...page.span(box)).slice(0, MOST_LINKS * 4);
      const line = lines[0];
      const begins = line && page.words.related.begins(plainStart(line));
      const isLabel = begins && /^[bli]/.test(begins.kind) && line.text.length < LABEL_REACH && !linksIn(line.nodes).length;
      // Several lists in one box are several findings.
      if ((isLabel || names === SURE_NAME) && lines.filter((each) => page.words.related.is(plainStart(each))).length < 2)
        yield* takeBox(page, 'related-posts', box, isLabel ? startOf(line) : undefined);
    }
}

function* takeBox(page: Page, rule: string, box: Element, label?: Node): Generator<void> {
  yield;
  if (page.isClaimed([box]) || /^(body|main|article)$/.test(tag(box)) || box.querySelector('h1')) return;
  const region = page.region(box);
  const leave = (why: string, reason: string): void => page.leave('related-articles', why, reason, box);
  if (region) return page.leaveInside('related-articles', region, box);
  const links = ownLinks(page, titleLinks(box) ?? [box]);
  if (!links) leave(...ELSEWHERE);
  else if (isSold(page, [box])) leave(...SPONSORED);
  // A plug-in may know but one article; what only its name calls related has to be a list.
  else if (links.length > Number(rule === 'related-posts' && !label) && !areProducts(links, [box]))
    takeList(page, rule, box, links, label);
}

/** Of cards that name their rubric and their author, too: the links of their titles. */
function titleLinks(box: Element): Element[] | undefined {
  const links = linksIn([box]).filter(isTitled);
  return links.length > 1 ? links : undefined;
}

function takeList(page: Page, rule: string, box: Element, links: readonly Element[], label?: Node): void {
  const title = [...box.querySelectorAll(HEADINGS)].find((each) => !each.closest('a, li') && !each.querySelector('a'));
  const heading = label && isElement(label) ? label : title;
  const list = [...box.children].find((child) => /^[uo]l$/.test(tag(child)) && links.every((link) => child.contains(link)));
  const top = heading && list && childHolding(box, heading);
  const nodes: Finding['nodes'] = list && !hasOthers(box, [list, top]) ? siblings(top ?? list, list) : [box];
  add(page, rule, `Links in the markup of a plug-in: ${links.length}.`, nodes, links, heading, undefined, 1);
}

function hasOthers(box: Element, known: readonly (Node | undefined)[]): boolean {
  return [...box.childNodes].some((node) => hasContent(node) && !known.includes(node));
}

/** Tier 2: a label of further reading with links under it, before one, or with nothing under it yet. */
export function* related(page: Page): Generator<void> {
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    const begins = moreFrom(line) ?? page.words.related.begins(plainStart(line));
    if (!begins || page.isClaimed([startOf(line)])) continue;
    const { kind, label } = begins;
    const alone = plainStart(line) === label;
    const leave = (why: string, reason: string): void => page.leave('related-articles', why, reason, startOf(line));
    if (kind === 'adverts') leave('advertising', 'The links are sold.');
    else if (kind === 'popular') {
      if (alone && isTitle(line)) leave('not-related', 'What is popular is not related.');
    } else if (line.region) {
      if (alone && isTitle(line)) page.leaveInside('related-articles', line.region, startOf(line));
    } else if (isLongTitle(line, kind, label)) under(page, line, 'list');
    else if (!alone && line.first) oneLine(page, line, label);
    // "More" over a list may be anything.
    else if (
      alone &&
      ((kind === 'inline'
        ? line.level
          ? label.includes(' ')
          : /[:：]\s*$/.test(line.text)
        : isTitle(line) || /[:：]\s*$/.test(line.text) || isNamedTitle(line)) ||
        headsLinks(page, line, kind))
    )
      under(page, line, kind);
  }
}

/** "You may also like these stories". */
function isLongTitle(line: Line, kind: string, label: string): boolean {
  const { level, text, nodes } = line;
  return (
    kind === 'bare' &&
    level > 0 &&
    label.includes(' ') &&
    label !== plainStart(line) &&
    text.length < LABEL_REACH &&
    !linksIn(nodes).length
  );
}

/** Whether it begins a box of nothing but links, is said under another title, or stands over cards. */
function headsLinks(page: Page, { block, whole, index }: Line, kind: string): boolean {
  const box = block.parentNode!;
  const next = kind === 'bare' && nextWithContent(block);
  const isFirst = page.span(box)[0] === index && linksIn([box]).length > 1 && isMostlyLinks([box]);
  return (
    whole && (isFirst || /^h[2-6]$/.test(block.previousElementSibling?.localName ?? '') || Boolean(next && itemsOf(page, next)))
  );
}

/** "More from Culture". */
function moreFrom(line: Line): ReturnType<Page['words']['related']['begins']> {
  const text = plainStart(line);
  return line.text.length < 60 &&
    /^more (from|in|about|on) \S|^(related|similar) ([^ ]+ ){1,4}(articles|posts|stories|guides|reading)$/.test(text)
    ? { kind: 'list', label: text }
    : undefined;
}

/** "Also read: <a>". */
function oneLine(page: Page, line: Line, label: string): void {
  const raw = rawText(line.nodes);
  let end = label.length;
  while (end < Math.min(raw.length, LABEL_REACH) && plain(raw.slice(0, end)) !== label) end++;
  const sign = /^[\s\p{Cf}]*[:：|»›>→–—-]+[\s\p{Cf}]*/u.exec(raw.slice(end))?.[0] ?? '';
  const bold = boldCount(line.nodes);
  const isSet = bold > 0 && plain(rawText(line.nodes.slice(0, bold))) === label;
  if ((!sign.trim() && !isSet) || !/^(p|div|aside|section)$/.test(tag(line.block))) return;
  const links = linksIn(line.nodes);
  const text = raw.slice(end + sign.length);
  if (!links.length || !line.whole || plain(rawText(links)).length < plain(text).length * 0.8 - 12) return;
  const own = ownLinks(page, links);
  if (!own?.length) return page.leave('related-articles', ...ELSEWHERE, line.block);
  if (!page.isProse(line)) return;
  const range = rangesOf(line.nodes, 0, end + sign.trimEnd().length).find(({ node, start, end: to }) =>
    plain(node.data.slice(start, to)),
  );
  add(page, 'also-read', `Links behind “${raw.slice(0, end).trim()}”: ${own.length}.`, [line.block], own, undefined, range);
}

/** A title, and the links of what follows it. */
function under(page: Page, line: Line, kind: 'bare' | 'list' | 'inline'): void {
  let box: Node = startOf(line);
  while (
    isElement(box.parentNode) &&
    !/^(body|main|article|html)$/.test(tag(box.parentNode)) &&
    page.span(box.parentNode)[0] === line.index &&
    page.span(box.parentNode)[1] === line.index + 1
  )
    box = box.parentNode;
  // "View all", a sentence or a second title beside it, in rows of their own.
  const row = ancestors(box).find((each) => isRow(page, each, line));
  if (row) box = row;
  // A title inside a list, or a table's: nothing can stand around it and its items.
  if (/^([uo]l|t(able|head|body|r))$/.test(tag(box.parentNode!))) return;
  const nodes: Node[] = [];
  const links: Element[] = [];
  for (let next = box.nextSibling; next; next = next.nextSibling) {
    if (!hasContent(next)) continue;
    const items = itemsOf(page, next);
    if (!items) {
      const text = textOf(next);
      if ((kind !== 'bare' && !/[:：]$/.test(text)) || nodes.length || tag(next) !== 'p' || !BESIDE.test(text)) break;
      nodes.push(next);
      continue;
    }
    nodes.push(next);
    const isList = /^[uo]l$/.test(tag(next));
    // "One and another" in an item of plain words.
    links.push(...(isList && !(next as Element).querySelector('img, span, div, h3, h4') ? linksIn([next]) : items));
    // One list, one grid; or links in paragraphs of their own.
    if (isList || items.length > 1 || links.length >= MOST_LINKS) break;
  }
  if (areProducts(links, nodes))
    return page.leave('related-articles', 'products', 'The links lead to things for sale.', startOf(line));
  // "Read more" over cards, whose titles are headings.
  if (kind === 'inline' && line.level && !links.every(isTitled)) return;
  const last = nodes.at(-1);
  const own = links.length ? ownLinks(page, links) : [];
  if (!own) return page.leave('related-articles', ...ELSEWHERE, startOf(line));
  if (isSold(page, nodes)) return page.leave('related-articles', ...SPONSORED, startOf(line));
  // "Also read:" may be over a list of one.
  const isOne =
    own.length === 1 &&
    (/[:：]\s*$/.test(line.text) ? /^[uo]l$/.test(tag(last!)) : kind === 'bare' && isAllOfBox(page, line, own[0]!));
  if (last && (own.length > 1 || isOne)) {
    const top = commonAncestor(box, last)!;
    const heading = isElement(startOf(line)) ? (startOf(line) as Element) : undefined;
    add(
      page,
      'related-list',
      `Links under “${line.text}”: ${own.length}.`,
      siblings(childHolding(top, box)!, last),
      own,
      heading,
    );
    return;
  }
  const next = page.lines
    .slice(line.index + 1, line.index + LAST_LINES)
    .find(({ region, main }) => !region && main === line.main);
  const nothing = !next || next.level > 0 || isClosing(page, next) || next.block.parentNode !== line.block.parentNode;
  if (kind === 'bare' && line.whole && page.isProse(line) && !links.length && nothing && isLate(page, line))
    add(page, 'related-title', `Links under “${line.text}”: 0.`, [line.block], [], line.block);
}

/** Whether a box holds the title and one link to an article, and nothing else. */
function isAllOfBox(page: Page, { block, index }: Line, link: Element): boolean {
  const box = block.parentNode!;
  const [from, to] = page.span(box);
  return (
    from === index &&
    to < index + 4 &&
    box.contains(link) &&
    textOf(link).length > 15 &&
    isMostlyLinks(siblings(block, box.lastChild!).slice(1))
  );
}

/** Whether it holds the title and nothing else but a few short lines, one before it at most, and a list comes next. */
function isRow(page: Page, row: Element, { index }: Line): boolean {
  const [from, to] = page.span(row);
  const next = nextWithContent(row);
  return (
    from > index - 2 &&
    to < index + 4 &&
    linksIn([row]).length < 2 &&
    page.lines.slice(from, to).every((each) => BESIDE.test(each.text) && (each.index >= index || each.text.length < 30)) &&
    ((next && itemsOf(page, next)) ?? []).length > 1
  );
}

function isTitled(link: Element): boolean {
  return Boolean(link.closest(HEADINGS) ?? link.querySelector(HEADINGS));
}

/** A title with nothing under it belongs to the end of a story: no prose follows. */
function isLate(page: Page, line: Line): boolean {
  const after = page.lines.slice(line.index + 1, line.index + LAST_LINES);
  const prose = after.filter((each) => page.isProse(each) && each.main === line.main && !each.level);
  return after.length < LAST_LINES - 1 && prose.reduce((sum, { text }) => sum + text.length, 0) < 400;
}

function add(
  page: Page,
  rule: string,
  reason: string,
  nodes: Finding['nodes'],
  links: readonly Element[],
  heading?: Element,
  label?: TextRange,
  tier: Tier = 2,
): void {
  page.found({
    target: 'related-articles',
    rule,
    tier,
    reason,
    nodes,
    heading,
    label,
    links,
    attributes: {},
    needsSource: !links.length,
  });
}

/** The links of a list, each item of which is mostly one; `undefined` when the node is something else. */
function itemsOf(page: Page, node: Node): Element[] | undefined {
  if (!isElement(node) || page.region(node) || /^(h[1-6]|form|table|figure|hr)$/.test(tag(node))) return undefined;
  const lists = [...node.querySelectorAll('ul, ol')].filter((list) => linksIn([list]).length);
  const items =
    // Columns of lists.
    lists.length > 1 && textOf(...lists) === textOf(node)
      ? lists.flatMap((list) => [...list.children])
      : /^[uo]l$/.test(tag(node))
        ? [...node.children]
        : cards(node);
  if (items.length > MOST_LINKS * 2) return undefined;
  const links = items.map(
    (item) =>
      linksIn([item]).find((link) => isTitled(link) && textOf(link)) ??
      linksIn([item]).find((link, index, all) => textOf(link) || index === all.length - 1),
  );
  const good = links.filter((link, index) => {
    const text = link && textOf(link);
    const rest = textOf(items[index]!).length - (text?.length ?? 0);
    return text && (rest < 40 || rest < text.length || (items.length > 1 && rest < 260));
  });
  return good.length && good.length >= items.length * 0.8 ? (good as Element[]) : undefined;
}

/** What a grid repeats: the children of the first box that has several. */
function cards(node: Element): Element[] {
  let box = node;
  // Its picture and its title may be links of their own.
  if (new Set(linksIn([node]).map((link) => link.getAttribute('href'))).size === 1) return [node];
  while (box.children.length === 1 && !/^(a|p)$/.test(tag(box)) && tag(box.firstElementChild!) !== 'a')
    box = box.firstElementChild!;
  const children =
    /^[uo]l$/.test(tag(box)) ||
    (box.children.length > 1 &&
      box.children.length < MOST_LINKS * 3 &&
      [...box.children].every((child) => linksIn([child]).length))
      ? [...box.children]
      : [box];
  return /^(p)$/.test(tag(box)) ? [box] : children;
}

const ELSEWHERE = ['advertising', 'Most of the links lead to no articles of this site.'] as const;
const SPONSORED = ['advertising', 'Some of the links are sold.'] as const;

/**
 * The links to articles of this site, one for each address, rather its title than its picture; `undefined` when they are not
 * most.
 */
function ownLinks(page: Page, nodes: readonly Node[]): Element[] | undefined {
  const own = new Map<string, Element>();
  const others = new Set<string>();
  for (const link of linksIn(nodes)) {
    const url = page.href(link);
    if (!url || link.getAttribute('href')!.trim().startsWith('#')) continue;
    const { href } = url;
    if (!page.isOwnSite(url) || isNoArticle(page, url, link)) others.add(href);
    else if (!own.has(href) || !textOf(own.get(href)!)) own.set(href, link);
  }
  const links = [...own.values()].slice(0, MOST_LINKS);
  if (links.length > 2 && TO_ALL.test(plain(textOf(links.at(-1)!)))) links.pop();
  const names = links.filter((link) => NO_TITLE.test(plain(textOf(link))));
  return others.size > links.length || (others.size && !links.length) || (links.length && names.length > links.length / 2)
    ? undefined
    : links;
}

function isNoArticle(page: Page, url: URL, link: Element): boolean {
  const here = page.url?.pathname.replace(/\/$/, '');
  return (
    NO_ARTICLE.test(url.pathname) ||
    /(^|\s)(tag|author|prev|next)(\s|$)/.test(link.getAttribute('rel') ?? '') ||
    // The story's own next pages.
    (Boolean(here) && url.pathname.replace(/\/(page\/)?\d*\/?$/, '') === here)
  );
}

/** Whether anything among the links says that it is paid for. */
function isSold(page: Page, nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) =>
      isElement(node) &&
      (node.matches(SOLD_MARK) ||
        node.querySelector(SOLD_MARK) ||
        linksIn([node]).some((link) => page.region(link) === 'advertising') ||
        [node, ...node.querySelectorAll('p, div, span, small, em, strong, b, i, li, a')].some(
          (each) =>
            (each.children.length < 2 && SOLD.test(plain(each.textContent.slice(0, 60)))) ||
            (/^(li|a|em|span|small|p)$/.test(tag(each)) && SOLD_ITEM.test(each.textContent)),
        )),
  );
}

/** What is for sale, not for reading. */
function areProducts(links: readonly Element[], nodes: readonly Node[]): boolean {
  const goods = links.filter((link) => /\/(products?|shop|dp|item|cart)\//i.test(link.getAttribute('href')!));
  const prices = textOf(...nodes).match(PRICE)?.length ?? 0;
  return (
    goods.length > links.length / 2 ||
    (prices > 1 && prices >= links.length / 2) ||
    nodes.some((node) => isElement(node) && node.querySelector('button, form, input') !== null)
  );
}
