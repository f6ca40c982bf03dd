import { decodeEntities } from '../../../src/content/entities.js';
import { htmlToText } from '../../../src/content/html-text.js';
import { htmlToMarkdown } from './markdown.js';
import { emptySource, toDate, type Source, type SourceComment } from './source.js';
import { pageKey } from '../../../src/content/page-key.js';
import { childText, readXml, type XmlNode } from './xml.js';

const STATUS: Readonly<Record<string, SourceComment['status']>> = {
  '1': 'published',
  approve: 'published',
  approved: 'published',
  '0': 'pending',
  hold: 'pending',
  spam: 'spam',
};

/** The file of WordPress' "Tools → Export" (WXR 1.0 to 1.2). */
export async function readWordPress(path: string, site: URL): Promise<Source> {
  const source = emptySource(wordpressScope(site.href));
  const ignored = [
    'content:encoded',
    'excerpt:encoded',
    'wp:postmeta',
    'wp:commentmeta',
    'wp:comment_author_email',
    'wp:comment_author_IP',
  ];
  await readXml(
    path,
    {
      root: 'rss',
      what: 'WordPress export',
      records: new Set(['item', 'wp:base_blog_url']),
      ignored: new Set([...ignored, 'category']),
    },
    source.changed,
    (node) => {
      if (node.name === 'item') readItem(source, node);
      else if (node.text.trim()) source.scope = wordpressScope(node.text.trim());
    },
  );
  return source;
}

/** WordPress numbers the comments of each blog from 1. */
function wordpressScope(blog: string): string {
  return `wordpress ${pageKey({ url: blog })}`;
}

function readItem(source: Source, item: XmlNode): void {
  const comments = item.children.filter(({ name }) => name === 'wp:comment');
  if (!comments.length) return;
  const status = childText(item, 'wp:status') ?? 'publish';
  // Who may not see the article may not see what is said of it.
  if ((status !== 'publish' && status !== 'inherit') || childText(item, 'wp:post_password')) {
    source.leftOut.add('on articles that are not public', comments.length);
    return;
  }
  const thread = `${childText(item, 'wp:post_id') ?? ''} ${childText(item, 'link') ?? ''}`;
  const title = childText(item, 'title');
  source.threads.set(thread, {
    url: childText(item, 'link'),
    title: title && htmlToText(title),
    closed: childText(item, 'wp:comment_status') === 'closed',
    createdAt: toDate(childText(item, 'wp:post_date_gmt')) ?? toDate(childText(item, 'wp:post_date')),
  });
  for (const node of comments) readComment(source, node, thread);
}

function readComment(source: Source, node: XmlNode, thread: string): void {
  const kind = childText(node, 'wp:comment_type') ?? 'comment';
  if (kind === 'pingback' || kind === 'trackback') {
    source.leftOut.add('pingbacks and trackbacks');
    return;
  }
  if (kind !== 'comment') {
    // Notes on orders, for example, are nobody's to read.
    source.leftOut.add('of a kind that is no comment');
    return;
  }
  const parent = childText(node, 'wp:comment_parent');
  const name = childText(node, 'wp:comment_author');
  source.comments.push({
    id: childText(node, 'wp:comment_id') ?? '',
    thread,
    parentId: parent === '0' ? undefined : parent,
    name: name && decodeEntities(name),
    url: childText(node, 'wp:comment_author_url'),
    text: htmlToMarkdown(paragraphs(childText(node, 'wp:comment_content') ?? '')),
    createdAt: toDate(childText(node, 'wp:comment_date_gmt')) ?? toDate(childText(node, 'wp:comment_date')),
    status: STATUS[childText(node, 'wp:comment_approved') ?? ''] ?? 'deleted',
  });
}

/** WordPress keeps what was typed, and makes paragraphs of its line ends only when it shows them. */
function paragraphs(html: string): string {
  return html
    .split(/(<pre\b[^]*?<\/pre\s*>)/i)
    .map((part, index) =>
      index % 2
        ? part
        : part
            .replace(/\r\n?/g, '\n')
            .replace(/\n\s*\n/g, '<p>')
            .replaceAll('\n', '<br>'),
    )
    .join('');
}
