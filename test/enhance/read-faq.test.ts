import { expect } from 'chai';
import { pairsIn, pairsOf, readPage, readStory } from './reading.js';

const LAMP = 'How long does the lamp burn?';
const HOURS = 'It burns for nine hours on one charge.';
const RAIN = 'Can it stand in the rain?';
const DRY = 'Yes, but dry its feet before winter.';
const BOTH = [
  [LAMP, HOURS],
  [RAIN, DRY],
];

describe('what is read as questions and answers', () => {
  const shapes: Record<string, string> = {
    'headings under a heading': `<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p>`,
    'bold paragraphs with Q and A': `<h2>Lamp FAQs</h2><p><strong>Q: ${LAMP}</strong></p><p>A: ${HOURS}</p><p><strong>Q: ${RAIN}</strong></p><p>A: ${DRY}</p>`,
    'answers in headings': `<h2>FAQ</h2><h3><strong>Q: ${LAMP}</strong></h3><h3>A: ${HOURS}</h3><h3><strong>Q: ${RAIN}</strong></h3><h3>A: ${DRY}</h3>`,
    'one paragraph each, parted by a break': `<h2>FAQ</h2><p><b>Q. ${LAMP}</b><br>A. ${HOURS}</p><p><b>Q. ${RAIN}</b><br>A. ${DRY}</p>`,
    'bold labels in one line': `<h2>FAQ</h2><p><b>Q.</b> ${LAMP} <b>A.</b> ${HOURS}</p><p><b>Q.</b> ${RAIN} <b>A.</b> ${DRY}</p>`,
    'paragraphs nobody closed': `<h2>Q&amp;A FAQ</h2><p><b>Q.</b> ${LAMP}<p><b>A.</b> ${HOURS}<p><b>Q.</b> ${RAIN}<p><b>A.</b> ${DRY}`,
    'items of a list with paragraphs': `<h2>FAQ</h2><ul><li><p><b>Q. ${LAMP}</b></p><p>A. ${HOURS}</p></li><li><p><b>Q. ${RAIN}</b></p><p>A. ${DRY}</p></li></ul>`,
    'items of a list with a break': `<h2>FAQ</h2><ul><li><strong>Q: ${LAMP}</strong><br/>A: ${HOURS}</li><li><strong>Q: ${RAIN}</strong><br/>A: ${DRY}</li></ul>`,
    'a list of terms': `<h2>FAQ</h2><dl><dt>Q: ${LAMP}</dt><dd>A: ${HOURS}</dd><dt>Q: ${RAIN}</dt><dd>A: ${DRY}</dd></dl>`,
    'boxes with a bold question': `<h2>FAQ</h2><div class="faq-item"><strong>Q: ${LAMP}</strong><p>A: ${HOURS}</p></div><div class="faq-item"><strong>Q: ${RAIN}</strong><p>A: ${DRY}</p></div>`,
    disclosures: `<h2>FAQ</h2><details><summary><strong>Q: ${LAMP}</strong></summary><p>A: ${HOURS}</p></details><details><summary>${RAIN}</summary>${DRY}</details>`,
    'numbered headings': `<h2>Frequently asked questions about lamps</h2><h3>1. ${LAMP}</h3><p>${HOURS}</p><h3>2) ${RAIN}</h3><p>${DRY}</p>`,
    'numbered bold lines': `<h2>FAQ:</h2><p><strong>1) ${LAMP}</strong></p><p>${HOURS}</p><p><strong>2) ${RAIN}</strong></p><p>${DRY}</p>`,
    'a table': `<h2>FAQ</h2><table><tr><th>Q</th><th>A</th></tr><tr><td>${LAMP}</td><td>${HOURS}</td></tr><tr><td>${RAIN}</td><td>${DRY}</td></tr></table>`,
    'bold beginnings of paragraphs': `<h2>FAQ</h2><p><strong>${LAMP}</strong> ${HOURS}</p><p><strong>${RAIN}</strong> ${DRY}</p>`,
    'plain lines': `<h2>FAQ</h2><p>${LAMP}</p><p>${HOURS}</p><p>${RAIN}</p><p>${DRY}</p>`,
    'boxes in boxes': `<div class="w"><div class="t"><h2>FAQ</h2></div></div><div class="l"><div class="i"><div class="q"><h3>${LAMP}</h3></div><div class="a"><p>${HOURS}</p></div></div><div class="i"><div class="q"><h3>${RAIN}</h3></div><div class="a"><p>${DRY}</p></div></div></div>`,
    'a bold title': `<p><strong>FAQ</strong></p><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p>`,
    'headings of the same level': `<h2>FAQ</h2><h2>${LAMP}</h2><p>${HOURS}</p><h2>${RAIN}</h2><p>${DRY}</p><h2>The workshop</h2><p>Elsewhere.</p>`,
    'labels without a title': `<p>Q: ${LAMP}</p><p>A: ${HOURS}</p><p>Q: ${RAIN}</p><p>A: ${DRY}</p>`,
    'groups with titles of their own': `<h2>FAQ</h2><h3>The light</h3><h4>${LAMP}</h4><p>${HOURS}</p><h3>The weather</h3><h4>${RAIN}</h4><p>${DRY}</p>`,
    'classes that say question': `<h2>FAQ</h2><div class="faq-question">${LAMP}</div><div class="faq-answer">${HOURS}</div><div class="faq-question">${RAIN}</div><div class="faq-answer">${DRY}</div>`,
    Yoast: `<div class="schema-faq wp-block-yoast-faq-block"><div class="schema-faq-section" id="faq-question-1"><strong class="schema-faq-question"><strong>Q1: ${LAMP}</strong></strong> <p class="schema-faq-answer">A: ${HOURS}</p> </div><div class="schema-faq-section"><strong class="schema-faq-question">${RAIN}</strong> <p class="schema-faq-answer">${DRY}</p></div></div>`,
    'Rank Math': `<div id="rank-math-faq" class="rank-math-block"><div class="rank-math-list "><div class="rank-math-list-item"><h3 class="rank-math-question ">${LAMP}</h3><div class="rank-math-answer "><p>${HOURS}</p></div></div><div class="rank-math-list-item"><h3 class="rank-math-question ">${RAIN}</h3><div class="rank-math-answer "><p>${DRY}</p></div></div></div></div>`,
    'WordPress accordions': `<div class="wp-block-accordion"><div class="wp-block-accordion-item"><h3 class="wp-block-accordion-heading"><button class="wp-block-accordion-heading__toggle"><span class="wp-block-accordion-heading__toggle-title">${LAMP}</span><span class="wp-block-accordion-heading__toggle-icon" aria-hidden="true">+</span></button></h3><div class="wp-block-accordion-panel" inert><p>${HOURS}</p></div></div><div class="wp-block-accordion-item"><h3 class="wp-block-accordion-heading"><button>${RAIN}</button></h3><div class="wp-block-accordion-panel"><p>${DRY}</p></div></div></div>`,
    Elementor: `<div class="elementor-accordion"><div class="elementor-accordion-item"><div class="elementor-tab-title" role="button" aria-controls="c1"><span class="elementor-accordion-icon"><i class="fas fa-plus"></i></span><a class="elementor-accordion-title">${LAMP}</a></div><div id="c1" class="elementor-tab-content" role="region"><p>${HOURS}</p></div></div><div class="elementor-accordion-item"><div class="elementor-tab-title" role="button"><a class="elementor-accordion-title">${RAIN}</a></div><div class="elementor-tab-content"><p>${DRY}</p></div></div></div>`,
    Divi: `<div class="et_pb_module et_pb_accordion"><div class="et_pb_toggle et_pb_toggle_open"><h5 class="et_pb_toggle_title">${LAMP}</h5><div class="et_pb_toggle_content"><p>${HOURS}</p></div></div><div class="et_pb_toggle"><h5 class="et_pb_toggle_title">${RAIN}</h5><div class="et_pb_toggle_content"><p>${DRY}</p></div></div></div>`,
    Kadence: `<div class="kt-accordion-inner-wrap"><div class="kt-accordion-pane"><div class="kt-accordion-header-wrap"><button class="kt-blocks-accordion-header"><span class="kt-blocks-accordion-title">${LAMP}</span><span class="kt-blocks-accordion-icon-trigger"></span></button></div><div class="kt-accordion-panel kt-accordion-panel-hidden"><div class="kt-accordion-panel-inner"><p>${HOURS}</p></div></div></div><div class="kt-accordion-pane"><div class="kt-accordion-header-wrap"><button>${RAIN}</button></div><div class="kt-accordion-panel"><p>${DRY}</p></div></div></div>`,
    Spectra: `<div class="wp-block-uagb-faq"><div class="uagb-faq-child__outer-wrap" role="tablist"><div class="uagb-faq-item" role="tab"><div class="uagb-faq-questions-button"><span class="uagb-icon">+</span><span class="uagb-question">${LAMP}</span></div><div class="uagb-faq-content"><p>${HOURS}</p></div></div></div><div class="uagb-faq-child__outer-wrap"><div class="uagb-faq-item" role="tab"><div class="uagb-faq-questions-button"><span class="uagb-question">${RAIN}</span></div><div class="uagb-faq-content"><p>${DRY}</p></div></div></div></div>`,
    microdata: `<div itemscope itemtype="https://schema.org/FAQPage"><div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question"><h3 itemprop="name">${LAMP}</h3><div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><p itemprop="text">${HOURS}</p></div></div><div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question"><h3 itemprop="name">${RAIN}</h3><div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><p itemprop="text">${DRY}</p></div></div></div>`,
    'Bootstrap under a title': `<h2>FAQ</h2><div class="accordion" id="x"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button" data-bs-toggle="collapse" data-bs-target="#c1" aria-controls="c1">${LAMP}</button></h2><div id="c1" class="accordion-collapse collapse show"><div class="accordion-body">${HOURS}</div></div></div><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-toggle="collapse">${RAIN}</button></h2><div class="accordion-collapse collapse"><div class="accordion-body">${DRY}</div></div></div></div>`,
    'structured data that repeats the page': `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":["WebPage","FAQPage"],"mainEntity":[{"@type":"Question","name":"${LAMP}","acceptedAnswer":{"@type":"Answer","text":"<p>${HOURS}</p>"}},{"@type":"Question","name":"${RAIN}","acceptedAnswer":{"@type":"Answer","text":"${DRY}"}}]}]}</script><h2>Before you ask</h2><h4>${LAMP}</h4><p>${HOURS}</p><h4>${RAIN}</h4><p>${DRY}</p>`,
  };
  for (const [name, story] of Object.entries(shapes))
    it(`reads ${name}`, async () => {
      expect(await pairsIn(`<p>The lamp of the year is made of tin.</p>${story}`)).to.deep.equal(BOTH);
    });

  it('reads several paragraphs, lists and pictures as one answer', async () => {
    const pairs = await pairsIn(
      `<h2>FAQ</h2><p><strong>${LAMP}</strong><br>${HOURS}</p><p>In the cold it is less:</p><ul><li>six hours in frost</li></ul><p><strong>${RAIN}</strong><br>${DRY}</p>`,
    );
    expect(pairs).to.deep.equal([
      [LAMP, `${HOURS} In the cold it is less: six hours in frost`],
      [RAIN, DRY],
    ]);
  });

  it('cuts labels and numbers off, and leaves names and figures', async () => {
    const pairs = await pairsIn(
      `<h2>FAQ</h2><h3>F. Scott Fitzgerald slept here?</h3><p>A. Lincoln did, some years before.</p><h3>3.5 millimetres or more?</h3><p>More, by far.</p><h3>Who pays?</h3><p>C. difficile is no guest of ours.</p>`,
    );
    expect(pairs.map(([question]) => question)).to.deep.equal([
      'F. Scott Fitzgerald slept here?',
      '3.5 millimetres or more?',
      'Who pays?',
    ]);
    expect(pairs.map(([, answer]) => answer)).to.deep.equal([
      'A. Lincoln did, some years before.',
      'More, by far.',
      'C. difficile is no guest of ours.',
    ]);
  });

  it('ends the last answer where another title of its level begins', async () => {
    const pairs = await pairsIn(
      `<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p><h3>In short</h3><p>Buy it.</p>`,
    );
    expect(pairs).to.deep.equal(BOTH);
  });

  const tails: Record<string, string> = {
    'its author': '<p><em>Ines writes about lamps and lives in a tower.</em></p>',
    'a box about the author': '<div class="author-box-wrap author"><p>Ines writes about lamps.</p></div>',
    'a button': '<div class="wp-block-buttons"><a href="/buy">Buy the lamp</a></div>',
    sources: '<p><strong>Sources:</strong> the maker’s own leaflet</p>',
    'a line of further reading': '<p><strong>Also read:</strong> <a href="/a">Lamps of the north</a></p>',
    'a last word': '<p>If you still wonder, ask in the shop on the corner.</p>',
  };
  for (const [name, tail] of Object.entries(tails))
    it(`leaves ${name} out of the last answer, where no title ends it`, async () => {
      const pairs = await pairsIn(
        `<h2>FAQ</h2><h3>Who made it?</h3><p>A tinsmith.</p><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p>${tail}`,
      );
      expect(pairs).to.deep.equal([['Who made it?', 'A tinsmith.'], ...BOTH]);
    });

  it('leaves the author out of the last of two answers, too', async () => {
    const about = '<p><em>Ines writes about lamps and lives in a tower.</em></p>';
    const pairs = await pairsIn(`<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p>${about}`);
    expect(pairs).to.deep.equal(BOTH);
  });

  const languages: Record<string, [title: string, q: string, a: string]> = {
    uk: ['Часті запитання', 'Питання:', 'Відповідь:'],
    de: ['Häufig gestellte Fragen', 'Frage 1:', 'Antwort:'],
    fr: ['Foire aux questions', 'Q :', 'R :'],
    es: ['Preguntas frecuentes', 'P:', 'R:'],
    pt: ['Perguntas frequentes', 'Pergunta:', 'Resposta:'],
    it: ['Domande frequenti', 'D:', 'R:'],
    pl: ['Najczęściej zadawane pytania', 'Pytanie:', 'Odpowiedź:'],
    ar: ['الأسئلة الشائعة', 'س:', 'ج:'],
    he: ['שאלות נפוצות', 'ש:', 'ת:'],
    ja: ['よくある質問', 'Ｑ．', 'Ａ．'],
    zh: ['常见问题', '问：', '答：'],
  };
  for (const [lang, [title, q, a]] of Object.entries(languages))
    it(`reads the labels of ${lang}`, async () => {
      const story = `<h2>${title}</h2><p><b>${q} ${LAMP}</b></p><p>${a} ${HOURS}</p><p><b>${q} ${RAIN}</b></p><p>${a} ${DRY}</p>`;
      expect(await pairsIn(story, lang)).to.deep.equal(BOTH);
    });

  it('takes the title and the questions, and not what follows', async () => {
    const { findings } = await readStory(
      `<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p><p>What do you think? Tell us in the comments below.</p>`,
    );
    const faq = findings.find(({ target }) => target === 'article-faq')!;
    expect(faq.heading?.textContent).to.equal('FAQ');
    expect(faq.nodes.map((node) => node.textContent).join(' ')).to.not.contain('Tell us');
  });
});

