import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { minifyCss } from '../../scripts/lib/minify-css.mjs';
import { trimTemplates } from '../../scripts/lib/trim-templates.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, 'cdn', file), 'utf8');

describe('the built scripts', () => {
  it('come with a hash of each file for the integrity attribute', () => {
    const hashes = JSON.parse(read('integrity.json')) as Record<string, string>;
    const files = readdirSync(join(root, 'cdn'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(js|css)$/.test(file),
    );
    expect(Object.keys(hashes).sort()).toEqual(files.sort());
    for (const [file, hash] of Object.entries(hashes)) {
      expect(hash, file).toBe(`sha384-${createHash('sha384').update(read(file)).digest('base64')}`);
    }
  });

  it('keep the all-in-one file free of requests for others, but for what a page or a reader asks for', () => {
    const code = read('afterword.js');
    expect(code).not.toMatch(/\bfrom\s*["'`]|^\s*import\b/m);
    const asked = [...code.matchAll(/\bimport\s*\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, file]) =>
      file!.replace(/\$\{\w+\}/, '<language>'),
    );
    expect([...code.matchAll(/\bimport\s*\(/g)]).to.have.lengthOf(asked.length);
    expect([...new Set(asked)].sort()).to.deep.equal(['./enhance.js', './extras.js', './locales/<language>.js']);
  });

  it('keep the loader a single file that no chunk imports back', () => {
    expect(read('embed.js')).not.toMatch(/^\s*import\b|\bfrom\s*["'`]/m);
    for (const chunk of readdirSync(join(root, 'cdn/chunks'))) {
      expect(read(`chunks/${chunk}`), chunk).not.toContain('embed.js');
    }
  });

  it('let adapters and languages be loaded by any script tag, without leaving globals', () => {
    for (const folder of ['adapters', 'locales']) {
      for (const file of readdirSync(join(root, 'cdn', folder))) {
        expect(read(`${folder}/${file}`), file).toMatch(/^\(function\(\)\{[\s\S]*\}\)\(\);\s*$/);
      }
    }
  });

  it('keep drawings whole: a shape that is not closed would hold the next one', () => {
    const shapes = readdirSync(join(root, 'cdn'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => read(file).match(/<(path|circle|ellipse|line|poly\w+|rect)\b[^>]*>/g) ?? []);
    expect(shapes.length).toBeGreaterThan(10);
    expect(shapes.filter((shape) => !shape.endsWith('/>'))).toEqual([]);
  });

  it('take the layout of the source out of style sheets', () => {
    const code = read('enhance.js');
    expect(code).toContain('min-block-size:10em');
    expect(code).toContain('list-style:none;cursor:pointer');
  });

  it('carry no path of the machine that built them, and the licence of what they include', () => {
    for (const file of readdirSync(join(root, 'cdn'), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.js')) expect(read(file), file).not.toContain(root);
    }
    expect(read('lit-license.txt')).toContain('Google');
  });
});

describe('minifyCss', () => {
  it('takes layout and comments out and leaves meaning alone', () => {
    const css = `
      /* why */
      :host([open])  .a > .b , .c {
        color: oklch(from var(--x, currentColor) clamp(0, (0.65 - l) * 1000, 1) 0 0);
        margin: -0.5em 10.05em;
        content: ' ; { /* kept */ } ';
        &:hover { width: calc(1em + 0.2em); }
      }
      @container (inline-size > 30em) { p { margin: 0; } }
    `;
    expect(minifyCss(css)).toBe(
      ":host([open]) .a>.b,.c{color:oklch(from var(--x,currentColor) clamp(0,(.65 - l) * 1000,1) 0 0);margin:-.5em 10.05em;content:' ; { /* kept */ } ';&:hover{width:calc(1em + .2em)}}@container (inline-size>30em){p{margin:0}}",
    );
  });
});

describe('trimTemplates', () => {
  const trim = (code: string) => trimTemplates(code, 'some.ts');

  it('takes line breaks next to tags and expressions out, as JSX does', () => {
    expect(trim('html`\n  <p>\n    ${a}\n    ${b} ${c}\n    <b>x</b> <i>y</i>\n  </p>\n`')).toBe(
      'html`<p>${a}${b} ${c}<b>x</b> <i>y</i></p>`',
    );
  });

  it('leaves blanks on a line, between words, in a tag, and those that are expressions', () => {
    const code = 'html`<p\n  class=${a}\n  id="b"\n> one\n two ${c} ${" "}</p> `';
    expect(trim(code)).toBe(code);
  });

  it('finds templates in templates, and nothing else', () => {
    expect(trim('html`\n<p>${x ? html`\n  <b>${y}</b>\n` : "\\n <i>"}\n</p>`; css`a {\n }`; `\n <p>`')).toBe(
      'html`<p>${x ? html`<b>${y}</b>` : "\\n <i>"}</p>`; css`a {\n }`; `\n <p>`',
    );
  });
});
