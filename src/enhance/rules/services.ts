import { parseUrl, type Page } from '../page.js';
import { attributesOf, isElement } from '../text.js';

/** Services by the address their forms are sent to: its end of the host, and the path. */
const SERVICES = String.raw`mailchimp list-manage\d*\.com/(subscribe|track)
kit (convertkit|kit)\.com/(forms|landing_pages)/\d+/subscriptions
kit ck\.page/
buttondown buttondown\.(email|com)/(api/emails/embed-subscribe|[\w-]+)
listmonk .*/subscription/form/?$
hubspot (forms|api)(-\w+)?\.hsforms\.com/submissions/v3/
hubspot forms\.hubspot\.com/uploads/form/
substack substack\.com/(api/v1/free|subscribe)
brevo sibforms\.com/serve
brevo sendinblue\.com/
mailerlite mailerlite\.(com|io)/
campaign-monitor createsend\d*\.com/t/
jetpack subscribe\.wordpress\.com
jetpack wordpress\.com/email-subscriptions
aweber aweber\.com/scripts/addlead
beehiiv beehiiv\.com/(create|subscribe|forms)
klaviyo manage\.kmail-lists\.com/
getresponse getresponse\.(com|pl)/add_subscriber
emailoctopus (emailoctopus\.com/lists|eomail\d\.com)/
activecampaign activehosted\.com/proc
follow-it follow\.it/subscription-form
sailthru sailthru\.com/(join|signup)
cleverreach cleverreach\.com/f/
rapidmail emailsys\d?\w\.net/
constant-contact constantcontact\.com/
flodesk form\.flodesk\.com/`;
/** Plug-ins of WordPress that send the form to the site itself, by the class of the form or of a box around it. */
const FORM_CLASSES = `mailpoet mailpoet_form\\w*
mailchimp-for-wordpress mc4wp-form
newsletter-plugin tnp(-subscription|-widget)?
brevo sib_signup_form
icegram (es_subscription_form|emaillist)
mailster mailster-form`;
/** A service that sends letters, and what an element needs to speak with it. */
export interface Service {
  rule: string;
  attributes: Readonly<Record<string, string>>;
}

export function serviceOf(page: Page, form: Element): Service | undefined {
  const members = form.getAttribute('data-members-form');
  if (members !== null) return members === 'signin' ? undefined : { rule: 'ghost', attributes: ghostSource(page, form) };
  const action = page.href(form, 'action');
  const classes = attributesOf(form, 'class', 'id');
  const box = isElement(form.parentNode) ? attributesOf(form.parentNode, 'class') : '';
  const plugin = ruleFor(FORM_CLASSES, (name) => `(^|\\s)${name}(\\s|$)`, `${classes} ${box}`);
  // The same plug-ins also register members.
  if (plugin) return form.querySelector('[type="radio"]') ? undefined : { rule: plugin, attributes: {} };
  if (
    /(^|\s)(subscribe-blog(-\w+)?|jetpack_subscription\w*)(\s|$)/.test(classes) ||
    isInside(form, 'wp-block-jetpack-subscriptions') ||
    form.querySelector('[name="jetpack_subscriptions_widget"]')
  )
    return { rule: 'jetpack', attributes: {} };
  if (/(^|\s)(seva-form|formkit-form)(\s|$)/.test(classes)) return { rule: 'kit', attributes: kitSource(action) };
  if (!action) return undefined;
  const rule = ruleFor(SERVICES, (end) => `(^|\\.)${end}`, action.host + action.pathname);
  if (rule === 'kit') return { rule, attributes: kitSource(action) };
  if (rule === 'listmonk') return { rule, attributes: listmonkSource(form, action) };
  if (rule === 'hubspot') return { rule, attributes: hubspotSource(action) };
  return rule ? { rule, attributes: {} } : undefined;
}

/** The first of the table whose pattern the text has. */
function ruleFor(table: string, pattern: (part: string) => string, text: string): string | undefined {
  return table
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, part = '']) => new RegExp(pattern(part)).test(text))?.[0];
}

function isInside(node: Node, name: string): boolean {
  for (let at: Node | null = node; isElement(at); at = at.parentNode)
    if (at.getAttribute('class')?.split(/\s+/).includes(name)) return true;
  return false;
}

function kitSource(action: URL | undefined): Record<string, string> {
  const form = /^\/forms\/(\d+)/.exec(action?.pathname ?? '')?.[0];
  return action && form ? { provider: 'kit', src: action.origin + form } : {};
}

function hubspotSource(action: URL): Record<string, string> {
  const [, portal, form] = /\/(\d+)\/([\da-f-]{36})\/?$/.exec(action.pathname) ?? [];
  const region = /^forms(-\w+)\./.exec(action.host)?.[1] ?? '';
  return portal && form
    ? { provider: 'hubspot', src: `https://api${region}.hsforms.com/submissions/v3/integration/submit/${portal}/${form}` }
    : {};
}

function listmonkSource(form: Element, action: URL): Record<string, string> {
  // Which lists, its boxes say when it is sent: a reader may untick those the page ticked.
  const src = new URL(action.pathname.replace(/\/subscription\/form\/?$/, '/'), action);
  return form.querySelector('[name="l"]') ? { provider: 'listmonk', src: src.href } : {};
}

function ghostSource(page: Page, form: Element): Record<string, string> {
  const origin = parseUrl(page.options.url)?.origin;
  if (!origin || origin === 'null') return {};
  const src = new URL(origin);
  for (const field of form.querySelectorAll('[data-members-newsletter]')) {
    const name = field.getAttribute('value');
    if (name) src.searchParams.append('newsletters', name);
  }
  for (const field of form.querySelectorAll('[data-members-label]')) {
    const label = field.getAttribute('value');
    if (label) src.searchParams.append('labels', label);
  }
  return { provider: 'ghost', src: src.href };
}
