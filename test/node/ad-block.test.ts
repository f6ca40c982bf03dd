import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Network rules that hide or block newsletter boxes for whoever subscribes to the list, as one pattern each. Sources:
 * EasyList Newsletter Notices and EasyPrivacy as of 2026-08-22, Fanboy's Annoyance List as of 2020-09-14.
 */
const RULES = [
  /\/newsletter-signup\.(js|min\.js|json)/,
  /\/newsletter-(app|inline)\.js/,
  /\/newsletter_(widget|wdgts)\.js/,
  /\/newsletter-subscription-/,
  /\/v1\/newsletters\//,
  /\/newsletters\/(widget|modal)\//,
  /\/newsletter\/popup\//,
  /\/embeds\/newsletter\//,
  /\/newsletter-signup[.-]/,
  /\/email-signup\./,
  /\/signup_widget\.js/,
  /_newsletter\/js\//,
  /\/analytics\/event/,
  /\/beacon[./]/,
  /\/metrics(\.js)?$/,
];

/** Words such lists are about, whatever the rule of the day. */
const WORDS = /newsletter|promo|sponsor|popup|banner|beacon|track|(^|\/)ads?[./-]/i;

const cdn = fileURLToPath(new URL('../../cdn', import.meta.url));

describe('what readers’ browsers load (C39)', () => {
  const files = readdirSync(cdn, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));

  it('is built', () => {
    expect(existsSync(cdn)).toBe(true);
    expect(files).toContain('embed.js');
    expect(files).toContain('afterword.js');
  });

  it('has no file name that a list of an ad-blocker matches', () => {
    const addresses = files.map((name) => `https://cdn.example/afterword@1.0.0/cdn/${name}`);
    const blocked = addresses.filter((address) => RULES.some((rule) => rule.test(address)));
    expect(blocked).toEqual([]);
  });

  it('has no file name with a word those lists are about', () => {
    expect(files.filter((name) => WORDS.test(name))).toEqual([]);
  });

  it('would catch the obvious name', () => {
    expect(RULES.some((rule) => rule.test('https://cdn.example/newsletter-signup.js'))).toBe(true);
    expect(WORDS.test('chunks/newsletter-signup.js')).toBe(true);
  });
});
