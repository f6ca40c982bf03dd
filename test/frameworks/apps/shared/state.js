import { memory as articles } from 'afterword/adapters/articles/memory';
import { memory as comments } from 'afterword/adapters/comments/memory';
import { memory as newsletter } from 'afterword/adapters/newsletter/memory';

/** What every app begins with; a test changes it through `window.app.set`, and the framework renders again. */
export const initial = {
  questions: [
    { id: 'cost', question: 'What does it cost?', answer: 'Nothing.' },
    { id: 'time', question: 'How long does it take?', answer: 'An afternoon.' },
  ],
  facts: ['Bees sleep.', 'Ants do not.'],
  label: 'Worth knowing',
  limit: 1,
  exclusive: false,
  describes: false,
  heading: 'Discussion',
  order: ['faq', 'comments'],
  backend: 'ready',
  email: '',
  /** @type {string[]} */
  opened: [],
};

/** The signals of requests to a backend that never answers. */
export const signals = [];

const ready = comments({ comments: [{ author: 'Ada', text: 'The first word.' }] });
export const backends = {
  ready,
  silent: {
    ...ready,
    key: 'silent',
    list: (_page, _options, signal) => {
      signals.push(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  },
};
export const articlesPort = articles({
  articles: [1, 2, 3].map((n) => ({ url: `https://example.org/${n}`, title: `Story ${n}` })),
});
export const newsletterPort = newsletter();

/** Every event that reached a listener the framework added, in order. */
export const log = [];

/** Which answers are open after one of them was opened or closed. */
export const afterToggle = (opened, { question, open }) =>
  open ? [...opened, question] : opened.filter((other) => other !== question);
