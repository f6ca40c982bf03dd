import { expect } from 'chai';
import { absoluteTime, isoTime, relativeTime } from '../../src/content/time.js';

const now = Date.UTC(2026, 1, 20, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (distance: number, lang = 'en') => relativeTime(now - distance, now, lang);

describe('the time of a comment', () => {
  it('is told as a distance while that says more', () => {
    expect(
      [0, 59 * SECOND, MINUTE, 59 * MINUTE, HOUR, 23 * HOUR, 2 * DAY, 29 * DAY].map((distance) => ago(distance)),
    ).to.deep.equal([
      'now',
      'now',
      '1 minute ago',
      '59 minutes ago',
      '1 hour ago',
      '23 hours ago',
      '2 days ago',
      '29 days ago',
    ]);
    expect(ago(DAY)).to.be.oneOf(['yesterday', '1 day ago']);
  });

  it('is a date once it is a month old', () => {
    expect(ago(30 * DAY)).to.match(/^Jan 2[01], 2026$/);
  });

  it('is never in the future, however the clocks differ (D48)', () => {
    for (const distance of [SECOND, MINUTE, 5 * MINUTE]) expect(ago(-distance)).to.equal('now');
    expect(ago(-Infinity)).to.equal('');
    expect(relativeTime(now, NaN, 'en')).to.equal('now');
  });

  it('is the date it bears when that is further ahead than clocks are, for nobody knows how long ago it was (D48)', () => {
    expect(ago(-3 * HOUR)).to.match(/^Feb 2[01], 2026$/);
    expect(ago(-400 * DAY)).to.match(/^Mar 2[678], 2027$/);
  });

  it('is told in the reader’s language', () => {
    expect(ago(2 * HOUR, 'de')).to.equal('vor 2 Stunden');
    expect(ago(2 * HOUR, 'ar')).to.match(/[\u0600-\u06ff]/);
    expect(absoluteTime(now, 'fr')).to.match(/f\u00e9vrier 2026/);
  });

  it('does not mind a language that does not exist', () => {
    for (const lang of ['', 'x', '-', 'en_US', '<script>', '\ud800']) {
      expect(ago(5 * MINUTE, lang))
        .to.be.a('string')
        .and.not.equal('');
      expect(absoluteTime(now, lang)).to.contain('2026');
    }
  });

  it('is not shown when nobody can read it', () => {
    for (const at of [NaN, Infinity, -Infinity, 8.64e15 + 1, 8.64e15, -8.64e15, -62_167_219_200_000]) {
      expect([relativeTime(at, now, 'en'), absoluteTime(at, 'en'), isoTime(at)]).to.deep.equal(['', '', undefined]);
    }
  });

  it('may be the first and the last second computers once knew', () => {
    expect(isoTime(0)).to.equal('1970-01-01T00:00:00.000Z');
    expect(isoTime(2 ** 31 * 1000)).to.equal('2038-01-19T03:14:08.000Z');
    expect(relativeTime(0, now, 'en')).to.match(/19(70|69)/);
  });
});
