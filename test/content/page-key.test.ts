import { expect } from 'chai';
import { pageKey } from '../../src/content/page-key.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

const key = (url: string, id?: string) => pageKey({ url, id });

describe('a conversation', () => {
  it('is one, however its page is reached', () => {
    const same = [
      'https://paper.example/a/story',
      'http://paper.example/a/story',
      'http://paper.example:80/a/story',
      'https://paper.example:443/a/story/',
      'http://paper.example:443//a///story//',
      'https://PAPER.example/a/story#comments',
      'https://paper.example/a/story?utm_source=x&utm_medium=y&fbclid=1&gclid=2',
      'https://paper.example/a/story?UTM_Campaign=x&mc_cid=1&mc_eid=2&_ga=3&msclkid=4#x',
      'https://paper.example/b/../a/./story?',
    ];
    for (const url of same) expect(key(url)).to.equal('https://paper.example/a/story');
  });

  it('is another on another page', () => {
    const different = [
      'https://paper.example/a/story',
      'https://www.paper.example/a/story',
      'https://paper.example/A/story',
      'https://paper.example:8443/a/story',
      'https://paper.example/a/story?id=1',
      'https://paper.example/a/story?id=2',
      'https://paper.example/',
    ];
    expect(new Set(different.map((url) => key(url))).size).to.equal(different.length);
  });

  it('does not depend on the order of parameters or on how letters are escaped', () => {
    expect(key('https://paper.example/?b=2&a=1&utm_term=x')).to.equal('https://paper.example?a=1&b=2');
    expect(key('https://paper.example/%c3%a4?q=%c3%a4')).to.equal(key('https://paper.example/ä?q=ä'));
  });

  it('is the one the publisher names, as it is named', () => {
    expect(key('https://paper.example/?x', ' Story-7/../# ')).to.equal('Story-7/../#');
    expect(key('https://paper.example/x/', ' ')).to.equal('https://paper.example/x');
  });

  it('fits the backend, and long names that differ at their end stay apart', () => {
    const long = `https://paper.example/${'a'.repeat(2000)}`;
    expect(key(`${long}1`)).to.have.length(500);
    expect(key(`${long}1`)).not.to.equal(key(`${long}2`));
    expect(key(`${long}1`)).to.equal(key(`${long}1`));
    expect(key('x:', '🦉'.repeat(400))).to.have.length.below(501);
  });

  it('is a string any backend can keep, whatever the page says', () => {
    for (const text of HOSTILE_TEXT.filter((hostile) => hostile.trim())) {
      for (const made of [key(text), key(`https://paper.example/${text}`), key('https://paper.example/', text)]) {
        expect(made).not.to.match(/\0|\p{Surrogate}/u);
        expect(made.length).to.be.within(1, 500);
      }
    }
  });

  it('has a key on pages that are no web pages', () => {
    expect(key('file:///home/me/story.html#x')).to.equal('file:///home/me/story.html');
    expect(key('about:srcdoc')).to.equal('about:srcdoc');
  });
});
