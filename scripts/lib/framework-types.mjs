import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = '// Written by `npm run manifest` from the elements themselves.';
/** Attributes read digits as a number; so do the properties that templates set in their stead. */
const typeOf = (name, field, type) => `${name}['${field}']${type?.text === 'number' ? ' | `${number}`' : ''}`;
const doc = (text, indent = '  ') => (text ? `${indent}/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n` : '');

/** Whatever may be said of an element: its writable properties, its attributes of other names, and its events. */
function describe({ tagName, name, summary, members = [], attributes = [], events = [] }) {
  const renamed = attributes.filter((attribute) => attribute.fieldName && attribute.name !== attribute.fieldName);
  // A server writes a property's name into HTML, which knows no capitals: `consentText` would be lost there without a word.
  const hasDashes = new Set(renamed.map(({ fieldName }) => fieldName));
  const properties = members
    .filter(({ kind, readonly, name: member }) => kind === 'field' && !readonly && !hasDashes.has(member))
    .map((member) => ({ name: member.name, says: member.description, type: typeOf(name, member.name, member.type) }));
  const dashed = renamed.map(({ name: attribute, fieldName, description, type }) => ({
    name: `'${attribute}'`,
    says: description,
    type: typeOf(name, fieldName, type),
  }));
  return {
    tagName,
    name,
    summary,
    props: `${name.replace(/Element$/, '')}Props`,
    settings: [...properties, ...dashed],
    events: events.map((event) => ({ name: event.name, says: event.description, type: event.type.text })),
  };
}

function importsOf(elements) {
  const names = elements.flatMap(({ name, events }) => [name, ...events.map(({ type }) => type)]);
  return `import type {\n${[...new Set(names)]
    .sort()
    .map((name) => `  ${name},\n`)
    .join('')}} from '../dist/index.js';`;
}

const propsOf = (elements, handler) =>
  elements
    .map(({ props, settings, events }) => {
      const lines = [
        ...settings.map(({ name, says, type }) => `${doc(says)}  ${name}?: ${type} | undefined;\n`),
        ...events.map(({ name, says, type }) => `${doc(says)}  ${handler(name)}?: ((event: ${type}) => void) | undefined;\n`),
      ];
      return `export interface ${props} {\n${lines.join('')}}`;
    })
    .join('\n\n');

const mapOf = (elements, type, indent) =>
  elements.map((element) => `${doc(element.summary, indent)}${indent}'${element.tagName}': ${type(element)};\n`).join('');

const pascal = (name) => name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

/** One file per way of writing templates; each joins ours to what the framework knows of every element. */
const FILES = {
  'jsx.d.ts': (elements) => `${HEAD}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${importsOf(elements)}

${propsOf(elements, (name) => `'on${name}'`)}

/** Our elements and what may be written on them, for a JSX namespace other than React's. */
export interface CustomElements {
${mapOf(elements, ({ props }) => props, '  ')}}

type InReact<E extends HTMLElement, Props> = DetailedHTMLProps<Omit<HTMLAttributes<E>, keyof Props>, E> & Props & { class?: string };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${mapOf(elements, ({ name, props }) => `InReact<${name}, ${props}>`, '      ')}    }
  }
}
`,
  'vue.d.ts': (elements) => `${HEAD}
import type { HTMLAttributes, PublicProps } from 'vue';
${importsOf(elements)}

${propsOf(elements, (name) => `on${pascal(name)}`)}

type InVue<E extends HTMLElement, Props> = new () => E & {
  $props: Omit<HTMLAttributes, keyof Props> & PublicProps & Props & { slot?: string; [data: \`data-\${string}\`]: unknown };
};

declare module 'vue' {
  interface GlobalComponents {
${mapOf(elements, ({ name, props }) => `InVue<${name}, ${props}>`, '    ')}  }
}
`,
  'svelte.d.ts': (elements) => `${HEAD}
import type { HTMLAttributes } from 'svelte/elements';
${importsOf(elements)}

${propsOf(elements, (name) => `'on${name}'`)}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${mapOf(elements, ({ name, props }) => `Omit<HTMLAttributes<${name}>, keyof ${props}> & ${props}`, '    ')}  }
}
`,
};

/** Plugin of the manifest's analyzer: the types of our elements for templates of React, Vue and Svelte. */
export function frameworkTypes({ outdir }) {
  return {
    name: 'afterword-framework-types',
    packageLinkPhase({ customElementsManifest }) {
      const elements = customElementsManifest.modules
        .flatMap(({ declarations }) => declarations ?? [])
        .filter(({ tagName }) => tagName)
        .map(describe);
      mkdirSync(outdir, { recursive: true });
      for (const [file, write] of Object.entries(FILES)) writeFileSync(join(outdir, file), write(elements));
    },
  };
}
