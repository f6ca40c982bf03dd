import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { transfer } from '../../demo/backend/transfer/command.js';
import { readDisqus } from '../../demo/backend/transfer/disqus.js';
import { readRemark42 } from '../../demo/backend/transfer/remark42.js';
import type { Source } from '../../demo/backend/transfer/source.js';
import { readWordPress } from '../../demo/backend/transfer/wordpress.js';

const SITE = new URL('https://news.example');
/** Bytes that are read at a time. */
const PIECE = 256 * 1024;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-transfer-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A recorded file; its pictures of control characters (␀, ␋) as what they stand for, which no XML may hold and no diff shows. */
function example(name: string): string {
  const text = readFileSync(fileURLToPath(new URL(`support/transfer/${name}`, import.meta.url)), 'utf8');
  return text.replace(/[\u2400-\u241F]/g, (picture) => String.fromCharCode(picture.charCodeAt(0) - 0x2400));
}

const disqus = (...inside: string[]) =>
  `<disqus xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="t"><link>${SITE.href}story</link></thread>${inside.join('')}</disqus>`;
const post = (message: string, id = '1') =>
  `<post dsq:id="${id}"><message>${message}</message><createdAt>2020-01-01T10:00:00Z</createdAt><author><name>Ada</name></author><thread dsq:id="t"/></post>`;
const wordpress = (comment: string, content = '') =>
  `<?xml version="1.0"?><rss><channel><item><title>T</title><link>${SITE.href}story</link><content:encoded>${content}</content:encoded><wp:post_id>1</wp:post_id>
  <wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Ada</wp:comment_author><wp:comment_date_gmt>2020-01-01 10:00:00</wp:comment_date_gmt><wp:comment_approved>1</wp:comment_approved>${comment}</wp:comment></item></channel></rss>`;
const said = (text: string) => `<wp:comment_content>${text}</wp:comment_content>`;

const ofDisqus = (content: string | Buffer) => readDisqus(file('file', content));
const ofWordPress = (content: string | Buffer) => readWordPress(file('file', content), SITE);
const texts = (source: Source) => source.comments.map(({ text }) => text);
const changes = (source: Source) => source.changed.entries;

/** What the command answers to a file that it does not take; no database is opened. */
async function refusal(content: string | Buffer, from: string): Promise<string> {
  let error = '';
  const code = await transfer(['import', file('file', content), '--from', from, '--site', SITE.href], {
    env: { AFTERWORD_DATA: join(folder, 'never') },
    out: new Writable(),
    error: (line) => (error += line),
  });
  expect(code).to.equal(2);
  expect(error).to.contain('Nothing was changed.');
  return error.replace('\nNothing was changed.', '').replace(join(folder, 'file'), 'FILE');
}

