import { expect } from 'chai';
import type { Finding, Reading } from '../../src/enhance/finding.js';
import { Lexicon } from '../../src/enhance/languages.js';
import { read } from '../../src/enhance/read.js';
import { readInSteps } from '../../src/enhance/reader.js';
import { ALL_WORDS } from '../../src/enhance/words/all.js';
import { parse } from '../support/parse.js';
import { ALL_SOURCES, readPage, readStory, URL_OF_PAGE } from './reading.js';

const PROSE = '<p>The ferry leaves at noon, and the island has one road with two bends.</p>'.repeat(4);

function of(reading: Reading, target: Finding['target']): Finding[] {
  return reading.findings.filter((finding) => finding.target === target && finding.tier < 3);
}

describe('what is read as a fact or a tip', () => {
  const facts: Record<string, string> = {
    'a bold label': '<p><strong>Did you know?</strong> An octopus has three hearts and blue blood.</p>',
    'an emoji before it': '<p>💡 <strong>Did you know?</strong> An octopus has three hearts and blue blood.</p>',
    'a plain label': '<p>Did you know? An octopus has three hearts and blue blood.</p>',
    'a label over a paragraph': '<strong>Did You Know?</strong><p>An octopus has three hearts and blue blood.</p>',
    'a bold paragraph over one': '<p><b>Fun fact:</b></p><p>An octopus has three hearts and blue blood.</p>',
    'a heading over one': '<h4>Did you know?</h4><p>An octopus has three hearts and blue blood.</p><h3>On</h3><p>Next.</p>',
    'a box': '<div class="alert"><strong>Did you know?</strong> An octopus has three hearts and blue blood.</div>',
    'a box with a title':
      '<div class="box"><p class="t"><strong>DID YOU KNOW?</strong></p><p>An octopus has three hearts and blue blood.</p></div>',
    German: '<p><strong>Wussten Sie schon?</strong> Ein Krake hat drei Herzen und blaues Blut.</p>',
    Japanese: '<p><strong>豆知識：</strong>タコには心臓が三つあり、血は青い色をしています。</p>',
    Arabic: '<p><strong>هل تعلم؟</strong> للأخطبوط ثلاثة قلوب ودم أزرق اللون تماما.</p>',
    Hebrew: '<p><strong>הידעת?</strong> לתמנון יש שלושה לבבות ודם כחול לגמרי.</p>',
  };
  for (const [name, story] of Object.entries(facts))
    it(`finds ${name}`, async () => {
      const found = of(await readStory(PROSE + story + PROSE), 'did-you-know');
      expect(found.map(({ kind }) => kind)).to.deep.equal(['fact']);
      expect(found[0]!.nodes.map((node) => node.textContent).join(' ')).to.match(/hearts|Herzen|心臓|قلوب|לבבות/);
    });

  it('tells tips from facts, and where the label is', async () => {
    const [tip] = of(
      await readStory('<p><strong>Pro Tip:</strong> Salt the water before the pasta goes in.</p>'),
      'did-you-know',
    );
    expect(tip).to.include({ kind: 'tip', tier: 2 });
    expect(tip!.label!.node.data.slice(tip!.label!.start, tip!.label!.end)).to.equal('Pro Tip:');
  });

  const traps: Record<string, string> = {
    'a lead-in in the middle': '<p>Boil it. <strong>Pro tip:</strong> Look for the small bubbles first.</p>',
    'a question to somebody':
      '<p><strong>Did you know anyone who kept bees in those years?</strong> Yes, a neighbour of ours.</p>',
    'a sentence': '<p>Did you know that bees sleep at night? We asked a man who keeps them.</p>',
    'a list of headlines': '<ul><li>Did you know? Ten things about the harbour</li><li>Fun fact: the mayor sings</li></ul>',
    'a quote': '<blockquote><p><strong>Did you know?</strong> An octopus has three hearts and blue blood.</p></blockquote>',
    'what somebody asked': '<p>“Did you know?” he asked me, and then went on to tell his story at great length.</p>',
    'a line of a dialogue': '<p>– Did you know? he asked. – No, I did not know that at all, she said to him.</p>',
    'the name of something': '<p>Did you know?, a podcast by Jane Doe, returns for its third season this autumn.</p>',
    'what a program says': '<p><code>Did you know? An octopus has three hearts and blue blood.</code></p>',
    'a form': '<form><p><strong>Did you know?</strong> An octopus has three hearts and blue blood.</p></form>',
    'a link': '<p><strong>Did you know?</strong> <a href="/x">Ten things you did not know about octopuses</a></p>',
    'a numbered tip': '<p><strong>Tip 3 of 10</strong> Salt the water before the pasta goes in.</p>',
    'fields that somebody filled in':
      '<p><strong>Name:</strong> withheld</p><p><strong>Tip:</strong> of the left ear, and it is missing</p><p><strong>Comment:</strong> none</p>',
    'fields of a record':
      '<p><strong>Label:</strong> common octopus of the western sea</p><p><strong>Fun fact:</strong> It has three hearts and blue blood in them.</p><p><strong>Threats:</strong> Nets, warm water, and whoever comes along with a bucket at low tide.</p>',
    'the title of a part of the story':
      '<h2>Pro tip: Book the early boat</h2><p>It is half empty, and the light is better.</p>',
    'a headline that counts': '<h2>Did you know? Ten facts about the ferry</h2>',
    'a part of the story': '<h2>Pro tips</h2><p>Buy the ticket at home.</p><p>Come early to the pier.</p><p>Bring a coat.</p>',
    'an appeal to subscribe': '<p><strong>Did you know?</strong> You can have our newsletter sent to you every week.</p>',
    'an appeal for money':
      '<p><strong>Did you know?</strong> Readers like you pay for what we write. <a href="/donate">Donate today</a> to keep us going.</p>',
    'an appeal for stories': '<p><strong>Tip:</strong> Have you seen something? Write to desk@paper.example today.</p>',
    'half of what a colon announces':
      '<p><strong>Pro tip:</strong> This command does all of it at once:</p><pre>boil --now</pre>',
    'an advertisement by its type':
      '<div itemscope itemtype="https://schema.org/WPAdBlock"><p><strong>Did you know?</strong> The new kettle boils in a minute.</p></div>',
    'an advertisement by a part of its name':
      '<div class="c-article-ad"><p><strong>Did you know?</strong> The new kettle boils in a minute.</p></div>',
    'our own element': '<did-you-know><p><strong>Did you know?</strong> An octopus has three hearts.</p></did-you-know>',
  };
  for (const [name, story] of Object.entries(traps))
    it(`leaves ${name} alone`, async () => {
      expect(of(await readStory(PROSE + story + PROSE), 'did-you-know')).to.deep.equal([]);
    });
});

