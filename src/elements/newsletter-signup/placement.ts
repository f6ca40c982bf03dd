import { isFrameworkOwned } from '../../content/framework-owned.js';
import type { SignupAccess } from './features.js';
import { placeIn } from './place.js';

/**
 * Takes the element to the middle of the text it ends, as the publisher asked with `placement="auto"`: the one case in which an
 * element moves itself. Once, and only while both places are below the screen, so that nothing a reader sees moves; never what
 * a framework keeps track of, nor in among that.
 */
export function placement({ host }: SignupAccess): true {
  const text = host.closest('article, main') ?? host.parentElement;
  const before = text && isBelowScreen(host) ? placeIn(text, host) : undefined;
  if (before && isBelowScreen(before) && ![host, before].some(isFrameworkOwned)) before.before(host);
  return true;
}

function isBelowScreen(element: Element): boolean {
  return element.getBoundingClientRect().top >= innerHeight;
}
