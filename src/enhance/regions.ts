import { isElement, tag } from './text.js';

/** Places where plain text is never taken for one of the five things, and why. */
export type Region =
  | ''
  | 'own'
  | 'opt-out'
  | 'navigation'
  | 'header'
  | 'footer'
  | 'aside'
  | 'advertising'
  | 'form'
  | 'code'
  | 'quote'
  | 'comments'
  | 'dialog'
  | 'editor'
  | 'forum'
  | 'quiz'
  | 'hidden'
  | 'driven'
  | 'sharing'
  | 'outside';

export const OWN = new Set([
  'article-faq',
  'did-you-know',
  'related-articles',
  'comment-box',
  'comment-count',
  'newsletter-signup',
]);

export const TAGS: Readonly<Record<string, Region>> = {
  nav: 'navigation',
  menu: 'navigation',
  footer: 'footer',
  form: 'form',
  fieldset: 'form',
  label: 'form',
  button: 'form',
  pre: 'code',
  listing: 'code',
  xmp: 'code',
  blockquote: 'quote',
  q: 'quote',
  figcaption: 'quote',
  dialog: 'dialog',
};

const ROLES: Readonly<Record<string, Region>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  directory: 'navigation',
  'doc-toc': 'navigation',
  banner: 'header',
  contentinfo: 'footer',
  search: 'form',
  form: 'form',
  dialog: 'dialog',
  alertdialog: 'dialog',
  tablist: 'driven',
  tabpanel: 'driven',
  textbox: 'editor',
};

/** Classes or ids of what other services put in place of comments. */
export const COMMENT_SERVICES =
  'disqus_thread fb-comments remark42 isso-thread utterances giscus wpdiscuz wpdcom coral_thread hyvor-talk-view cusdis_thread';

/** Whole class names and ids, in lower case. */
const WORDS: readonly (readonly [Region, string])[] = [
  [
    'advertising',
    'advertising adsbygoogle adsense sponsor partner-content paid-content ob-widget revcontent mgid teads dfp around-the-web from-the-web affiliate-box',
  ],
  ['comments', `comment comments commentlist respond disqus wp-block-comments livefyre ${COMMENT_SERVICES}`],
  [
    'navigation',
    'nav navbar navigation menu main-menu mega-menu sub-menu site-nav breadcrumb breadcrumbs pagination lwptoc post-navigation nav-links skip-links',
  ],
  ['header', 'site-header masthead topbar top-bar'],
  ['footer', 'site-footer colophon page-footer'],
  ['aside', 'widget-area side-bar sidebar-primary sidebar-secondary'],
  ['dialog', 'cookiebanner cookies cookie gdpr gdpr-banner consent consent-banner overlay cc-window paywall'],
  ['quiz', 'quiz quiz-container quiz-question poll survey exam trivia'],
  [
    'sharing',
    'sharedaddy share share-buttons social-share social-links sharing addtoany_share_save_container author-box author-bio author-info about-author post-author post-tags entry-tags tags entry-meta post-meta byline',
  ],
  [
    'driven',
    'accordion-collapse panel-collapse wprm-recipe tasty-recipes mv-create-card ui-accordion ui-tabs woocommerce-tabs wc-tabs tabs tab-content tab-pane swiper slick-slider carousel',
  ],
  ['form', 'wpcf7 search-form searchform checkout woocommerce-checkout'],
];

const REGION_OF_WORD = new Map<string, Region>(
  WORDS.flatMap(([region, words]) => words.split(' ').map((word) => [word, region] as const)),
);
const PREFIXES: readonly (readonly [RegExp, Region])[] = [
  [
    /^(google_ads_|div-gpt-ad|taboola-|outbrain[_-]|ob_|trc_|rc-widget|mgid_|ad-\d|ads-|zergnet|ad[-_](slot|unit|container|wrap(per)?|banner|block|box|space|placeholder|inline)$|(sponsored|promoted)-(content|links|posts|stories)$)/,
    'advertising',
  ],
  [/^(onetrust|cky-|cookie-|cmplz-|didomi|qc-cmp|sp_message|modal-)/, 'dialog'],
  [/^(comment-\d|div-comment-|comments?-(area|list|body|content|respond|section)$)/, 'comments'],
  [/(^|-)(toc|table-of-contents)([-_]|$)/, 'navigation'],
  // Parts of names; "has-ads" and "with-sidebar" are said of what is around.
  [
    /^(?!(?:has|with|no|show|hide|not|is-no)[-_]).*(^|[-_])(ads?|advert(isement)?s?|ad-?slot|sponsored|promoted|native-?ads?|taboola|outbrain)$/,
    'advertising',
  ],
  [
    /^(?!(?:has|with|no)[-_])(.*[-_])?(modal|popup|pop-up|lightbox|off-?canvas|drawer|exit-intent|slide-?in)([-_]|$)|^pum$/,
    'dialog',
  ],
  [/^(?!(?:has|with|no)[-_])(.*[-_])?(sidebar|rail)$/, 'aside'],
];
/** Only by its words: it may also be a whole page's wrapper. */
const WRAPPED = 'h1, main, article:not([itemprop])';

