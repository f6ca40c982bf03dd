import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frameworkTypes } from '../../scripts/lib/framework-types.mjs';
import { sharedTokens, TOKENS } from '../../scripts/lib/shared-tokens.mjs';

describe('what editors are told', () => {
  it('names every token that the page on theming names', () => {
    const said = [
      ...readFileSync('stories/theming.mdx', 'utf8').matchAll(/^- `(--afterword-[\w-]+)`(?:.*?; `(--afterword-[\w-]+)`)?/gm),
    ];
    // `--afterword-space` is one element's own.
    const named = said.flatMap(([, ...names]) => names.filter((name) => name && name !== '--afterword-space'));
    expect(Object.keys(TOKENS)).toEqual(named);
  });

  it('gives each element the tokens that its stylesheets read, and leaves what it says of them itself', () => {
    const own = { name: '--afterword-accent', description: 'Its own.' };
    const declarations: { tagName: string; cssProperties?: { name: string; description: string }[] }[] = [
      { tagName: 'newsletter-signup', cssProperties: [own] },
      { tagName: 'did-you-know' },
      { tagName: 'comment-count' },
    ];
    sharedTokens().packageLinkPhase({ customElementsManifest: { modules: [{ declarations }] } });
    const [signup, note, count] = declarations.map(({ cssProperties = [] }) => cssProperties.map(({ name }) => name));
    expect(declarations[0]!.cssProperties![0]).toBe(own);
    expect(signup!.filter((name) => name === own.name)).toHaveLength(1);
    expect(signup).toContain('--afterword-field-text');
    expect(note).toContain('--afterword-muted');
    expect(note).not.toContain('--afterword-field');
    expect(count).toEqual([]);
  });

  it('lets templates write digits for a number, in a property as in an attribute', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'afterword-types-'));
    const number = { text: 'number' };
    const declaration = {
      tagName: 'some-list',
      name: 'SomeListElement',
      members: [
        { kind: 'field', name: 'limit', type: number },
        { kind: 'field', name: 'headingLevel', type: number },
        { kind: 'field', name: 'src', type: { text: 'string' } },
      ],
      attributes: [
        { name: 'limit', fieldName: 'limit', type: number },
        { name: 'heading-level', fieldName: 'headingLevel', type: number },
      ],
    };
    try {
      frameworkTypes({ outdir }).packageLinkPhase({ customElementsManifest: { modules: [{ declarations: [declaration] }] } });
      const types = readFileSync(join(outdir, 'vue.d.ts'), 'utf8');
      expect(types).toContain("limit?: SomeListElement['limit'] | `${number}` | undefined;");
      expect(types).toContain("'heading-level'?: SomeListElement['headingLevel'] | `${number}` | undefined;");
      expect(types).toContain("src?: SomeListElement['src'] | undefined;");
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});
