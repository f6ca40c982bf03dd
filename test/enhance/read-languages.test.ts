import { expect } from 'chai';
import { languagesOf } from '../../src/enhance/language-of.js';
import { loadWords } from '../../src/enhance/words/load.js';
import { parse } from '../support/parse.js';

async function languages(text: string, lang?: string): Promise<string[] | undefined> {
  return languagesOf(
    await parse(`<!doctype html><html${lang ? ` lang="${lang}"` : ''}><body><main>${text}</main></body></html>`),
  );
}

const ENGLISH = `<p>${'The ferry leaves at noon, and that is all there is to say of it. '.repeat(6)}</p>`;
const GERMAN = `<p>${'Die Fähre fährt am Mittag, und das ist alles, was man über sie sagen kann. '.repeat(6)}</p>`;

describe('the languages of a page', () => {
  it('are those it says it has, and English goes without saying', async () => {
    expect(await languages(ENGLISH, 'en-GB')).to.deep.equal([]);
    expect(await languages(GERMAN, 'de-AT')).to.deep.equal(['de']);
  });

  it('are those it is written in, whatever its template says', async () => {
    expect(await languages(GERMAN, 'en-US')).to.deep.equal(['de']);
    expect(await languages(`<p>${'تغادر العبارة عند الظهر كل يوم. '.repeat(9)}</p>`, 'en')).to.deep.equal(['ar']);
    expect(await languages(`<p>${'フェリーは正午に出発します。'.repeat(9)}</p>`)).to.include('ja');
    expect(await languages(`<p>${'Пором відпливає опівдні, і це все. '.repeat(9)}</p>`)).to.deep.equal(['uk']);
    expect(await languages(`<p>${'Паром отплывает в полдень, и это всё. '.repeat(9)}</p>`)).to.deep.equal(['ru']);
  });

  it('may be any where it neither says nor shows one', async () => {
    expect(await languages('<h1>Ferry</h1>')).to.equal(undefined);
    expect((await loadWords()).length).to.be.greaterThan(20);
  });

  it('are understood as far as there are words for them', async () => {
    expect((await loadWords(['de', 'la'])).map(({ code }) => code)).to.deep.equal(['en', 'de']);
    expect((await loadWords(['nb', 'nn'])).map(({ code }) => code)).to.deep.equal(['en', 'no', 'no']);
  });
});
