import { htmlToText } from '../../../src/content/html-text.js';
import { htmlToMarkdown } from './markdown.js';
import { emptySource, toDate, type Source } from './source.js';
import { attribute, child, childText, readXml, type XmlNode } from './xml.js';

/** Disqus' own XML (https://disqus.com/api/schemas/1.0/disqus.xsd), gzipped as it is mailed or unpacked. */
export async function readDisqus(path: string): Promise<Source> {
  const source = emptySource('disqus');
  const deletedThreads = new Set<string>();
  await readXml(
    path,
    {
      root: 'disqus',
      what: 'Disqus export',
      records: new Set(['thread', 'post']),
      ignored: new Set(['email', 'ipAddress', 'category']),
    },
    source.changed,
    (node) => {
      const id = attribute(node, 'dsq:id') ?? '';
      if (node.name === 'post') readPost(source, node, id);
      else {
        if (isTrue(node, 'isDeleted')) deletedThreads.add(id);
        const identifier = childText(node, 'id');
        const title = childText(node, 'title');
        source.threads.set(id, {
          // Old threads have no link, and their page's own name for them may be its address.
          url: childText(node, 'link') ?? (/^(https?:\/)?\//.test(identifier ?? '') ? identifier : undefined),
          title: title && htmlToText(title),
          closed: isTrue(node, 'isClosed'),
          createdAt: toDate(childText(node, 'createdAt')),
        });
      }
    },
  );
  for (const comment of source.comments) if (deletedThreads.has(comment.thread)) comment.status = 'deleted';
  return source;
}

function readPost(source: Source, node: XmlNode, id: string): void {
  const author = child(node, 'author');
  const status = isTrue(node, 'isSpam')
    ? 'spam'
    : isTrue(node, 'isDeleted')
      ? 'deleted'
      : childText(node, 'isApproved') === 'false'
        ? 'pending'
        : 'published';
  source.comments.push({
    id: id || (childText(node, 'id') ?? ''),
    thread: attribute(child(node, 'thread'), 'dsq:id') ?? '',
    parentId: attribute(child(node, 'parent'), 'dsq:id'),
    name: author && childText(author, 'name'),
    text: htmlToMarkdown(childText(node, 'message') ?? '', { unwrap }),
    createdAt: toDate(childText(node, 'createdAt')),
    status,
  });
}

const isTrue = (node: XmlNode, name: string) => childText(node, name) === 'true';

/** Links of Disqus lead through its own counter: `https://disq.us/url?url=<address>:<signature>&cuid=…`. */
function unwrap(url: string): string {
  const { hostname, searchParams } = new URL(url);
  const address = hostname === 'disq.us' ? searchParams.get('url')?.replace(/:[\w-]{20,}$/, '') : undefined;
  return address !== undefined && /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : url;
}
