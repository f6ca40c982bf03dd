import type { Finding } from '../finding.js';
import { sentences } from '../languages.js';
import { startOf, type Line, type Page } from '../page.js';
import { attributesOf, hasContent, isElement, siblings, tag, textOf } from '../text.js';
import { isAtEnd } from './closings.js';
import { serviceOf } from './services.js';

/** Not for their readers: other things that ask for an address. */
const OTHER_PURPOSE =
  /unsubscrib|abmelden|désabonn|désinscri|log[\s-]?in|sign[\s-]?in|passwor|search|checkout|contact|donat|order|cart|coupon|register|account|comment|reply|reset|download|quote|booking|reserv|petition|tracking|track/i;
const OTHER_WORDS =
  /unsubscribe|log in|sign in|passwor|(create|open|register) .{0,20}account|to a friend|e-?mail this|in stock|price alert|(new|follow-up|to) comments|wait(ing)? ?list|(continue|keep) reading|download|e-?book|free guide|checklist|workbook|pack\b|pdf|(this|the) (question|thread|post)\b/i;
const HARD = /^(own|opt-out|editor|code|dialog|navigation|header|comments|quote|advertising|hidden|quiz)$/;
const SENTENCE = 400;
/** In the address of a form, and in what it is called: it needs no words then. */
const LETTER_NAME =
  /(^|[/\s_.-])(newsletters?|mailing-?lists?|nieuwsbrief|nyhets?brev|nyhedsbrev|infolettre|bolet[ií]n|boletim|bulten|rundbrief|hirlevel)([/\s_.-]|$)/i;

/** Tier 1: forms of known services, and those whose own address or name is a letter's. Tier 2: any form with nothing but an e-mail address that speaks of a letter. */
export function* forms(page: Page): Generator<void> {
  for (const form of page.byTag('form')) {
    yield;
    const region = outside(page, form);
    if (page.isClaimed([form])) continue;
    const service = serviceOf(page, form);
    if (!isSignup(form)) continue;
    const isNamed = !service && isNamedLetter(form);
    // Its forms are for anything.
    const isGeneral = service?.rule === 'hubspot';
    const leave = (rule: string, reason: string): void => page.leave('newsletter-signup', rule, reason, form);
    if (HARD.test(region) || (!service && !isNamed && region)) {
      if (service) page.leaveInside('newsletter-signup', region, form);
      continue;
    }
    const around = boxOf(page, form);
    const said = `${around.map((node) => textOf(node)).join(' ')} ${wordsOf(form)}`;
    const speaks = isNamed || page.words.speaksOfNewsletter(`${said} ${nameOf(form)}`);
    if (
      isGeneral
        ? OTHER_WORDS.test(said) || !(speaks || isBare(form))
        : service
          ? OTHER_WORDS.test(said) && !page.words.speaksOfNewsletter(said)
          : !speaks || isOtherPurpose(page, form, said)
    )
      continue;
    if (
      service &&
      /unsubscribe/i.test(`${form.getAttribute('action')} ${textOf(form)}`) &&
      !/subscribe|sign up/i.test(textOf(form).replace(/unsubscrib\w*/gi, ''))
    ) {
      leave('other-purpose', 'The form ends a subscription.');
      continue;
    }
    const heading = around.find((node): node is Element => /^h[1-6]$/.test(tag(node)));
    page.found({
      target: 'newsletter-signup',
      rule: service ? `${service.rule}-form` : 'signup-form',
      tier: service || isNamed ? 1 : 2,
      reason: service ? `A form of ${service.rule}.` : 'A form that speaks of a letter.',
      nodes: around,
      heading,
      form,
      attributes: service?.attributes ?? {},
      needsSource: false,
    });
  }
}

/** The region around the form, which is one itself. */
function outside(page: Page, form: Element): string {
  const own = page.region(form);
  return own === 'form' ? (form.parentNode ? page.region(form.parentNode) : '') : own;
}

/** Whether it asks for an address, and for little else: a name, a choice, a consent. */
function isSignup(form: Element): boolean {
  if (
    form.querySelector(
      'textarea:not([hidden]):not([style*="none"]), [type="password"], [type="search"], [type="tel"], [type="file"], [type="number"], [type="date"]',
    )
  )
    return false;
  const fields = fieldsOf(form);
  const emails = fields.filter(isEmail);
  const others = fields.filter(
    (field) => !isEmail(field) && !/^(checkbox|radio|submit|button|image)$/i.test(field.getAttribute('type') ?? 'text'),
  );
  return emails.length === 1 && others.length < 4;
}

