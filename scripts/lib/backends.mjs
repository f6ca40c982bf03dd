import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { adapters } from './cdn.mjs';

/**
 * What only people know of a backend. `sample` is a `src` the adapter takes, `most` makes the port that can do the most and `when`
 * says what that needs; what it can do is read from the port itself. `proof` is a test against a real server that somebody has seen pass.
 */
const FACTS = {
  'comments/rest': {
    src: 'our [REST contract](docs/rest-api.yaml): `/api`',
    sample: 'https://example.org/api',
    auth: 'guests; members with `getToken`',
    cross: 'with CORS',
    proof: 'test/elements/comment-backend.test.ts',
  },
  'comments/bluesky': {
    src: 'the address of a Bluesky post; its replies are the comments',
    sample: 'https://bsky.app/profile/example.org/post/3k',
    auth: 'none',
    cross: 'yes',
  },
  'comments/ghost': {
    src: 'a Ghost site: `https://example.org/?post=…`',
    sample: 'https://example.org/?post=6b02d66d8fd770055c97bd0e',
    most: ['ghost', { src: 'https://example.org/', origin: 'https://example.org' }],
    when: 'on the site itself',
    auth: 'members, by their cookie',
    cross: 'to read',
    proof: 'test/integration/ghost.test.ts',
  },
  'comments/isso': {
    src: 'an Isso server',
    sample: 'https://comments.example.org/',
    auth: 'guests, by a cookie',
    cross: 'with CORS',
  },
  'comments/mastodon': {
    src: 'the address of a Mastodon post; its replies are the comments',
    sample: 'https://social.example/@desk/109',
    auth: 'none',
    cross: 'yes',
  },
  'comments/memory': {
    src: 'nothing: comments live as long as the page, for trying things out',
    sample: 'https://example.org/',
    auth: 'none',
    cross: '—',
    checked: 'the reference',
  },
  'comments/remark42': {
    src: 'a Remark42 server: `https://remark.example.org/?site=…`',
    sample: 'https://remark.example.org/?site=paper',
    most: ['remark42', { src: 'https://remark.example.org', site: 'paper', getToken: () => 'token' }],
    when: 'with `getToken`',
    auth: '`getToken`',
    cross: 'yes',
  },
  'comments/static': {
    src: 'a JSON file of comments: `/comments/{slug}.json`',
    sample: 'https://example.org/comments/talks.json',
    auth: 'none',
    cross: 'with CORS',
    checked: 'our own format',
  },
  'comments/waline': {
    src: 'a Waline server',
    sample: 'https://waline.example.org/',
    auth: 'guests; members with `getToken`',
    cross: 'yes',
    proof: 'test/integration/waline.test.ts',
  },
  'comments/wordpress': {
    src: 'a WordPress site’s REST root: `https://example.org/wp-json/?post=123`',
    sample: 'https://example.org/wp-json/?post=123',
    auth: 'guests; members with a nonce',
    cross: 'to read; to write where guests may over REST',
    proof: 'test/integration/wordpress.test.ts',
  },
  'newsletter/rest': {
    src: 'our [REST contract](docs/rest-api.yaml): `/api`',
    sample: 'https://example.org/api',
    auth: 'none',
    cross: 'with CORS',
    proof: 'test/elements/newsletter-backend.test.ts',
  },
  'newsletter/buttondown': {
    src: 'the `action` of a Buttondown form',
    sample: 'https://buttondown.com/api/emails/embed-subscribe/paper',
    auth: 'none',
    cross: 'posted by the browser',
  },
  'newsletter/form': {
    src: 'any form’s `action`',
    sample: 'https://example.org/subscribe',
    auth: 'none',
    cross: 'with CORS, else posted by the browser',
    proof: 'test/elements/newsletter-backend.test.ts',
  },
  'newsletter/ghost': {
    src: 'a Ghost site',
    sample: 'https://example.org/',
    auth: 'none',
    cross: 'yes',
    proof: 'test/integration/ghost.test.ts',
  },
  'newsletter/hubspot': {
    src: 'HubSpot’s submit address of a form',
    sample: 'https://api.hsforms.com/submissions/v3/integration/submit/77/abc-def',
    auth: 'none',
    cross: 'yes',
  },
  'newsletter/kit': {
    src: 'the address of a Kit form: `https://app.kit.com/forms/1234`',
    sample: 'https://app.kit.com/forms/1234',
    auth: 'none',
    cross: 'yes',
  },
  'newsletter/listmonk': {
    src: 'a listmonk server: `https://lists.example.org/?list=…`',
    sample: 'https://lists.example.org/',
    auth: 'none',
    cross: 'from its trusted origins',
  },
  'newsletter/mailchimp': {
    src: 'the `action` of a Mailchimp form',
    sample: 'https://paper.us1.list-manage.com/subscribe/post?u=abc&id=def',
    auth: 'none',
    cross: 'by script where the page allows it, else posted by the browser',
  },
  'newsletter/memory': {
    src: 'nothing, for trying things out',
    sample: 'https://example.org/',
    auth: 'none',
    cross: '—',
    checked: 'the reference',
  },
  'articles/feed': {
    src: 'a feed of any kind below; what a `src` without `provider` is',
    sample: 'https://example.org/feed',
    auth: 'none',
    cross: 'with CORS',
    proof: 'test/elements/related-articles.test.ts',
  },
  'articles/atom': {
    src: 'an Atom feed',
    sample: 'https://example.org/atom.xml',
    auth: 'none',
    cross: 'with CORS',
    proof: 'test/integration/wordpress.test.ts',
  },
  'articles/ghost': {
    src: 'a Ghost site: `https://example.org/?key=…`',
    sample: 'https://example.org/?key=abc',
    auth: 'a public key',
    cross: 'yes',
    proof: 'test/integration/ghost.test.ts',
  },
  'articles/index': {
    src: 'the folder `afterword index` wrote: `/index/?shards=16`',
    sample: 'https://example.org/index/?shards=16',
    auth: 'none',
    cross: 'with CORS',
    checked: 'our own format',
  },
  'articles/json-feed': {
    src: 'a JSON Feed: `/feed.json`',
    sample: 'https://example.org/feed.json',
    auth: 'none',
    cross: 'with CORS',
    proof: 'test/elements/related-articles.test.ts',
  },
  'articles/rss': {
    src: 'an RSS feed, 0.9x to 2.0 or RDF',
    sample: 'https://example.org/rss.xml',
    auth: 'none',
    cross: 'with CORS',
    proof: 'test/integration/wordpress.test.ts',
  },
  'articles/wordpress': {
    src: 'a WordPress site’s REST root',
    sample: 'https://example.org/wp-json/',
    auth: 'none',
    cross: 'yes',
    proof: 'test/integration/wordpress.test.ts',
  },
};

