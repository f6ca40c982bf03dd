import type { Attribution } from '../../ports/newsletter.js';
import type { SignupOptions } from './features.js';

/** Where this sign-up comes from: the widget, and the campaign that the address of the page names. */
export function attributionOf({ widget, placement }: SignupOptions): Attribution {
  const campaign: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/^utm_\w+$/.test(name) && value) campaign[name] = value.slice(0, 200);
  }
  return { widget, placement, campaign };
}
