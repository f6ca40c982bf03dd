/** The same comments for everybody: as the contract has them, as static HTML, and as the two other clients want them. */
const WORDS =
  'the talks a line of ceasefire who guards it and for how long nobody in this room can say without reading what was signed by whom last winter'.split(
    ' ',
  );
const DAY = 86_400_000;

export function comments(count) {
  const start = Date.parse('2026-02-01T08:00:00Z');
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    // Every fourth begins a thread; the others answer it.
    parentId: index % 4 ? `c${index - (index % 4)}` : null,
    name: `Reader ${index}`,
    text: Array.from({ length: 18 + (index % 17) }, (_word, at) => WORDS[(index * 7 + at * 3) % WORDS.length]).join(' '),
    createdAt: new Date(start + index * (DAY / 200)).toISOString(),
  }));
}

export function contractPage(count) {
  return JSON.stringify({
    comments: comments(count).map(({ id, parentId, name, text, createdAt }) => ({
      id,
      parentId,
      author: { name },
      text,
      createdAt,
      editedAt: null,
      status: 'published',
      score: 3,
      vote: 0,
      replyCount: 0,
      pinned: false,
      own: false,
      editableUntil: null,
    })),
    cursor: null,
    moreReplies: [],
    thread: { total: count, closed: false, moderated: false },
    now: '2026-02-20T12:00:00Z',
  });
}

const shell = (title, head, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{font:16px/1.5 Georgia,serif;max-width:44em;margin:1em auto;padding:0 1em}${head}</style><h1>An article</h1>${body}`;

/** What a server would write: `group` rows together below one `content-visibility`, 0 for none. */
export function staticPage(count, group) {
  const rows = comments(count).map(
    ({ id, parentId, name, text, createdAt }) =>
      `<article class="row${parentId ? ' reply' : ''}" id="${id}" aria-label="Comment by ${name}"><header><span class="initial">R</span> <b>${name}</b> <a href="#${id}"><time datetime="${createdAt}">${createdAt.slice(0, 10)}</time></a></header><p dir="auto">${text}</p><div class="actions"><button>Up</button><span>3</span><button>Down</button><button>Reply</button><button>More</button></div></article>`,
  );
  const groups = [];
  for (let at = 0; at < rows.length; at += group || rows.length) {
    groups.push(`<div class="group">${rows.slice(at, at + (group || rows.length)).join('')}</div>`);
  }
  const head = `.row{padding:.7em 0 .4em}.reply{margin-inline-start:1.4em}.actions,header{display:flex;gap:.5em}.actions button{font:inherit;border:0;background:none}
.initial{inline-size:1.9em;border-radius:50%;background:#eee;text-align:center}${
    group ? `.group{content-visibility:auto;contain-intrinsic-block-size:auto ${group * 104}px}` : ''
  }`;
  return shell('static', head, `<textarea id="text" rows="4" cols="60"></textarea>${groups.join('')}`);
}

export function ownPage(count) {
  return shell(
    'afterword',
    '',
    `<comment-box thread="n-${count}" src="/api"></comment-box><script type="module" src="/afterword.js"></script>`,
  );
}

export function walinePage(count) {
  return shell(
    'waline',
    '',
    `<link rel="stylesheet" href="/peers/@waline/client/dist/waline.css"><div id="waline"></div><script type="module">
import { init } from '/peers/@waline/client/dist/waline.js';
init({ el: '#waline', serverURL: location.origin + '/waline', path: 'n-${count}', emoji: false, search: false, lang: 'en', login: 'disable' });
</script>`,
  );
}

export function walineAnswer(count) {
  const all = comments(count).map(({ id, parentId, name, text, createdAt }) => ({
    objectId: id,
    pid: parentId ?? '',
    rid: parentId ?? '',
    nick: name,
    avatar: 'data:,',
    comment: `<p>${text}</p>`,
    orig: text,
    link: '',
    status: 'approved',
    sticky: 0,
    like: 3,
    time: Date.parse(createdAt),
    browser: '',
    os: '',
    type: '',
    children: [],
  }));
  const roots = all.filter(({ pid }) => !pid);
  const byId = new Map(roots.map((root) => [root.objectId, root]));
  for (const reply of all) byId.get(reply.rid)?.children.push(reply);
  return JSON.stringify({
    errno: 0,
    errmsg: '',
    data: { page: 1, totalPages: 1, pageSize: count, count, data: roots },
  });
}

export function artalkPage(count) {
  return shell(
    'artalk',
    '',
    `<link rel="stylesheet" href="/peers/artalk/dist/Artalk.css"><div id="artalk"></div><script type="module">
import Artalk from '/peers/artalk/dist/Artalk.mjs';
Artalk.init({ el: '#artalk', pageKey: 'n-${count}', pageTitle: 'n', server: location.origin + '/artalk', site: 'bench',
  useBackendConf: false, versionCheck: false, emoticons: false, uaBadge: false, locale: 'en',
  gravatar: { mirror: 'data:,', params: '' }, pagination: { pageSize: ${count}, readMore: false, autoLoad: false },
  heightLimit: { content: 0, children: 0 }, lazyLoad: false });
</script>`,
  );
}

export function artalkAnswer(count) {
  return JSON.stringify({
    comments: comments(count).map(({ parentId, name, text, createdAt }, index) => ({
      id: index + 1,
      content: text,
      content_marked: `<p>${text}</p>`,
      user_id: index + 1,
      nick: name,
      email_encrypted: 'x',
      link: '',
      ua: '',
      date: createdAt.replace('T', ' ').slice(0, 19),
      is_collapsed: false,
      is_pending: false,
      is_pinned: false,
      is_allow_reply: true,
      is_verified: false,
      rid: parentId ? Number(parentId.slice(1)) + 1 : 0,
      badge_name: '',
      badge_color: '',
      visible: true,
      vote_up: 3,
      vote_down: 0,
      page_key: `n-${count}`,
      page_url: '',
      site_name: 'bench',
    })),
    count,
    roots_count: Math.ceil(count / 4),
    page: {
      id: 1,
      admin_only: false,
      key: `n-${count}`,
      url: '',
      title: 'n',
      site_name: 'bench',
      vote_up: 0,
      vote_down: 0,
      pv: 0,
    },
  });
}
