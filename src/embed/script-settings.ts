import { canonicalAddress, firstPathOf } from '../context/places.js';
import { addScriptTags } from '../context/settings.js';

/**
 * Makes the `data-*` attributes of a script tag the page's weakest settings. The tag is the one whose resolved `src` is the module's own
 * address, else one that says what only ours does; `document.currentScript` is empty in modules and can be clobbered by a named image.
 */
export function readScriptSettings(moduleUrl: string): void {
  const read = (): HTMLScriptElement[] => scripts(moduleUrl);
  // Before any other script swaps the page.
  read().forEach(firstPathOf);
  canonicalAddress();
  addScriptTags(read);
}

/** The `data-*` attributes of the script tag that asks for the page to be enhanced, when there is one. */
export function readEnhance(moduleUrl: string): DOMStringMap | undefined {
  return scripts(moduleUrl).find(({ dataset }) => dataset['enhance'] !== undefined)?.dataset;
}

/** What only a tag of ours says. */
const OURS = /^((comments|newsletter|articles)(Src)?|enhance)$/;

function scripts(moduleUrl: string): HTMLScriptElement[] {
  const modules = [...document.documentElement.querySelectorAll<HTMLScriptElement>('script[src][type=module]')];
  const own = modules.filter(({ src }) => src === moduleUrl);
  // An address that was redirected, or that means another since a `<base>` came after the tag.
  return own.length ? own : modules.filter(({ dataset }) => Object.keys(dataset).some((name) => OURS.test(name)));
}
