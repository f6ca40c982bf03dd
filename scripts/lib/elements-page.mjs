import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { TOKENS } from './shared-tokens.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const code = (text) => (text === undefined ? '' : `\`${text}\``);
const plain = (text = '') => text.replaceAll('\n', ' ');
const cell = (text) => plain(text).replaceAll('|', String.raw`\|`);
const named = ({ name, description }) => [name && code(name), description];

/** A heading with its table; nothing where there are no rows. */
function section(title, headings, rows) {
  if (!rows.length) return '';
  const lines = [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return `### ${title}\n\n${lines.join('\n')}\n`;
}

function settings({ members = [], attributes = [] }) {
  const fields = members.filter(({ kind }) => kind === 'field');
  const ofAttribute = (name) => attributes.find(({ fieldName }) => fieldName === name);
  const rows = fields.map(({ name, type, default: value, description, readonly }) => [
    code(ofAttribute(name)?.name),
    code(name) + (readonly ? ' (to read)' : ''),
    code(type?.text),
    code(value),
    description,
  ]);
  // Of the platform's own, which the element only reads.
  const bare = attributes.filter(({ fieldName }) => !fields.some(({ name }) => name === fieldName));
  return [...rows, ...bare.map(({ name, type, description }) => [code(name), '', code(type?.text), '', description])];
}

function tokensOf({ cssProperties = [] }) {
  const own = cssProperties.filter(({ name, description }) => TOKENS[name] !== description);
  const shared = cssProperties.filter((each) => !own.includes(each)).map(({ name }) => code(name));
  const line = shared.length
    ? `${own.length ? 'Also reads' : 'Reads'} ${shared.join(', ')}: see [below](#for-all-of-them).\n`
    : '';
  const table = section('Custom properties', ['Property', 'What'], own.map(named));
  return table || !line ? `${table}\n${line}` : `### Custom properties\n\n${line}`;
}

function elementPart(element, carries) {
  const { tagName, summary, description, members = [], events = [], slots = [], cssParts = [], cssStates = [] } = element;
  const methods = members.filter(({ kind }) => kind === 'method');
  return [
    `## \`<${tagName}>\`\n`,
    `${plain(summary)}\n`,
    `${plain(description)}\n`,
    section('Attributes and properties', ['Attribute', 'Property', 'Type', 'Default', 'What'], settings(element)),
    section(
      'Methods',
      ['Method', 'What'],
      methods.map(({ name, parameters = [], description }) => [
        code(`${name}(${parameters.map((each) => each.name).join(', ')})`),
        description,
      ]),
    ),
    section(
      'Events',
      ['Event', 'Carries', 'When'],
      events.map(({ name, type, description }) => [
        code(name),
        (carries.get(type.text) ?? []).map(code).join(', '),
        description,
      ]),
    ),
    section(
      'Slots',
      ['Slot', 'For'],
      slots.map(({ name, description }) => [name ? code(name) : '(no name)', description]),
    ),
    section('Parts', ['Part', 'What'], cssParts.map(named)),
    section('States', ['State', 'When'], cssStates.map(named)),
    tokensOf(element),
  ].join('\n');
}

/** `docs/elements.md`, from the elements themselves. */
export async function elementsPage() {
  const argv = ['analyze', '--quiet', '--config', 'scripts/lib/elements.config.mjs'];
  const { modules } = await cli({ argv, cwd: root, noWrite: true });
  const declarations = modules.flatMap(({ declarations }) => declarations);
  const carries = new Map(declarations.map(({ name, members = [] }) => [name, members.map((member) => member.name)]));
  const text = `# What each element takes and gives

Written by \`node scripts/elements-page.mjs\` from the doc comments of the elements; a test fails when this page says anything else.
An attribute that is \`boolean\` is true where it is written, unless as \`"false"\`, and false where it is not. What the events' fields are is in the doc comments of
their classes, which editors show, and in \`custom-elements.json\`.

${declarations
  .filter(({ tagName }) => tagName)
  .map((element) => elementPart(element, carries))
  .join('\n')}
## For all of them

Custom properties that more than one element reads; [stories/theming.mdx](../stories/theming.mdx) shows them.

${section(
  '',
  ['Property', 'What'],
  Object.entries(TOKENS).map(([name, description]) => [code(name), description]),
).replace(/^### \n\n/, '')}
`;
  return format(text, { ...(await resolveConfig(`${root}package.json`)), parser: 'markdown' });
}