describe('an export as WordPress really wrote it', () => {
  it('in its first versions comes whole, with all that XML forbids, and says so', async () => {
    const source = await ofWordPress(example('wordpress-old.xml'));
    expect(source.scope).to.equal('wordpress https://news.example/blog');
    expect([...source.threads.values()]).to.deep.equal([
      {
        url: 'http://news.example/blog/2010/11/a-map/',
        title: 'A map – at last',
        closed: false,
        createdAt: new Date('2010-11-02T06:00:00Z'),
      },
    ]);
    expect(
      source.comments.map(({ id, parentId, name, url, text, status }) => [id, parentId, name, url, text, status]),
    ).to.deep.equal([
      [
        '41',
        undefined,
        'Pia',
        'http://pia.example/?page=2&lang=de&copy=1',
        'Copied from\nmy editor, with its signs.',
        'published',
      ],
      ['42', '41', 'Quinn', 'http://quinn.example/?old&raw', 'Without\u00A0a section: tea & toast …', 'published'],
    ]);
    expect(source.comments[0]?.createdAt).to.deep.equal(new Date('2010-11-02T09:15:00Z'));
    expect(changes(source)).to.deep.equal([
      ['lines around the export itself, such as messages of a server, left out (the first on line 1)', 2],
      ['tags that match nothing, in what is not imported (the first on line 44)', 2],
      ['“&” and names that XML does not know, read as HTML has them (the first on line 68)', 5],
      ['control characters, which XML forbids, left out (the first on line 73)', 2],
    ]);
  });

  it('in its newest comes whole, without the notes of editors', async () => {
    const source = await ofWordPress(example('wordpress-new.xml'));
    expect(source.comments.map(({ id, name, text, status }) => [id, name, text, status])).to.deep.equal([
      ['3', 'Rui 🐦', 'They write `a[b[0]]>` & eat everything', 'published'],
      ['4', 'Sol', 'Of an article in the bin', 'deleted'],
    ]);
    expect([...source.threads.values()].map(({ title }) => title)).to.deep.equal(['Gulls & chips']);
    expect(source.leftOut.entries).to.deep.equal([['of a kind that is no comment', 1]]);
    expect(changes(source)).to.deep.equal([]);
  });

  it('below the name of another encoding is read in the one it is in', async () => {
    const words = 'Füße für 5 €';
    const declared = (label: string) => wordpress(said(words)).replace('?>', ` encoding="${label}" ?>`);
    const latin1 = (label: string) => Buffer.from(declared(label).replace('€', '\x80'), 'latin1');
    const utf16 = (bytes: Buffer) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]);
    const files: Record<string, Buffer> = {
      'UTF-8 as it says': Buffer.from(declared('utf8')),
      'UTF-8 although it says otherwise': Buffer.from(declared('ISO-8859-1')),
      'UTF-8 below a name nobody knows': Buffer.from(declared('x-none')),
      'Latin-1 as it says': latin1('iso-8859-1'),
      'Windows-1252 as it says': latin1('windows-1252'),
      'UTF-16, saved by an editor': utf16(Buffer.from(declared('UTF-8'), 'utf16le')),
      'UTF-16, the other way round': utf16(Buffer.from(declared('UTF-8'), 'utf16le')).swap16(),
      'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${declared('UTF-8')}`),
      'Latin-1, gzipped': gzipSync(latin1('iso-8859-1')),
    };
    for (const [says, bytes] of Object.entries(files)) {
      const source = await ofWordPress(bytes);
      expect(texts(source), says).to.deep.equal([words]);
      expect(changes(source), says).to.deep.equal([]);
    }
  });

  it('with letters that are in no encoding keeps the rest of the words, and says so', async () => {
    const source = await ofWordPress(Buffer.from(wordpress(said('na\xefve but good')), 'latin1'));
    expect(texts(source)).to.deep.equal(['na\uFFFDve but good']);
    expect(changes(source)).to.deep.equal([['signs that cannot be read, now � (the first on line 2)', 1]]);
  });

  it('with words that end their section too early keeps them all, and says so', async () => {
    const source = await ofWordPress(wordpress(said('<![CDATA[one ]]> two <b>three <i>four</i></b> five]]>')));
    expect(texts(source)).to.deep.equal(['one two three four five]]>']);
    expect(changes(source)).to.deep.equal([
      ['texts that say “]]>”, which may have lost their formats after it (the first on line 2)', 1],
    ]);
  });

  it('with messages of the server between its lines comes whole', async () => {
    const notice = '<br />\n<b>Notice</b>: Undefined index: x in <b>/srv/export.php</b> on line <b>3</b><br />\n';
    const text = wordpress(notice + said('Here'))
      .replace('<item>', `${notice}<item>${notice}`)
      .replace('</item>', `${notice}</item>${notice}`);
    const source = await ofWordPress(text);
    expect(texts(source)).to.deep.equal(['Here']);
    expect(source.comments[0]?.name).to.equal('Ada');
  });

  it('as parts that somebody put one after another comes whole', async () => {
    const parts = [wordpress(said('One')), wordpress(said('Two')).replace('comment_id>1<', 'comment_id>2<')];
    expect(texts(await ofWordPress(parts.join('\n')))).to.deep.equal(['One', 'Two']);
  });
});

describe('an export as Disqus really wrote it', () => {
  it('years ago comes whole: threads that say nothing, comments of another system before it', async () => {
    const source = await ofDisqus(example('disqus-old.xml'));
    expect([...source.threads].map(([id, { url, title }]) => [id, url, title])).to.deep.equal([
      ['9101', 'https://news.example/locks?a=1&b=2', 'Locks: "open" > closed'],
      ['9102', 'https://news.example/ferry', undefined],
      ['9103', undefined, undefined],
    ]);
    expect(source.comments.map(({ id, thread, parentId, name, text }) => [id, thread, parentId, name, text])).to.deep.equal([
      ['201', '9101', undefined, 'Tam & Una', 'Old ones came from another system.\n\nWith **two** lines.'],
      ['202', '9101', '201', 'Vic', 'Plain words, x < y & z'],
      ['77001', '9102', undefined, 'Wes', "Without a number of the system's own"],
      ['204', '1337', undefined, 'Xan', 'Where am I?'],
    ]);
    expect(source.comments.map(({ status }) => status)).to.deep.equal(Array(4).fill('published'));
    expect(changes(source)).to.deep.equal([]);
  });

  it('may say anything anywhere that XML allows', async () => {
    const allowed = [
      ['a comment inside', 'a<!-- <post> & ]]> -- --->b', 'ab'],
      ['an instruction inside', 'a<?php echo "<post>" ?>b', 'ab'],
      ['brackets at the end of a section', '<![CDATA[a]]]]><![CDATA[>b]]]>', 'a]]>b]'],
      ['sections in a row', '<![CDATA[a]]>&amp;<![CDATA[&amp;amp;]]><![CDATA[]]>', 'a&&amp;'],
      ['references by number', '&#x1F41F;&#8230;&#x3C;b&#x3E;c', '🐟…**c**'],
      ['attributes with signs of their own', `<i class="a>b" title='"/>'/>x`, 'x'],
      ['white space in tags', '<i\n a = "1"\n></i\n>x', 'x'],
    ] as const;
    for (const [says, message, text] of allowed) {
      const source = await ofDisqus(disqus(post(message), post('next', '2')));
      expect(texts(source), says).to.deep.equal([text, 'next']);
      expect(changes(source), says).to.deep.equal([]);
    }
  });

  it('has a document type of its own, which declares nothing for us', async () => {
    const type = `<!DOCTYPE disqus [ <!-- ]> --> <!ENTITY a "x]>y"><!ELEMENT disqus ANY> <?go ]> ?>\n<!ENTITY b '&a;&a;&a;&a;'> ]>\n`;
    const source = await ofDisqus(type + disqus(post('&b; said')));
    expect(texts(source)).to.deep.equal(['&b; said']);
  });

  it('is the same wherever the pieces end in which it is read', async () => {
    const message =
      'é€🐟 &amp; &#8230;&nbsp;<!-- <b> --> <![CDATA[ü]]]]><![CDATA[> ]]]><?x ?> < 3 &x<i a="&gt;">\u0011</i>\r\n&amp;lt;';
    const whole = Buffer.from(disqus('', post(message), post('next', '2')));
    const expected = await ofDisqus(whole);
    const start = whole.indexOf('<post');
    const end = whole.indexOf('</post>') + '</post>'.length;
    const [head, rest] = [whole.subarray(0, start), whole.subarray(start)];
    const found = new Set<string>();
    for (let border = 0; border < end - start; border++) {
      const padding = `<!--${'-'.repeat(PIECE - border - head.length - 7)}-->`;
      const source = await ofDisqus(Buffer.concat([head, Buffer.from(padding), rest]));
      found.add(JSON.stringify([source.comments, changes(source)]));
    }
    expect([...found]).to.deep.equal([JSON.stringify([expected.comments, changes(expected)])]);
  }, 60_000);
});