describe('what is read as further reading', () => {
  const list = '<ul><li><a href="/a">The second bend</a></li><li><a href="https://paper.example/b">The old ferry</a></li></ul>';
  const lists: Record<string, string> = {
    'a heading over a list': `<h3>You may also like</h3>${list}`,
    'a bold label over a list': `<p><strong>Also Read:</strong></p>${list}`,
    German: `<h3>Mehr zum Thema</h3>${list}`,
    Polish: `<h3>Może Cię też zainteresować</h3>${list}`,
    'WordPress plug-ins': `<div class="yarpp yarpp-related"><h3>Related posts:</h3>${list}</div>`,
    'paragraphs of links':
      '<h3>Related Stories</h3><p><a href="/a">The second bend</a></p><p><a href="/b">The old ferry</a></p>',
    cards:
      '<section><h2>Related articles</h2><div class="grid"><article><h3><a href="/a">The second bend</a></h3><p>A short walk.</p></article><article><h3><a href="/b">The old ferry</a></h3><p>A long trip.</p></article></div></section>',
    'a list whose title shares its row with “View all”': `<section><div><h2>Related articles</h2><a href="/blog">View all</a></div><div>${list}</div></section>`,
    'a list under a title and a sentence': `<h2>Related articles</h2><p>More of our walks along the river</p>${list}`,
    'a list under a label that nothing sets off, in a box of their own': `<div><p>Read next</p>${list}</div>`,
  };
  for (const [name, story] of Object.entries(lists))
    it(`finds ${name}`, async () => {
      const found = of(await readStory(PROSE + story), 'related-articles');
      expect(found.map(({ links }) => links?.map((link) => link.textContent))).to.deep.equal([
        ['The second bend', 'The old ferry'],
      ]);
      expect(found[0]!.needsSource).to.equal(false);
    });

  for (const line of [
    '<p>Related: <a href="/a">The second bend</a></p>',
    '<p><strong>Also Read:</strong> <a href="/a">The second bend</a></p>',
    '<p><strong>ALSO READ:&nbsp;<a href="/a">The second bend</a></strong></p>',
    '<p><strong>Lire aussi : <a href="/a">The second bend</a></strong></p>',
    '<p><strong>Also read:</strong></p><ul><li><a href="/a">The second bend</a></li></ul>',
  ])
    it(`finds the line ${line}`, async () => {
      const [found] = of(await readStory(PROSE + line + PROSE), 'related-articles');
      expect(found?.links?.map((link) => link.getAttribute('href'))).to.deep.equal(['/a']);
    });

  it('finds a title with nothing under it, which needs a source', async () => {
    const [found] = of(await readStory(`${PROSE}<h3>You may also like</h3>`), 'related-articles');
    expect(found).to.include({ needsSource: true });
    expect(found!.links).to.deep.equal([]);
  });

  const foreign =
    '<ul><li><a href="https://a.example/1">One trick</a></li><li><a href="https://b.example/2">Doctors hate it</a></li></ul>';
  const traps: Record<string, string> = {
    'what leads to other sites': `<h3>You may also like</h3>${foreign}`,
    'what is sponsored': `<h3>Sponsored stories</h3>${list}`,
    'what somebody paid for': `<h3>You may also like</h3><p>Paid for by Oakbank</p>${list}`,
    'what an advertiser put there': `<div class="taboola" id="taboola-below"><h3>You may also like</h3>${list}</div>`,
    navigation: `<nav><h3>Related</h3>${list}</nav>`,
    'what is popular': `<h3>Most popular</h3>${list}`,
    'what is for sale':
      '<h2>You may also like</h2><ul><li><a href="/products/pan">Copper pan</a><button>Add</button></li><li><a href="/products/lid">Copper lid</a><button>Add</button></li></ul>',
    'a list of tags':
      '<h3>Related topics</h3><ul><li><a href="/tag/deep-sea">The deep sea</a></li><li><a href="/tag/old-boats">Old boats</a></li></ul>',
    'names of sections': '<p><strong>Read more:</strong> <a href="/politics">Politics</a>, <a href="/economy">Economy</a></p>',
    'a list of authors':
      '<h3>More from the authors</h3><ul><li><a href="/author/ana">Ana Ruiz</a></li><li><a href="/author/ben">Ben Okafor</a></li></ul>',
    'an invitation to buy': '<p><strong>Learn more:</strong> <a href="/pricing">See all our plans and prices</a></p>',
    'the next pages of the story':
      '<p><strong>Continue reading:</strong> <a href="/story?page=2">The second page</a> <a href="/story/page/3">The third page</a></p>',
    'a link that says nothing': '<p>Read more: <a href="/a">here</a></p>',
    'files to download':
      '<h3>Related</h3><ul><li><a href="/t.pdf">Timetable for summer</a></li><li><a href="/m.pdf">Map of the pier</a></li></ul>',
    'ways to share':
      '<h3>Related</h3><ul><li><a href="/share/mail">Send it by mail</a></li><li><a href="/print/story">Print this story</a></li></ul>',
    'neighbours in time':
      '<h4>Read next</h4><p><a rel="prev" href="/o">Older: The old ferry</a></p><p><a rel="next" href="/n">Newer: The bend</a></p>',
    'what has a price':
      '<h3>You may also like</h3><ul><li><a href="/x/kettle">Steel kettle</a> <span>49,90 €</span></li><li><a href="/x/lamp">Tin lamp</a> <span>19,90 €</span></li></ul>',
    'a list in which one is sponsored':
      '<h3>You may also like</h3><ul><li><a href="/a">The second bend</a></li><li><a href="/b">The old ferry</a> <span>Sponsored</span></li></ul>',
    ...Object.fromEntries(
      [
        '<li><a href="/b">Sponsored: The old ferry</a></li>',
        '<li><a href="/b">The old ferry (Sponsored)</a></li>',
        '<li>Ad · <a href="/b">The old ferry of course</a></li>',
        '<li><a href="/b">Anzeige: Die alte Fähre</a></li>',
        '<li class="sponsored-item"><a href="/b">The old ferry</a></li>',
        '<li><a href="/b">The old ferry</a> <em>Paid for by Acme</em></li>',
        '<li><a href="/b">The old ferry</a> <span>Sponsored content from Acme</span></li>',
        '<li><span>From our partners</span> <a href="/b">The old ferry</a></li>',
        '<li><a href="/sponsored/b">The old ferry</a></li>',
      ].map((item) => [
        `a list with the item ${item}`,
        `<h3>You may also like</h3><ul><li><a href="/a">The second bend</a></li>${item}</ul>`,
      ]),
    ),
    'a box whose name ends in sponsored': `<div class="module--sponsored"><h3>Read next</h3>${list}</div>`,
    'a rail beside the story': `<div class="col-rail"><h3>You may like</h3>${list}</div>`,
    'a title inside a list':
      '<ul><h3>You may like</h3><li><a href="/a">The second bend</a></li><li><a href="/b">The old ferry</a></li></ul>',
    'a word in a sentence': '<p>Related to this, <a href="/a">a bend</a> in the road was closed for the whole winter.</p>',
  };
  for (const [name, story] of Object.entries(traps))
    it(`leaves ${name} alone`, async () => {
      expect(of(await readStory(PROSE + story + PROSE), 'related-articles')).to.deep.equal([]);
    });
});

