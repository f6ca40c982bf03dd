import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artalkAnswer, artalkPage, comments, walineAnswer, walinePage } from '../comments/pages.mjs';
import { commentCount, questions, shell } from './pages.mjs';

/** Installs packages into a folder of their own, each by itself: one that cannot be had does not stop the others. */
export function installPeers(folder, packages) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  for (const [name, range] of Object.entries(packages)) {
    if (existsSync(join(folder, 'node_modules', name))) continue;
    try {
      execFileSync(
        'npm',
        ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', `${name}@${range}`],
        {
          cwd: folder,
          stdio: 'inherit',
          timeout: 120_000,
        },
      );
    } catch (error) {
      console.warn(`${name}: ${error.message}`);
    }
  }
}

export const PACKAGES = {
  '@waline/client': '3',
  artalk: '2',
  giscus: '1',
  '@tryghost/comments-ui': '1',
  '@tryghost/signup-form': '0.3',
  '@awesome.me/webawesome': '3',
  '@shoelace-style/shoelace': '2',
};

const details = (tag) =>
  `<section><h2>FAQ</h2>${questions.map(([question, answer]) => `<${tag} summary="${question}"><p>${answer}</p></${tag}>`).join('')}</section>`;

/** The peers: what each does of the five, its page and how its work is seen. */
export const PEERS = [
  {
    name: 'Web Awesome details',
    part: 'faq',
    package: '@awesome.me/webawesome',
    page: () =>
      shell(
        `<link rel="stylesheet" href="/peers/@awesome.me/webawesome/dist-cdn/styles/webawesome.css">
<script type="module" src="/peers/@awesome.me/webawesome/dist-cdn/components/details/details.js"></script>`,
        details('wa-details'),
      ),
    checks: { read: ['wa-details >> summary'], done: ['wa-details >> summary'], question: 'wa-details summary' },
  },
  {
    name: 'Shoelace details',
    part: 'faq',
    package: '@shoelace-style/shoelace',
    page: () =>
      shell(
        `<link rel="stylesheet" href="/peers/@shoelace-style/shoelace/cdn/themes/light.css">
<script type="module" src="/peers/@shoelace-style/shoelace/cdn/components/details/details.js"></script>`,
        details('sl-details'),
      ),
    checks: { read: ['sl-details >> summary'], done: ['sl-details >> summary'], question: 'sl-details summary' },
  },
  {
    name: 'Ghost signup-form',
    part: 'signup',
    package: '@tryghost/signup-form',
    page: () =>
      shell(
        '',
        `<section><h2>By e-mail</h2><p>Once a week. One click ends it.</p><script src="/peers/@tryghost/signup-form/umd/signup-form.min.js" data-button-color="#333333" data-button-text-color="#ffffff" data-site="/ghost/" data-locale="en" async></script></section>`,
      ),
    checks: { read: ['iframe >> input'], done: ['iframe >> input'] },
  },
  {
    name: 'Waline',
    part: 'comments',
    package: '@waline/client',
    page: () => walinePage(commentCount),
    checks: { read: ['.wl-card-item'], done: ['.wl-card-item'], field: 'textarea' },
  },
  {
    name: 'Artalk',
    part: 'comments',
    package: 'artalk',
    page: () => artalkPage(commentCount),
    checks: { read: ['.atk-comment'], done: ['.atk-comment'], field: 'textarea' },
  },
  {
    name: 'Ghost comments-ui',
    part: 'comments',
    package: '@tryghost/comments-ui',
    page: () =>
      shell(
        '',
        `<section><script defer src="/peers/@tryghost/comments-ui/umd/comments-ui.min.js" data-locale="en" data-ghost-comments="/ghost/" data-api="/ghost/api/content/" data-key="bench" data-title="null" data-count="true" data-post-id="6b02d66d8fd770055c97bd0e" data-color-scheme="auto" data-avatar-saturation="60" data-accent-color="#333333" data-comments-enabled="all" data-publication="Bench"></script></section>`,
      ),
    checks: { read: ['iframe >> [data-testid="comment-component"]'], done: ['iframe >> [data-testid="comment-component"]'] },
  },
  {
    name: 'giscus, without its frame',
    part: 'comments',
    package: 'giscus',
    page: () =>
      shell(
        '<script type="module" src="/peers/bundles/giscus.js"></script>',
        `<section><giscus-widget repo="bench/bench" repoid="bench" category="Comments" categoryid="bench" mapping="specific" term="bench"></giscus-widget></section>`,
      ),
    checks: { read: ['giscus-widget >> iframe'], done: ['giscus-widget >> iframe'] },
  },
];

/** giscus names Lit without an address; everybody else ships files a browser loads as they are. */
export async function bundlePeers(folder) {
  if (!existsSync(join(folder, 'node_modules/giscus')) || existsSync(join(folder, 'bundles/giscus.js'))) return;
  const { build } = await import('vite');
  await build({
    root: join(folder, 'node_modules'),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'bundles'),
      emptyOutDir: false,
      minify: true,
      lib: { entry: join(folder, 'node_modules/giscus/dist/giscus.mjs'), formats: ['es'], fileName: () => 'giscus.js' },
    },
  });
}

const ghostComment = ({ id, name, text, createdAt }, replies) => ({
  id,
  parent_id: null,
  in_reply_to_id: null,
  in_reply_to_snippet: null,
  status: 'published',
  html: `<p>${text}</p>`,
  created_at: createdAt,
  edited_at: null,
  pinned: false,
  member: { id: `m-${id}`, uuid: `m-${id}`, name, expertise: null, avatar_image: null },
  replies,
  liked: false,
  disliked: false,
  count: { replies: replies.length, direct_replies: replies.length, likes: 3 },
});

function ghostComments() {
  const all = comments(commentCount);
  const roots = all.filter(({ parentId }) => !parentId);
  const found = roots.map((root) =>
    ghostComment(
      root,
      all
        .filter(({ parentId }) => parentId === root.id)
        .map((reply) => ({ ...ghostComment(reply, []), parent_id: root.id, replies: undefined })),
    ),
  );
  return {
    comments: found,
    meta: { pagination: { page: 1, limit: 20, pages: 1, total: found.length, next: null, prev: null } },
  };
}

/** What the peers' backends would say, for the same comments. */
export function peerAnswer({ pathname }) {
  if (pathname.startsWith('/waline/')) return ['.json', walineAnswer(commentCount)];
  if (pathname.startsWith('/artalk/api/v2/comments')) return ['.json', artalkAnswer(commentCount)];
  if (pathname.startsWith('/ghost/members/api/comments/counts')) return ['.json', '{"6b02d66d8fd770055c97bd0e":20}'];
  if (pathname.startsWith('/ghost/members/api/comments/post')) return ['.json', JSON.stringify(ghostComments())];
  if (pathname.startsWith('/ghost/members/api/member')) return ['.json', 'null'];
  if (pathname.startsWith('/ghost/api/content/settings')) return ['.json', '{"settings":{"labs":{}}}'];
  return undefined;
}
