import { webUrl } from '../../content/urls.js';
import { percent, tierWords, type RuleSummary, type Sample, type Summary } from './summary.js';

/** For the terminal. */
export function toText(summary: Summary, samples: number): string {
  const { pages, covered, withSource, guessed, unreadable, milliseconds, targets, found, leftAlone } = summary;
  const lines = [
    `${count(pages, 'page')} read${unreadable ? `, ${number(unreadable)} could not be` : ''}; ${milliseconds.median.toFixed(1)} ms each to look at, ${milliseconds.slowest.toFixed(0)} ms at most`,
    `${number(covered)} (${percent(covered, pages)}) would get at least one element as they are`,
  ];
  if (withSource) lines.push(`${number(withSource)} (${percent(withSource, pages)}) only where a source is configured`);
  if (guessed) lines.push(`${number(guessed)} (${percent(guessed, pages)}) hold nothing but guesses, which are never applied`);
  for (const [target, count] of Object.entries(targets))
    lines.push(`  ${`<${target}>`.padEnd(22)} ${number(count).padStart(9)} pages ${percent(count, pages).padStart(7)}`);
  if (found.length) lines.push('', 'Found, by rule');
  for (const rule of found) lines.push(...ruleLines(rule, pages, samples));
  if (leftAlone.length) lines.push('', 'Left alone, by reason');
  for (const rule of leftAlone) lines.push(...ruleLines(rule, pages, Math.min(samples, 2)));
  if (!found.length && pages) lines.push('', 'Nothing was found: data-enhance would change nothing on these pages.');
  return lines.join('\n');
}

function ruleLines(rule: RuleSummary, pages: number, samples: number): string[] {
  const sure = rule.tier === undefined ? '' : `  ${tierWords(rule.tier, rule.needsSource)}`;
  return [
    `  ${rule.rule.padEnd(24)} ${nameOf(rule).padEnd(20)} ${number(rule.pages).padStart(7)} pages ${percent(rule.pages, pages).padStart(6)}${sure}`,
    ...rule.samples
      .slice(0, samples)
      .map(({ page, excerpt }) => `      ${printable(page)}\n        ${printable(excerpt).slice(0, 110)}`),
  ];
}

/** Excerpts come from pages; what would steer a terminal is left out. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, ' ');
}

function nameOf({ target, kind }: RuleSummary): string {
  return kind ? `${target} (${kind})` : target;
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 56em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; line-height: 1.2; }
h2 { font-size: 1.2em; margin-top: 2.5em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .4em 1em .4em 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .6em 0; }
summary { cursor: pointer; }
.q { color: color-mix(in srgb, currentColor 65%, transparent); }
blockquote { margin: .4em 0 1.2em; padding-inline-start: 1em; border-inline-start: 3px solid color-mix(in srgb, currentColor 25%, transparent); overflow-wrap: anywhere; }
code { font-size: .95em; }
a { overflow-wrap: anywhere; }
@media print { details > * { display: block; } }
`;

/** A page for the editor who says yes or no: no script, nothing loaded, everything of the pages escaped. */
export function toHtml(summary: Summary, source: string, failures: readonly { key: string; reason: string }[]): string {
  const { pages, covered, withSource, guessed, unreadable, targets, found, leftAlone } = summary;
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell, at) => (at ? `<td class="n">${cell}</td>` : `<th scope="row">${cell}</th>`)).join('')}</tr>`;
  const share = (name: string, count: number): string => row([name, number(count), percent(count, pages)]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>What data-enhance would find</title>
<style>${STYLE}</style>
</head>
<body>
<h1>What data-enhance would find</h1>
<p class="q">${escape(source)}</p>
<table>
${row(['Pages read', number(pages), ''])}
${share('with at least one element, as they are', covered)}
${withSource ? share('only where a source is configured', withSource) : ''}
${guessed ? share('with nothing but guesses, which are never applied', guessed) : ''}
${unreadable ? row(['could not be read', number(unreadable), '']) : ''}
</table>
<h2>Elements</h2>
<table>
${Object.entries(targets)
  .map(([target, count]) => share(`<code>&lt;${escape(target)}&gt;</code>`, count))
  .join('\n')}
</table>
<h2>Found, by rule</h2>
${found.map((rule) => ruleHtml(rule, pages)).join('\n') || '<p>Nothing: these pages stay as they are.</p>'}
<h2>Left alone, and why</h2>
${leftAlone.map((rule) => ruleHtml(rule, pages)).join('\n') || '<p>Nothing came near.</p>'}
${failures.length ? `<h2>Could not be read</h2>\n<ul>${failures.map(({ key, reason }) => `<li>${link(key, key)} <span class="q">${escape(reason)}</span></li>`).join('\n')}</ul>` : ''}
</body>
</html>
`;
}

function ruleHtml(rule: RuleSummary, pages: number): string {
  const sure = rule.tier === undefined ? '' : ` <span class="q">${escape(tierWords(rule.tier, rule.needsSource))}</span>`;
  return `<details>
<summary><code>${escape(rule.rule)}</code> ${escape(nameOf(rule))}: ${count(rule.pages, 'page')} (${percent(rule.pages, pages)}), ${count(rule.times, 'time')}.${sure}</summary>
${rule.samples.map(sampleHtml).join('\n')}
</details>`;
}

function sampleHtml({ page, title, excerpt, reason }: Sample): string {
  return `<p>${link(page, title || page)}<br><span class="q">${escape(reason)}</span></p>
<blockquote dir="auto">${escape(excerpt)}</blockquote>`;
}

function link(address: string, text: string): string {
  const url = webUrl(address);
  return url
    ? `<a href="${escape(url)}" rel="noreferrer">${escape(text)}</a>`
    : escape(text === address ? text : `${text} (${address})`);
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