describe('what is read as a place for comments', () => {
  const form =
    '<form action="https://paper.example/wp-comments-post.php" method="post" id="commentform"><textarea name="comment"></textarea><input type="hidden" name="comment_post_ID" value="12"></form>';
  const respond = `<div id="respond" class="comment-respond"><h3 id="reply-title">Leave a Reply</h3>${form}</div>`;
  const listed = '<ol class="comment-list"><li id="comment-3"><p>Well said.</p></li></ol>';

  it('adopts the form and the comments of WordPress, with the address of its comments', async () => {
    const reading = await readPage(
      `<!doctype html><head><link rel="https://api.w.org/" href="https://paper.example/wp-json/"></head><body><article><h1>A</h1>${PROSE}</article><div id="comments" class="comments-area"><h2 class="comments-title">One thought</h2>${listed}${respond}</div></body>`,
    );
    const [found, ...others] = of(reading, 'comment-box');
    expect(others).to.deep.equal([]);
    expect(found).to.include({ tier: 1, needsSource: false });
    expect(found!.form?.getAttribute('id')).to.equal('commentform');
    expect(found!.comments).to.have.length(1);
    expect(found!.attributes).to.deep.equal({
      provider: 'wordpress',
      src: 'https://paper.example/wp-json/?post=12&form=https%3A%2F%2Fpaper.example%2Fwp-comments-post.php',
    });
  });

  it('takes siblings that have no box of their own', async () => {
    const [found] = of(await readStory(`${PROSE}${listed} ${respond}`), 'comment-box');
    expect(found!.nodes.map((node) => node.nodeName.toLowerCase())).to.deep.equal(['ol', '#text', 'div']);
  });

  it('finds a title with nothing under it, which needs a source', async () => {
    const closed = await readStory(`${PROSE}<h3>Leave a Comment</h3><p>Comments are closed.</p>`);
    expect(of(closed, 'comment-box')).to.deep.equal([]);
    const [found] = of(await readStory(`${PROSE}<h3>Leave a Comment</h3>`), 'comment-box');
    expect(found).to.include({ needsSource: true, rule: 'comment-title' });
  });

  it('finds a sentence only where nothing else calls for comments and a source is configured', async () => {
    const sentence = `${PROSE}<p>What do you think? Share your insights in the comments below.</p>`;
    const [found] = of(await readStory(sentence), 'comment-box');
    expect(found).to.include({ place: 'after', needsSource: true });
    expect(of(await readStory(sentence, { sources: {} }), 'comment-box')).to.deep.equal([]);
    expect(of(await readStory(`${sentence}<h3>Leave a Comment</h3>`), 'comment-box')).to.have.length(1);
  });

  const traps: Record<string, string> = {
    'another service': `${PROSE}<h3>Comments</h3><div id="disqus_thread"></div>`,
    'another service in the frame of WordPress’s form': `${PROSE}<div id="respond"><h3 id="reply-title">Leave a Reply</h3><form id="commentform"><iframe src="https://talk.example/"></iframe></form></div>`,
    'a title in the middle': `<h3>Comments</h3>${PROSE.repeat(4)}`,
    'a report about comments': `${PROSE}<p>In the comments below the announcement most were angry.</p>`,
    'a link': `${PROSE}<p><a href="/story#respond">Leave a comment</a></p>`,
    'a service that marks its place with data': `${PROSE}<h3>Comments</h3><div data-spotim-module="conversation"></div>`,
    'a service by its id': `${PROSE}<h3>Leave a comment</h3><div id="vuukle-comments"></div>`,
    'comments of another system above the title': `${PROSE}<h3>Comments</h3><div class="comment"><p>Lovely.</p></div><h4>Leave a comment</h4>`,
    'prices that share a verb with it': `${PROSE}<p>Share prices fell, the bank said in the comments.</p>`,
    'a contact form': `${PROSE}<h3>Write to us</h3><form action="/contact"><input name="email"><textarea name="text"></textarea></form>`,
  };
  for (const [name, story] of Object.entries(traps))
    it(`leaves ${name} alone`, async () => {
      expect(of(await readStory(story), 'comment-box')).to.deep.equal([]);
    });
});

