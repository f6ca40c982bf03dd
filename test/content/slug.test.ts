import { expect } from 'chai';
import { hashId } from '../../src/content/hash-id.js';
import { slugify, uniqueSlugs } from '../../src/content/slug.js';

describe('identifiers made from questions', () => {
  it('are readable: words in lower case, joined by hyphens', () => {
    expect(slugify('What is the main goal of these peace talks?')).to.equal('what-is-the-main-goal-of-these-peace-talks');
    expect(slugify('Isn’t it 100% sure?')).to.equal('isnt-it-100-sure');
  });

  it('keep the letters of every script', () => {
    expect(slugify('Що таке «друга колія»?')).to.equal('що-таке-друга-колія');
    expect(slugify('ما هو الهدف؟')).to.equal('ما-هو-الهدف');
    expect(slugify('これは何ですか？')).to.equal('これは何ですか');
    expect(slugify('Ça coûte combien ?')).to.equal('ça-coûte-combien');
  });

  it('end at a whole word when the question is long, and never split a character', () => {
    const slug = slugify('word '.repeat(100));
    expect(slug.length).to.be.at.most(80);
    expect(slug).to.match(/^word(-word)+$/);
    expect(() => encodeURIComponent(slugify('𐐨'.repeat(200)))).not.to.throw();
  });

  it('tell equal questions apart, also when a question is named like a repetition', () => {
    expect(uniqueSlugs(['Why?', 'Why?', 'Why 2?', 'Why?'])).to.deep.equal(['why', 'why-2', 'why-2-2', 'why-3']);
  });

  it('exist for a question without a letter', () => {
    expect(uniqueSlugs(['???', '🙂', 'ok'])).to.deep.equal(['question', 'question-2', 'ok']);
  });

  it('are read back from a hash, with escapes and malformed ones', () => {
    expect(hashId('#why')).to.equal('why');
    expect(hashId('#%D1%89%D0%BE')).to.equal('що');
    expect(hashId('#100%-sure')).to.equal('100%-sure');
    expect(hashId('')).to.equal('');
  });
});
