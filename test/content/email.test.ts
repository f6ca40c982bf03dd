import { expect } from 'chai';
import { inboxOf, readableAddress, suggestAddress } from '../../src/content/email.js';

describe('suggestAddress', () => {
  const slips: Record<string, string> = {
    'ann@gmail.con': 'ann@gmail.com',
    'ann@gmial.com': 'ann@gmail.com',
    'ann@gmal.com': 'ann@gmail.com',
    'ann@gmaill.com': 'ann@gmail.com',
    'ann@gnail.com': 'ann@gmail.com',
    'ann@fmail.com': 'ann@gmail.com',
    'ann@gmail.co': 'ann@gmail.com',
    'ann@gmail.cm': 'ann@gmail.com',
    'ann@gmail': 'ann@gmail.com',
    'ann@gmailcom': 'ann@gmail.com',
    'ann@gmial.con': 'ann@gmail.com',
    'ann@yaho.com': 'ann@yahoo.com',
    'ann@yahooo.co.uk': 'ann@yahoo.co.uk',
    'ann@hotmial.fr': 'ann@hotmail.fr',
    'ann@hotmaik.com': 'ann@hotmail.com',
    'ann@outlok.com': 'ann@outlook.com',
    'ann@iclud.com': 'ann@icloud.com',
    'ann@paper.example.ogr': 'ann@paper.example.org',
    'ann@comcast.ner': 'ann@comcast.net',
    'mailto:ann@example.org': 'ann@example.org',
    'ANN.Lee+x@GMAIL.CON': 'ANN.Lee+x@gmail.com',
  };
  for (const [typed, meant] of Object.entries(slips)) {
    it(`takes ${typed} for ${meant}`, () => {
      expect(suggestAddress(typed)).to.equal(meant);
    });
  }

  const real =
    'gmail.com googlemail.com ok.de o2.de o2.pl gmx.de gmx.com gmx.net web.de mail.com email.com ymail.com rocketmail.com cloud.com ' +
    'hmail.com me.com mac.com live.com live.co.uk msn.com yahoo.ca yahoo.com.br yahoo.co.jp hotmail.be outlook.co.uk outlook.jp icloud.com ' +
    'proton.me pm.me hey.com aol.com mail.ru bk.ru ya.ru ukr.net i.ua wp.pl onet.pl free.fr orange.fr laposte.net libero.it qq.com 163.com ' +
    'example.org example.co example.cm example.om bbc.co.uk localhost university.edu a.io t.co x.com gmail.example.org mailbox.org ' +
    'bücher.example gmáil.com gmаil.com пошта.укр xn--bcher-kva.example xn--gml-ula.com 例え.jp';
  it('says nothing about any domain that may be right', () => {
    for (const domain of real.split(' ')) expect(suggestAddress(`ann@${domain}`), domain).to.equal(undefined);
  });

  it('says nothing about what is no address', () => {
    for (const text of [
      '',
      ' ',
      '@',
      'ann',
      '@gmail.con',
      'mailto:',
      'ann@',
      'ann@.',
      'ann@..',
      '\0@\0',
      'a'.repeat(200) + '@',
    ]) {
      expect(suggestAddress(text), JSON.stringify(text)).to.equal(undefined);
    }
  });

  it('keeps what stands before the last @ as it was typed', () => {
    expect(suggestAddress('"odd @ name"@gmail.con')).to.equal('"odd @ name"@gmail.com');
    expect(suggestAddress(`${'a'.repeat(200)}@gmail.con`)).to.equal(`${'a'.repeat(200)}@gmail.com`);
  });
});

describe('inboxOf', () => {
  it('opens Gmail as that account, searching everywhere for the newest mail of the sender', () => {
    const inbox = inboxOf('ann+news@Gmail.com', 'hello@paper.example');
    expect(inbox?.name).to.equal('Gmail');
    const url = new URL(inbox!.url);
    expect(url.origin).to.equal('https://mail.google.com');
    expect(url.pathname).to.equal('/mail/u/ann%2Bnews%40Gmail.com/');
    expect(decodeURIComponent(url.hash)).to.equal('#search/from:(hello@paper.example) in:anywhere newer_than:1h');
    expect(inboxOf('ann@gmail.com')!.url).to.match(/#search\/in%3Aanywhere%20newer_than%3A1h$/);
  });

  it('knows national branches of a service, and no lookalike of them', () => {
    expect(inboxOf('ann@yahoo.co.uk')?.name).to.equal('Yahoo Mail');
    expect(inboxOf('ann@hotmail.fr')?.name).to.equal('Outlook');
    expect(inboxOf('ann@yahoo.example.org')).to.equal(undefined);
    expect(inboxOf('ann@notgmail.com')).to.equal(undefined);
    expect(inboxOf('ann@paper.example')).to.equal(undefined);
    expect(inboxOf('')).to.equal(undefined);
  });

  it('keeps an address out of the structure of the link', () => {
    expect(new URL(inboxOf('a/../../x?y#z@gmail.com')!.url).origin).to.equal('https://mail.google.com');
    expect(new URL(inboxOf('a/../../x?y#z@gmail.com')!.url).search).to.equal('');
  });
});

describe('readableAddress', () => {
  it('writes an internationalised domain as its owner does', () => {
    expect(readableAddress('ann@xn--bcher-kva.example')).to.equal('ann@bücher.example');
    expect(readableAddress('ann@xn--80ak6aa92e.com')).to.equal('ann@аррӏе.com');
    expect(readableAddress('ann@mail.xn--80aswg')).to.equal('ann@mail.сайт');
    expect(readableAddress('ann@xn--fsqu00a.xn--0zwm56d')).to.equal('ann@例子.测试');
    expect(readableAddress('ann@xn--ls8h.la')).to.equal('ann@💩.la');
  });

  it('leaves everything else alone, also what only looks encoded', () => {
    for (const address of [
      'ann@example.org',
      'ann@bücher.example',
      'xn--bcher-kva@example.org',
      'ann',
      '',
      'a@xn--',
      'a@xn--99999999',
      'a@xn--é',
    ]) {
      expect(readableAddress(address)).to.equal(address);
    }
  });
});