describe('what is read as a subscription', () => {
  const forms: Record<string, [html: string, attributes: Record<string, string>]> = {
    Mailchimp: [
      '<div id="mc_embed_signup"><form action="https://paper.us1.list-manage.com/subscribe/post?u=1&amp;id=2" method="post"><h2>Subscribe</h2><input type="email" name="EMAIL"><div style="position:absolute;left:-5000px" aria-hidden="true"><input type="text" name="b_1_2"></div><input type="submit" value="Subscribe"></form></div>',
      {},
    ],
    Kit: [
      '<form action="https://app.convertkit.com/forms/123/subscriptions" method="post"><input name="email_address" type="email"><button>Subscribe</button></form>',
      { provider: 'kit', src: 'https://app.convertkit.com/forms/123' },
    ],
    Ghost: [
      '<form data-members-form="subscribe"><input data-members-email type="email"><button>Subscribe</button></form>',
      { provider: 'ghost', src: 'https://paper.example/' },
    ],
    listmonk: [
      '<form method="post" action="https://lists.example/subscription/form"><input type="hidden" name="nonce"><input type="email" name="email"><input type="text" name="name"><input type="checkbox" name="l" value="ab-1" checked><button>Subscribe</button></form>',
      { provider: 'listmonk', src: 'https://lists.example/' },
    ],
    HubSpot: [
      '<form action="https://forms-eu1.hsforms.com/submissions/v3/public/submit/formsnext/multipart/77/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f"><input name="email" type="email"><input type="submit"></form>',
      {
        provider: 'hubspot',
        src: 'https://api-eu1.hsforms.com/submissions/v3/integration/submit/77/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f',
      },
    ],
    'a form of its own': [
      '<form action="/letters"><label>Newsletter <input type="email" name="email"></label><button>Sign up</button></form>',
      {},
    ],
  };
  for (const [name, [html, attributes]] of Object.entries(forms))
    it(`adopts ${name}`, async () => {
      const [found] = of(await readStory(`${PROSE}${html}`), 'newsletter-signup');
      expect(found?.form?.localName).to.equal('form');
      expect(found!.attributes).to.deep.equal(attributes);
    });

  it('finds a sentence, after which the element may stand', async () => {
    const [found] = of(
      await readStory(`${PROSE}<p>That is all. Subscribe to our newsletter for the next ferry.</p>`),
      'newsletter-signup',
    );
    expect(found).to.include({ place: 'after', needsSource: true });
  });

  const traps: Record<string, string> = {
    'a log-in': '<form action="/login"><input type="email" name="email"><button>Sign in to our newsletter desk</button></form>',
    'a search': '<form role="search"><input type="search" name="s"><button>Search the newsletter</button></form>',
    'the end of a subscription':
      '<form action="/unsubscribe"><p>Unsubscribe from our newsletter</p><input type="email" name="email"><button>Unsubscribe</button></form>',
    'a checkout':
      '<form action="/checkout"><input type="email" name="email"><input name="street"><input type="checkbox"> Newsletter<button>Pay</button></form>',
    'a form in a window that pops up':
      '<div class="newsletter-popup"><form action="https://paper.us1.list-manage.com/subscribe/post?u=1&amp;id=2"><input type="email" name="EMAIL"><button>Subscribe</button></form></div>',
    'a new account':
      '<form action="/join"><p>Read our newsletter and save stories.</p><input type="email" name="email"><button>Create your account</button></form>',
    'a mail to a friend':
      '<form action="/send"><p>Send this to a friend, with our newsletter.</p><input type="email" name="to"><button>Send</button></form>',
    'a notice that goods are back':
      '<form action="/n"><p>Subscribe and hear when it is back in stock.</p><input type="email" name="e"><button>Go</button></form>',
    'what others will comment':
      '<form action="/f"><p>Subscribe to new comments by mail.</p><input type="email" name="e"><button>Subscribe</button></form>',
    'advice on an inbox': '<p>Get your inbox under control with three habits.</p>',
    'a report about one': '<p>Readers who subscribe to our newsletter are older than others, a survey says.</p>',
  };
  for (const [name, story] of Object.entries(traps))
    it(`leaves ${name} alone`, async () => {
      expect(of(await readStory(PROSE + story), 'newsletter-signup')).to.deep.equal([]);
    });
});

