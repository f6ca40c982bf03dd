import { buttondown } from '../../src/adapters/newsletter/buttondown.js';
import { articlesContract } from '../contracts/articles.js';
import { commentsContract } from '../contracts/comments.js';
import { newsletterContract } from '../contracts/newsletter.js';
import { ensureDomParser } from '../support/dom-parser.js';
import {
  answering,
  articlesBackends,
  commentsBackends,
  newsletterBackends,
  silent,
  unreachable,
} from '../support/recorded-backends.js';

await ensureDomParser();

for (const [name, backend] of Object.entries(commentsBackends)) {
  const cases = await commentsContract(() =>
    Promise.resolve({
      port: backend.make(answering(backend)),
      broken: backend.make(unreachable()),
      busyPage: () => backend.page,
    }),
  );
  describe(`comments adapter ${name}, on recorded answers`, () => {
    for (const { name: promise, run } of cases) it(promise, run);
  });
}

for (const [name, backend] of Object.entries(newsletterBackends)) {
  describe(`newsletter adapter ${name}, on recorded answers`, () => {
    const cases = newsletterContract({
      make: () => backend.make(answering(backend)),
      makeBroken: () => backend.make(unreachable()),
    });
    for (const { name: promise, run } of cases) it(promise, run);
  });
}

describe('newsletter adapter buttondown, which asks nobody', () => {
  const make = () => buttondown({ src: 'https://buttondown.com/api/emails/embed-subscribe/paper' });
  for (const { name, run } of newsletterContract({ make, makeBroken: make })) it(name, run);
});

for (const [name, backend] of Object.entries(articlesBackends)) {
  describe(`articles adapter ${name}, on recorded answers`, () => {
    const cases = articlesContract({
      make: () => backend.make(answering(backend)),
      makeBroken: () => backend.make(unreachable()),
      makeSlow: () => backend.make(silent),
    });
    for (const { name: promise, run } of cases) it(promise, run);
  });
}