/** What stays true of everything inside. */
export interface Surroundings {
  region: Region;
  /** Inside the element that holds the story: `<main>`, `<article>`, what publishers' themes call their content. */
  main: boolean;
  /** Inside an `<article>`, `<main>` or `<section>`, where `<header>` is not the site's. */
  sectioned: boolean;
}

const MAIN = /(^|\s)(entry-content|post-content|article-content|article-body|story-body|post-body|single-content)(\s|$)/i;

/** As {@link Surroundings} of what is inside the element, given its own. */
export function surroundingsOf(element: Element, name: string, outer: Surroundings): Surroundings {
  let { region, main, sectioned } = outer;
  const words: string[] = [];
  let found = '' as Region;
  const see = (seen: Region | undefined): void => {
    if (seen && !found) found = seen;
  };
  const root = name === 'html' || name === 'body';
  if (OWN.has(name)) see('own');
  for (const { name: attribute, value } of element.attributes) {
    if (attribute === 'class' || attribute === 'id') {
      if (!root) words.push(...value.toLowerCase().split(/\s+/));
      if (MAIN.test(value)) main = true;
    } else if (attribute === 'data-no-enhance') see('opt-out');
    else if (attribute === 'contenteditable') see(value === 'false' ? '' : 'editor');
    else if (attribute === 'role') {
      see(Object.hasOwn(ROLES, value) ? ROLES[value] : '');
      if (value === 'main') main = sectioned = true;
    } else if (attribute === 'itemtype') {
      if (/\/(User)?Comments?$/.test(value)) see('comments');
      else if (/\/QAPage$/.test(value)) see('forum');
      else if (/\/(Quiz|Product|SiteNavigationElement|WPFooter|WPHeader|WPSideBar|WPAdBlock)$/.test(value))
        see(ITEM_TYPES[value.slice(value.lastIndexOf('/') + 1)]);
    } else if (attribute === 'itemprop' && value === 'articleBody') main = true;
    else if (attribute === 'hidden' || (attribute === 'aria-hidden' && value === 'true')) see(root ? '' : 'hidden');
    else if (attribute === 'style' && /display:\s*none/i.test(value)) see(root ? '' : 'hidden');
  }
  if (!region) {
    const strong = found;
    const weak = (Object.hasOwn(TAGS, name) ? TAGS[name]! : '') || regionOfWords(words);
    if (!strong && name === 'header' && !sectioned) found = 'header';
    // Among paragraphs it is part of what they tell.
    else if (!strong && name === 'aside' && !main && element.previousElementSibling?.localName !== 'p') found = 'aside';
    else if (!strong && weak && !element.querySelector(WRAPPED)) found = weak;
    // A hidden wrapper of the whole page waits for a script that shows it.
    else if (strong === 'hidden' && element.querySelector(WRAPPED)) found = '';
    region = found;
  } else if (found === 'own' || found === 'opt-out') region = found;
  if (name === 'main' || name === 'article') main = sectioned = true;
  else if (name === 'section') sectioned = true;
  return { region, main, sectioned };
}

const ITEM_TYPES: Readonly<Record<string, Region>> = {
  Quiz: 'quiz',
  SiteNavigationElement: 'navigation',
  WPFooter: 'footer',
  WPHeader: 'header',
  WPSideBar: 'aside',
  WPAdBlock: 'advertising',
};

function regionOfWords(words: readonly string[]): Region {
  for (const word of words) {
    const region = REGION_OF_WORD.get(word) ?? PREFIXES.find(([pattern]) => pattern.test(word))?.[1];
    if (region) return region;
  }
  return '';
}

/** What scripts of the page open and close: nothing that plain text alone could tell how to replace. */
export function isDriven(element: Element): boolean {
  for (const { name, value } of element.attributes) {
    if (
      /^(x-(data|show)|data-(controller|accordion|toggle|bs-toggle|collaps(e|ible))|uk-accordion|aria-(controls|expanded)|onclick|@click|v-show)$/.test(
        name,
      )
    )
      return true;
    if (name === 'role' && /^tab(list|panel)?$/.test(value)) return true;
    if (
      name === 'class' &&
      /(^|\s)(ui-accordion|collapsed?|(\S+-)?(accordion|collapsible|dropdown)-(header|button|trigger|toggle))(\s|$)/.test(value)
    )
      return true;
  }
  return false;
}

/** From the top of the tree to the node's parent. */
export function ancestors(node: Node): Element[] {
  const found: Element[] = [];
  for (let at = node.parentNode; at; at = at.parentNode) if (isElement(at)) found.unshift(at);
  return found;
}

/** The surroundings of the node itself. */
export function outerSurroundings(node: Node): Surroundings {
  return ancestors(node).reduce((outer, element) => surroundingsOf(element, tag(element), outer), {
    region: '',
    main: false,
    sectioned: false,
  } as Surroundings);
}
