import { isSet, scriptSettings, type PortName } from '../context/settings.js';
import type { Finding, Target } from './finding.js';

const PORTS: Partial<Record<Target, PortName>> = {
  'comment-box': 'comments',
  'related-articles': 'articles',
  'newsletter-signup': 'newsletter',
};

/** Which ports are configured, when a developer says so instead of the page. */
export type Sources = Partial<Record<PortName, boolean>>;

/** Whether the finding is worth an element, because it has content of its own or somebody who can fill it. */
export function hasSource({ target, attributes, needsSource, nodes }: Finding, said: Sources): boolean {
  const port = PORTS[target];
  if (!needsSource || !port || attributes['provider'] || attributes['src']) return true;
  return said[port] ?? isConfigured(port, nodes[0]);
}

/**
 * Whether the page names a backend for the place: on the script tag, or on an `<article-widgets>`, which need not have come to
 * life yet.
 */
export function isConfigured(port: PortName, place: Node): boolean {
  if (isSet(scriptSettings()[port])) return true;
  const document = place.ownerDocument ?? (place as Document);
  const widgets = [...document.documentElement.querySelectorAll('article-widgets')];
  return widgets.some((element) => {
    const answersHere = !element.firstElementChild || element.contains(place);
    const provider = element.getAttribute(port) ?? '';
    const src = element.getAttribute(`${port}-src`) ?? '';
    return answersHere && isSet({ port: Reflect.get(element, `${port}Port`) as unknown, provider, src });
  });
}