describe('what is never read as questions and answers', () => {
  const traps: Record<string, string> = {
    'an interview': `<p>We spoke to Ines about her boat.</p><p>Q: How did it start?</p><p>A: I found it in my father’s barn, and we were all afraid of it.</p><p>Q: And the first trip?</p><p>A: My sister came with me. I was sick all the way to the lighthouse.</p>`,
    'a question without an answer': `<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><h3>Who made it?</h3><p>A tinsmith.</p>`,
    'a last question that only a call follows': `<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>Share your thoughts in the comments below!</p>`,
    'links to the answers': `<h2>FAQ</h2><ul><li><a href="/a">${LAMP}</a></li><li><a href="/b">${RAIN}</a></li></ul><p>More at the shop.</p>`,
    'a quiz': `<h2>Test yourself: a quiz</h2><p>Q: What is the capital of Peru?</p><p>A: Lima</p><p>Q: And of Chile?</p><p>A: Santiago</p>`,
    'a label without an answer': `<h2>FAQ</h2><p>Q: ${LAMP}</p><p>A:</p><p>Q: ${RAIN}</p><p>A: ${DRY}</p>`,
    choices: `<h3>Question 1: Where does the box go?</h3><ul><li>A: Paper of any kind at all, they say</li><li>B: Compost</li></ul><h3>Question 2: And the bulb?</h3><ul><li>A: Glass of any kind at all, they say</li><li>B: The shop</li></ul>`,
    'filters of a shop': `<details><summary>What suits you?</summary><p>Sort by: <a href="?s=1">price</a></p></details><details><summary>Which size?</summary><p><a href="?z=1">1 litre</a></p></details>`,
    'an accordion of a product': `<div class="accordion"><div class="accordion-item"><h2 class="accordion-header"><button>Details</button></h2><div class="accordion-collapse">Tin, glass.</div></div><div class="accordion-item"><h2 class="accordion-header"><button>Shipping</button></h2><div class="accordion-collapse">Two days.</div></div></div>`,
    'a list another script drives': `<h2>FAQ</h2><div x-data="{}"><h3><button aria-controls="p1" aria-expanded="false">${LAMP}</button></h3><div id="p1">${HOURS}</div><h3><button aria-controls="p2" aria-expanded="false">${RAIN}</button></h3><div id="p2">${DRY}</div></div>`,
    'a place that is opted out': `<div data-no-enhance><h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p></div>`,
    'a quote': `<blockquote><h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p></blockquote>`,
    comments: `<div id="comments"><ol class="comment-list"><li><p>Q: ${LAMP}</p><p>A: ${HOURS}</p><p>Q: ${RAIN}</p><p>A: ${DRY}</p></li></ol></div>`,
    'our own element': `<article-faq><h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3><p>${DRY}</p></article-faq>`,
    'an interview with several': `<p>The coach met reporters after the game.</p><p><b>Q: How do you feel tonight?</b></p><p>A: We played well, and our defence held all evening.</p><p><b>Q: What will you change on Sunday?</b></p><p>A: We will rest two of the older players, perhaps three.</p>`,
    'a conversation under a title that may be over one': `<h2>Q&amp;A</h2><p><b>How did you start?</b></p><p>We began with a borrowed boat, and it rained on our first trip.</p><p><b>What do you plan next?</b></p><p>We want a second boat for our winter guests.</p>`,
    'a quiz that unfolds': `<h2>Quiz</h2><details><summary>What is the capital of the island?</summary><p>It is the harbour town.</p></details><details><summary>How many bends has the road?</summary><p>It has two bends in all.</p></details>`,
    'an answer’s label in the question’s own type': `<h2>FAQ</h2><p><strong>Q: ${LAMP}<br>A:</strong> ${HOURS}</p><p><strong>Q: ${RAIN}<br>A:</strong> ${DRY}</p>`,
    'a table of one column': `<h2>FAQ</h2><table><tr><td>${LAMP}</td></tr><tr><td>${HOURS}</td></tr></table>`,
    'quarters of a year': `<p>Q1: revenue rose by a tenth.</p><p>A: the audited figure.</p><p>Q2: revenue fell.</p><p>A: not audited.</p>`,
  };
  for (const [name, story] of Object.entries(traps))
    it(`leaves ${name} alone`, async () => {
      const { findings } = await readStory(story);
      expect(findings.filter(({ target, tier }) => target === 'article-faq' && tier < 3)).to.deep.equal([]);
    });

  it('only reports titles that ask, and says nothing sure of them', async () => {
    const { findings } = await readStory(
      `<h2>${LAMP}</h2><p>${HOURS}</p><h2>${RAIN}</h2><p>${DRY}</p><h2>Who made it?</h2><p>A tinsmith of the old town, who has made nothing else for thirty years.</p>`,
    );
    expect(findings.map(({ rule, tier }) => [rule, tier])).to.deep.equal([['asking-titles', 3]]);
    expect(pairsOf(findings[0])).to.have.length(3);
  });

  it('says why it left a list alone', async () => {
    const { leftAlone } = await readStory(`<h2>FAQ</h2><h3>${LAMP}</h3><p>${HOURS}</p><h3>${RAIN}</h3>`);
    expect(leftAlone.map(({ rule }) => rule)).to.include('no-answer');
  });

  it('finds nothing in a forum', async () => {
    const { findings } = await readPage(
      `<main itemscope itemtype="https://schema.org/QAPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h1 itemprop="name">${LAMP}</h1><div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text">${HOURS}</div></div></div></main>`,
    );
    expect(findings).to.deep.equal([]);
  });
});
