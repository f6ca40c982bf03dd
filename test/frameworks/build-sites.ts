import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recipe } from '../../scripts/servers/recipes.mjs';
import { APPS, install, must } from './install.js';

/** Where the sites are built; each folder in it is a site as a publisher has one. */
export const SITES = join(APPS, 'sites');

/** What a publisher of each site has pasted. */
const LISTINGS = {
  eleventy: ['eleventy.config.js', '_includes/article.njk', 'articles/bread.md'],
  astro: ['astro.config.mjs', 'src/layouts/Article.astro', 'src/components/Questions.jsx', 'src/pages/bread.astro'],
} as const;

/** What the list of further reading finds. */
const SECOND_ARTICLE = `---
title: Soup that improves
layout: article.njk
tags: articles
---

Tomorrow it is better.
`;

function write(site: keyof typeof LISTINGS, files: Record<string, string>): string {
  const folder = join(SITES, site);
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  symlinkSync(join(SITES, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const listings = (site: keyof typeof LISTINGS): Record<string, string> =>
  Object.fromEntries(LISTINGS[site].map((file) => [file, recipe(file)!]));

/** Installs Eleventy and Astro, and builds with them what docs/recipes.md says. */
export async function buildSites(tarball: string): Promise<void> {
  await install('test/frameworks/sites', SITES, tarball);
  const eleventy = write('eleventy', { ...listings('eleventy'), 'articles/soup.md': SECOND_ARTICLE });
  await must(process.execPath, ['node_modules/@11ty/eleventy/cmd.cjs', '--quiet'], eleventy);
  const astro = write('astro', listings('astro'));
  const build = ['node_modules/astro/astro.js', 'build'];
  const env = { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: '' };
  await must(process.execPath, build, astro, env);
  // Only React's development build tells of what does not match.
  await must(process.execPath, [...build, '--devOutput', '--outDir', 'dist-development'], astro, env);
  for (const page of ['eleventy/_site/articles/bread/index.html', 'astro/dist/bread/index.html']) {
    if (!existsSync(join(SITES, page))) throw new Error(`There is no ${page}`);
  }
}