describe('the reader', () => {
  it('changes nothing', async () => {
    const page = await parse(
      `<!doctype html><title>T</title><main><h2>FAQ</h2><p><b>Q: Why?</b><br>A: Because of the wind.</p><p><b>Q: Where?</b><br>A: On the hill.</p></main>`,
    );
    const before = page.documentElement.outerHTML;
    expect(read(page, { url: URL_OF_PAGE }).findings).to.have.length(1);
    expect(page.documentElement.outerHTML).to.equal(before);
  });

  it('reads a part of a page as it reads the whole', async () => {
    const page = await parse(
      '<main><div id="part"><h2>FAQ</h2><h3>Why?</h3><p>The wind.</p><h3>Where?</h3><p>The hill.</p></div></main>',
    );
    expect(read(page.getElementById('part')!, { url: URL_OF_PAGE }).findings.map(({ rule }) => rule)).to.deep.equal([
      'faq-heading',
    ]);
  });

  it('finds nothing in a part of what is opted out', async () => {
    const page = await parse(
      '<main data-no-enhance><div id="part"><h2>FAQ</h2><h3>Why?</h3><p>The wind.</p><h3>Where?</h3><p>The hill.</p></div></main>',
    );
    expect(read(page.getElementById('part')!, { url: URL_OF_PAGE }).findings).to.deep.equal([]);
  });

  it('believes the publisher’s selectors, and skips the rules that are switched off', async () => {
    const story =
      '<div class="asked"><h3>Why?</h3><p>The wind.</p></div><p class="note">Ferries sleep at night.</p><p><strong>Pro tip:</strong> Take the early ferry instead.</p>';
    const reading = await readStory(story, { selectors: { 'article-faq': '.asked', fact: '.note' }, without: ['lead-in'] });
    expect(reading.findings.map(({ target, tier }) => [target, tier])).to.deep.equal([
      ['article-faq', 0],
      ['did-you-know', 0],
    ]);
  });

  it('resolves addresses against the page’s base', async () => {
    const reading = await readPage(
      '<!doctype html><head><base href="https://elsewhere.example/"></head><body><main><h3>Related stories</h3><ul><li><a href="a">The bend</a></li><li><a href="b">The ferry</a></li></ul></main></body>',
    );
    expect(of(reading, 'related-articles')).to.deep.equal([]);
    expect(reading.leftAlone.map(({ rule }) => rule)).to.deep.equal(['advertising']);
  });

  it('reads a page of ten thousand headings step by step, and says nothing false of it', async () => {
    const page = await parse(`<!doctype html><main>${'<h3>A heading</h3><p>Some text under it.</p>'.repeat(10_000)}</main>`);
    const steps = readInSteps(page, { url: URL_OF_PAGE, sources: ALL_SOURCES }, new Lexicon(ALL_WORDS));
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count++;
    expect(count).to.be.greaterThan(100);
    expect(step.value).to.deep.equal({ findings: [], leftAlone: [] });
  });

  it('bears deep nesting, nested articles and an empty page', async () => {
    const page = await parse(
      `<article><article>${'<div>'.repeat(400)}<h2>FAQ</h2><h3>Why?</h3><p>The wind.</p><h3>Where?</h3><p>The hill.`,
    );
    expect(read(page, { url: URL_OF_PAGE }).findings).to.have.length(1);
    expect(read(await parse(''), { url: 'about:blank' }).findings).to.deep.equal([]);
  });
});