describe('a file that is not whole', () => {
  it('is refused with the line where it ends, whatever it ends in', async () => {
    const whole = disqus('\n', post('<![CDATA[words]]>'), '\n<!-- the end -->');
    for (const end of [
      '<pos',
      '<post dsq:id="1',
      '<message',
      'CDATA[wo',
      'words]]',
      '</mess',
      '</post>',
      '<!-- the',
      '</disqus',
    ]) {
      const part = whole.slice(0, whole.indexOf(end) + end.length);
      const line = part.split('\n').length;
      expect(await refusal(part, 'disqus'), end).to.match(
        new RegExp(`^FILE ends in the middle, on line ${line} inside <\\w+>: it was not copied whole$`),
      );
    }
  });

  it('is refused with the line where a part is missing, so that nobody gets the words of another', async () => {
    const posts = [post('one', '1'), post('two', '2')].map((text) => text.replaceAll('><', '>\n<'));
    const whole = disqus('\n', posts.join('\n'));
    for (const [from, to, why] of [
      ['one<', '2020', 'on line 3: an end tag inside <message> ends what nothing began'],
      ['</message>', '<createdAt>', 'on line 8: </post> ends what <message> began'],
      ['<message>one', 'two', 'on line 3: an end tag inside <post> ends what nothing began'],
      ['<name>', 'two', 'on line 6: an end tag inside <author> ends what nothing began'],
      ['story', 'one<', 'on line 1: an end tag inside <link> ends what nothing began'],
    ] as const) {
      const rest = whole.slice(0, whole.indexOf(from)) + whole.slice(whole.indexOf(to, whole.indexOf(from)));
      expect(await refusal(rest, 'disqus'), from).to.equal(`FILE is damaged ${why}`);
    }
  });

  it('is refused when what is not imported never ends', async () => {
    const text = wordpress(said('Here'), '<![CDATA[<p>long]]>').replace('</content:encoded>', '');
    expect(await refusal(text, 'wordpress')).to.match(
      /^FILE is damaged on line 2: <\/item> ends what <content:encoded> began$/,
    );
  });

  it('is refused as what it is', async () => {
    expect(await refusal('<html><body><p>Log in<br></body></html>', 'wordpress')).to.equal(
      'FILE is no WordPress export: it begins with <html>',
    );
    expect(await refusal('{"a":"<b"}', 'disqus')).to.equal('FILE is no Disqus export: it is no XML');
    expect(await refusal(Buffer.from('PK\x03\x04 and so on', 'latin1'), 'wordpress')).to.equal(
      'FILE is a ZIP archive: unpack it, and import the files in it one by one',
    );
  });
});

it('reads lines of JSON that an editor saved as UTF-16', async () => {
  const lines = [
    '{"version":1}',
    '{"id":"1","locator":{"site":"s","url":"https://news.example/x"},"user":{"name":"Jö"},"text":"Hi"}',
    '',
  ];
  const source = await readRemark42(file('file', Buffer.from(`\uFEFF${lines.join('\r\n')}`, 'utf16le')));
  expect(source.comments.map(({ name, text }) => [name, text])).to.deep.equal([['Jö', 'Hi']]);
});