/** What each method of a port is to a reader; the required ones go without saying. */
const ABILITIES = {
  post: () => 'write',
  edit: () => 'edit',
  remove: () => 'delete',
  vote: ({ lowestVote }) => (lowestVote === 0 ? 'like' : 'vote'),
  report: () => 'report',
  counts: () => 'count',
  watch: () => 'live',
  topics: () => 'topics',
};
const REQUIRED = { comments: 'read', newsletter: 'subscribe', articles: 'list' };

const abilities = (port) => Object.keys(ABILITIES).flatMap((method) => (port[method] ? ABILITIES[method](port) : []));

/** How an adapter was checked: the strongest proof there is. That a test file exists proves nothing: a person names one that passed. */
function checked(root, { checked, proof }, name) {
  if (checked) return checked;
  if (proof) {
    if (!existsSync(join(root, proof)))
      throw new Error(`${proof} proves a backend in scripts/lib/backends.mjs, and is not there`);
    return 'real server';
  }
  const path = join(root, 'test/adapters/fixtures', name);
  const answers = existsSync(path) ? readdirSync(path) : [];
  return answers.some((file) => !file.endsWith('.documented.json')) ? 'recorded answers' : 'documented, never run';
}

/** Every adapter as a row: port, provider, what its `src` is, what it can do, who signs in, other origins, how it was checked. */
export async function backendRows(root) {
  const rank = Object.keys(FACTS);
  const rows = adapters(root).map(async ({ port, name }) => {
    const facts = FACTS[`${port}/${name}`];
    if (!facts) throw new Error(`say in scripts/lib/backends.mjs what src/adapters/${port}/${name}.ts is`);
    const module = await import(new URL(`../../src/adapters/${port}/${name}.ts`, import.meta.url).href);
    const least = abilities(await module.fromSrc(new URL(facts.sample)));
    const [factory, options] = facts.most ?? [];
    const more = factory ? abilities(module[factory](options)).filter((ability) => !least.includes(ability)) : [];
    const can = [REQUIRED[port], ...least].join(', ') + (more.length ? `; ${facts.when}: ${more.join(', ')}` : '');
    return [port, name, facts.src, can, facts.auth, facts.cross, checked(root, facts, name)];
  });
  const place = ([port, name]) => rank.indexOf(`${port}/${name}`);
  return (await Promise.all(rows)).sort((a, b) => place(a) - place(b));
}

export const BACKEND_HEADINGS = ['For', '`provider`', '`src` is', 'It can', 'Sign-in', 'From another origin', 'Checked'];