/** Sent somewhere, to an address or under a name that says what for. */
function isNamedLetter(form: Element): boolean {
  return (
    /[^#]/.test(form.getAttribute('action') ?? '') && LETTER_NAME.test(attributesOf(form, 'action', 'id', 'class', 'name'))
  );
}

/** Whether nothing else is asked for. */
function isBare(form: Element): boolean {
  return fieldsOf(form).every(isEmail);
}

/** What a reader fills in. */
function fieldsOf(form: Element): Element[] {
  return [...form.querySelectorAll('input, select')].filter((field) => !isHiddenField(field));
}

function isHiddenField(field: Element): boolean {
  if (/^(hidden|submit|button|image|reset)$/i.test(field.getAttribute('type') ?? '')) return true;
  if (/(^|[\s_-])(hidden|honeypot)(\s|$)/.test(field.getAttribute('class') ?? '')) return true;
  for (let at: Node | null = field, depth = 0; isElement(at) && depth < 3 && tag(at) !== 'form'; at = at.parentNode, depth++)
    if (
      at.getAttribute('aria-hidden') === 'true' ||
      at.hasAttribute('hidden') ||
      /display:\s*none|left:\s*-\d{3,}/i.test(at.getAttribute('style') ?? '')
    )
      return true;
  return field.getAttribute('tabindex') === '-1';
}

function isEmail(field: Element): boolean {
  return (
    field.getAttribute('type')?.toLowerCase() === 'email' ||
    (/^(text|)$/i.test(field.getAttribute('type') ?? '') &&
      /e-?mail|e-?post|correo|courriel/i.test(attributesOf(field, 'name', 'placeholder', 'autocomplete')))
  );
}

/** A field for an address that is in no form: a script of the page reads it. */
function isLoose(page: Page, input: Element): boolean {
  if (!isEmail(input) || isHiddenField(input) || HARD.test(page.region(input))) return false;
  for (let at: Node | null = input; isElement(at); at = at.parentNode) if (tag(at) === 'form') return false;
  return true;
}

function wordsOf(form: Element): string {
  return [...form.querySelectorAll('input, button')]
    .map((field) =>
      isHiddenField(field) && !/^(submit|button)$/i.test(field.getAttribute('type') ?? '')
        ? ''
        : `${field.getAttribute('value') ?? ''} ${field.getAttribute('placeholder') ?? ''} ${field.getAttribute('aria-label') ?? ''}`,
    )
    .join(' ');
}

/** What the page calls the form: its address, and the names of the box around it. */
function nameOf(form: Element): string {
  return `${form.getAttribute('action')} ${attributesOf(isElement(form.parentNode) ? form.parentNode : form, 'id', 'class')}`;
}

function isOtherPurpose(page: Page, form: Element, said: string): boolean {
  const others = fieldsOf(form).filter(
    (field) => !isEmail(field) && !/^(checkbox|radio)$/i.test(field.getAttribute('type') ?? 'text'),
  );
  const names = `${attributesOf(form, 'class', 'id', 'name', 'role')} ${page.href(form, 'action')?.pathname}`;
  return others.length > 1 || OTHER_PURPOSE.test(names) || OTHER_WORDS.test(said);
}

/** The form, with the title and the sentence right before it; the boxes that hold it alone. */
function boxOf(page: Page, form: Element): Finding['nodes'] {
  let box: Element = form;
  const words = textOf(form).length;
  while (
    isElement(box.parentNode) &&
    /^(div|section|center)$/.test(tag(box.parentNode)) &&
    textOf(box.parentNode).length === words &&
    !box.parentNode.querySelector('h1')
  )
    box = box.parentNode;
  let first: Node = box;
  let taken = 0;
  for (let before = box.previousSibling; before && taken < 3; before = before.previousSibling) {
    if (!hasContent(before)) continue;
    const heading = /^h[2-6]$/.test(tag(before));
    if ((!heading && tag(before) !== 'p') || textOf(before).length > SENTENCE || page.isClaimed([before])) break;
    if (!heading && !page.words.speaksOfNewsletter(textOf(before)) && !hasTitleBefore(page, before)) break;
    if (heading && !page.words.speaksOfNewsletter(textOf(before)) && isMainProse(page, before)) break;
    first = before;
    taken++;
    if (heading) break;
  }
  return siblings(first, box);
}

function hasTitleBefore(page: Page, node: Node): boolean {
  let before = node.previousSibling;
  while (before && !hasContent(before)) before = before.previousSibling;
  return /^h[2-6]$/.test(tag(before ?? node)) && page.words.speaksOfNewsletter(textOf(before!));
}

/** Whether the title stands among the story's own paragraphs. */
function isMainProse(page: Page, heading: Node): boolean {
  const [start, end] = page.span(heading.parentNode!);
  return (
    page.lines.slice(start, end).filter((line) => line.block.parentNode === heading.parentNode && tag(line.block) === 'p')
      .length > 2
  );
}

/** Tier 2: a sentence of the last paragraphs that asks to subscribe. The sentence stays; what it asks for stands after it. */
export function* newsletterSentence(page: Page): Generator<void> {
  yield;
  if (page.findings.some(({ target }) => target === 'newsletter-signup')) return;
  const field = page.byTag('input').find((input) => isLoose(page, input));
  if (field) return page.leave('newsletter-signup', 'unknown-form', 'Fields without a form ask for an address.', field);
  let line: Line | undefined;
  for (let index = page.lines.length - 1; index >= 0 && !line; index--) {
    const each = page.lines[index]!;
    if (index % 100 === 0) yield;
    if (
      tag(each.block) === 'p' &&
      page.isProse(each) &&
      isAtEnd(page, each) &&
      each.text.length < 1500 &&
      sentences(each.text).some((sentence) => page.words.asksToSubscribe(sentence)) &&
      !page.isClaimed([startOf(each)])
    )
      line = each;
  }
  if (!line) return;
  page.found({
    target: 'newsletter-signup',
    rule: 'subscribe-sentence',
    tier: 2,
    reason: 'The story ends in a call to subscribe.',
    nodes: [line.block],
    place: 'after',
    attributes: {},
    needsSource: true,
  });
}
