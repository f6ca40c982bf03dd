import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ELEMENTS = fileURLToPath(new URL('../../src/elements', import.meta.url));

/** What any of our stylesheets may read from the page's; stories/theming.mdx says it to people. */
export const TOKENS = {
  '--afterword-accent': 'Main buttons, what is chosen, focus, links in comments; the text’s own colour by default.',
  '--afterword-on-accent': 'The label of a main button; black or white by default, whichever reads better on the accent.',
  '--afterword-rule': 'Hairlines and borders; a share of the text’s colour by default.',
  '--afterword-tint': 'Quiet surfaces, hover; a trace of the text’s colour by default.',
  '--afterword-muted': 'Dates, counts, hints; most of the text’s colour by default.',
  '--afterword-danger': 'What went wrong; the text’s colour, with a mark, by default.',
  '--afterword-field': 'Background of fields; none by default.',
  '--afterword-field-text': 'What is typed in fields; the text’s colour by default.',
  '--afterword-radius': 'Corners of buttons and fields; 0.25em by default.',
};

/** The stylesheets of an element: those in its folder, and those its files import. */
function stylesOf(tagName) {
  const folder = join(ELEMENTS, tagName);
  const own = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const shared = [...own.join('\n').matchAll(/from '(\.\.\/[^']+\.styles)\.js'/g)].map(([, path]) =>
    join(folder, `${path}.ts`),
  );
  return [...own, ...[...new Set(shared)].map((file) => readFileSync(file, 'utf8'))].join('\n');
}

/** Plugin of the manifest's analyzer: adds to each element the tokens that its stylesheets read. */
export function sharedTokens() {
  return {
    name: 'afterword-shared-tokens',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap(({ declarations }) => declarations ?? [])) {
        if (!declaration.tagName) continue;
        const styles = stylesOf(declaration.tagName);
        const said = (declaration.cssProperties ??= []);
        const names = Object.keys(TOKENS).filter((name) => new RegExp(`var\\(${name}[,)]`).test(styles));
        for (const name of names) {
          if (!said.some((property) => property.name === name)) said.push({ name, description: TOKENS[name] });
        }
      }
    },
  };
}