describe('what publishers’ pages taught', () => {
  const rulesOf = ({ findings }: Reading): string[] => findings.map(({ target, rule }) => `${target} ${rule}`);
  const LINKS = (list: readonly string[]): string =>
    list.map((slug) => `<li><a href="/${slug}">The story of ${slug} and its neighbours</a></li>`).join('');

  it('leaves a fact inside an accordion that a script opens', async () => {
    const fact = '<div class="alert"><strong>Did you know?</strong> An octopus has three hearts and blue blood.</div>';
    const reading = await readStory(
      `${PROSE}<div class="accordion-item"><h3 class="accordion-header">Audit</h3><div class="accordion-collapse collapse">${fact}</div></div>`,
    );
    expect(rulesOf(reading)).to.deep.equal([]);
  });

  it('leaves the notes of a recipe’s card, which its plug-in scales, prints and rates', async () => {
    const notes = '<div class="notes"><strong>Tip:</strong> Keep the heads of the fish for the broth of the next day.</div>';
    expect(rulesOf(await readStory(PROSE + notes))).to.deep.equal(['did-you-know lead-in']);
    expect(rulesOf(await readStory(`${PROSE}<div class="wprm-recipe">${notes}</div>`))).to.deep.equal([]);
  });

  it('leaves comments that the page keeps hidden, and lists in which nobody has said anything', async () => {
    const comment = '<li id="comment-7" class="comment depth-1"><p>Well said.</p></li>';
    const hidden = await readStory(`${PROSE}<div style="display:none"><ol class="commentlist">${comment}</ol></div>`);
    expect(rulesOf(hidden)).to.deep.equal([]);
    const pingbacks = '<li id="comment-8" class="pingback depth-1"><p>Pingback: <a href="/x">Another paper</a></p></li>';
    const traced = await readStory(`${PROSE}<div id="comments"><ol class="comment-list">${pingbacks}</ol></div>`);
    expect(rulesOf(traced)).to.deep.equal([]);
    expect(traced.leftAlone.map(({ rule }) => rule)).to.include('no-comments');
  });

  it('does not ask to subscribe where the page has fields of its own for that', async () => {
    const call = '<p>Sign up for our newsletter and never miss a ferry!</p>';
    expect(rulesOf(await readStory(PROSE + call))).to.deep.equal(['newsletter-signup subscribe-sentence']);
    const fields = '<div><input placeholder="Email address"><input type="submit" value="Sign up!"></div>';
    expect(rulesOf(await readStory(PROSE + call + fields))).to.deep.equal([]);
  });

  it('knows the forms of WordPress’s plug-ins that send to the site itself, but not where they register members', async () => {
    const fields = '<input type="email" name="EMAIL"><input type="submit" value="Go">';
    const aside = (inner: string): string =>
      `<!doctype html><body><main>${PROSE}</main><aside class="sidebar">${inner}</aside></body>`;
    const form = (more: string): string => `<form class="mc4wp-form" method="post"><p>${fields}</p>${more}</form>`;
    expect(rulesOf(await readPage(aside(form(''))))).to.deep.equal(['newsletter-signup mailchimp-for-wordpress-form']);
    const plugin = `<div class="tnp tnp-subscription"><form action="/?na=s" method="post">${fields}</form></div>`;
    expect(rulesOf(await readPage(aside(plugin)))).to.deep.equal(['newsletter-signup newsletter-plugin-form']);
    expect(rulesOf(await readPage(aside(form('<label><input type="radio" name="G"> Ms</label>'))))).to.deep.equal([]);
  });

  it('names the stories of related cards, not their rubrics and authors', async () => {
    const card = (slug: string): string =>
      `<article><a href="/category/harbour/">Harbour</a><h4><a href="/${slug}">The story of ${slug}</a></h4><a href="/author/${slug}/">By somebody</a></article>`;
    const plugin = await readPage(
      `<!doctype html><main>${PROSE}</main><section class="related-posts"><strong>Related posts</strong>${card('one')}${card('two')}</section>`,
    );
    const titled = await readStory(`${PROSE}<h3>Related stories</h3><div>${card('one')}${card('two')}</div>`);
    for (const { findings } of [plugin, titled])
      expect(findings.map(({ links }) => links!.map((link) => link.getAttribute('href')))).to.deep.equal([['/one', '/two']]);
  });

  it('reads columns of lists to their ends, and titles that only their class calls so', async () => {
    const columns = await readStory(
      `${PROSE}<p><strong>Also read:</strong></p><div><div><ul>${LINKS(['a', 'b'])}</ul></div><div><ul>${LINKS(['c', 'd'])}</ul></div></div>`,
    );
    expect(columns.findings.map(({ links }) => links!.length)).to.deep.equal([4]);
    const named = await readStory(`${PROSE}<div class="pane-title">Related Stories</div><ul>${LINKS(['a', 'b'])}</ul>`);
    expect(named.findings.map(({ links }) => links!.length)).to.deep.equal([2]);
  });

  it('knows boxes that themes call related by their own names, when they say so to readers', async () => {
    const box = (name: string, label: string): Promise<Reading> =>
      readStory(`${PROSE}<div class="${name}"><span>${label}</span><ul>${LINKS(['a', 'b'])}</ul></div>`);
    expect(rulesOf(await box('theme_p3_related_posts', ''))).to.deep.equal(['related-articles related-posts']);
    const { findings } = await box('related', 'related stories');
    expect(findings.map(({ rule, heading }) => [rule, heading?.textContent])).to.deep.equal([
      ['related-posts', 'related stories'],
    ]);
    expect(rulesOf(await box('related', 'Services of the town'))).to.deep.equal([]);
    expect(rulesOf(await box('related', 'Most read'))).to.deep.equal([]);
    expect(rulesOf(await box('has-related-posts', 'The pier'))).to.deep.equal([]);
  });

  it('leaves a related box that holds several lists to their own titles', async () => {
    const lists = `<h3>Related stories</h3><ul>${LINKS(['a', 'b'])}</ul><h3>Recommended for you</h3><ul>${LINKS(['c', 'd'])}</ul>`;
    const { findings } = await readStory(`${PROSE}<div class="related-stories">${lists}</div>`);
    expect(findings.map(({ links }) => links!.length)).to.deep.equal([2, 2]);
  });

  it('reads “Read more” over cards, whose titles are headings, and long titles, but not “Read more” over any list', async () => {
    const cards = ['a', 'b'].map((slug) => `<article><a href="/${slug}"><h3>The story of ${slug}</h3></a></article>`).join('');
    expect(rulesOf(await readStory(`${PROSE}<h2>Read more</h2><div>${cards}</div>`))).to.deep.equal([
      'related-articles related-list',
    ]);
    expect(rulesOf(await readStory(`${PROSE}<h2>Read more</h2><ul>${LINKS(['a', 'b'])}</ul>`))).to.deep.equal([]);
    expect(
      rulesOf(await readStory(`${PROSE}<h2>You may also like these stories</h2><ul>${LINKS(['a', 'b'])}</ul>`)),
    ).to.deep.equal(['related-articles related-list']);
  });

  it('adopts the comment form of another system in a box of its own, but no form of an office', async () => {
    const form = (attributes: string): string => `<form ${attributes} method="post"><textarea name="c"></textarea></form>`;
    const drupal = form('class="comment-form" action="/comment/reply/node/7/comment"');
    const found = await readStory(`${PROSE}<section id="comments"><h2>Comments</h2>${drupal}</section>`);
    expect(rulesOf(found)).to.deep.equal(['comment-box comment-form']);
    expect(found.findings[0]!.needsSource).to.equal(false);
    expect(rulesOf(await readStory(PROSE + drupal))).to.deep.equal([]);
    const office = form('id="comment_form" action="/feedback/send"');
    expect(rulesOf(await readStory(`${PROSE}<div class="comments">${office}</div>`))).to.deep.equal([]);
  });

  it('leaves what readers say of a product, and closed comments that another backend would open again', async () => {
    const wordpress = '<form id="commentform" action="/wp-comments-post.php"><textarea name="comment"></textarea></form>';
    const reviews = await readStory(`${PROSE}<div id="reviews"><div id="comments">${wordpress}</div></div>`);
    expect(reviews.leftAlone.map(({ rule }) => rule)).to.include('reviews');
    const rated = await readStory(
      `${PROSE}<div id="comments">${wordpress.replace('<textarea', '<select name="rating"></select><textarea')}</div>`,
    );
    expect([...rulesOf(reviews), ...rulesOf(rated)]).to.deep.equal([]);
    const list = '<ol class="comment-list"><li id="comment-7" class="comment depth-1"><p>Well said.</p></li></ol>';
    const closed = `<div id="comments" class="comments-area">${list}<p class="no-comments">Comments are closed.</p></div>`;
    const { findings, leftAlone } = await readStory(PROSE + closed);
    expect(findings).to.deep.equal([]);
    expect(leftAlone.map(({ rule }) => rule)).to.include('closed');
    const api = '<link rel="https://api.w.org/" href="https://paper.example/wp-json/"><link rel="shortlink" href="/?p=9">';
    const own = await readPage(
      `<!doctype html><html lang="en"><head>${api}</head><body><main>${PROSE}${closed}</main></body></html>`,
    );
    expect(own.findings.map(({ rule, attributes }) => [rule, attributes['provider']])).to.deep.equal([
      ['wordpress-comments', 'wordpress'],
    ]);
  });

  it('knows a letter’s form in a footer by its own address or name, and not by its label alone', async () => {
    const footer = (form: string): Promise<Reading> =>
      readPage(`<!doctype html><html lang="en"><body><main>${PROSE}</main><footer>${form}</footer></body></html>`);
    const fields = '<label>Subscribe to our newsletter</label><input type="email" name="email"><button>Go</button>';
    const named = await footer(`<form action="/newsletter/subscribe" method="post">${fields}</form>`);
    expect(named.findings.map(({ rule, tier }) => [rule, tier])).to.deep.equal([['signup-form', 1]]);
    expect(rulesOf(await footer(`<form class="newsletter-form" action="/send">${fields}</form>`))).to.have.length(1);
    for (const attributes of ['', 'action="#" class="newsletter"', 'action="/newsletter/unsubscribe"', 'action="/send"'])
      expect(rulesOf(await footer(`<form ${attributes}>${fields}</form>`)), attributes).to.deep.equal([]);
  });

  it('takes a form of a service for everything only when it is a letter’s, and no field that nobody sees for an address', async () => {
    const hubspot = (before: string, more: string): Promise<Reading> =>
      readStory(
        `${PROSE}<h3>${before}</h3><form class="hs-form" action="https://forms.hsforms.com/submissions/v3/public/submit/formsnext/multipart/1/2">${more}<input type="email" name="email"><input type="submit" value="Go"></form>`,
      );
    expect(rulesOf(await hubspot('Get the lamp guide', '<input name="company">'))).to.deep.equal([]);
    expect(rulesOf(await hubspot('Our newsletter', '<input name="firstname">'))).to.deep.equal([
      'newsletter-signup hubspot-form',
    ]);
    const trap = '<input type="text" name="email_address_check" class="input--hidden">';
    const brevo = `<form action="https://a.sibforms.com/serve/M1"><input type="text" name="EMAIL">${trap}<button>Go</button></form>`;
    expect(rulesOf(await readStory(PROSE + brevo))).to.deep.equal(['newsletter-signup brevo-form']);
  });

  it('reads further languages of the north, and Greek, Hungarian and Vietnamese', async () => {
    const labels = {
      da: 'Læs også',
      nb: 'Les også',
      fi: 'Lue myös',
      el: 'Διαβάστε επίσης',
      hu: 'Kapcsolódó cikkek',
      vi: 'Tin liên quan',
    };
    for (const [lang, label] of Object.entries(labels)) {
      const reading = await readStory(`${PROSE}<h4>${label}</h4><ul>${LINKS(['a', 'b'])}</ul>`, {}, lang);
      expect(rulesOf(reading), lang).to.deep.equal(['related-articles related-list']);
    }
  });
});
