import { expect } from '@open-wc/testing';
import { jsonp } from '../../src/controllers/jsonp.js';
import { until } from '../support/wait.js';

const answer = new URL('../support/jsonp-answer.js', import.meta.url).href;
const signal = new AbortController().signal;
const leftovers = (): number =>
  document.querySelectorAll('script[src*="jsonp-answer"]').length +
  Object.keys(window).filter(
    (key) => key.startsWith('afterword_answer_') && String(Reflect.get(window, key)).includes('resolve'),
  ).length;

describe('an answer by script', () => {
  it('is handed over, and leaves nothing on the page', async () => {
    expect(await jsonp(`${answer}?EMAIL=a%40b.example`, signal)).to.deep.equal({ result: 'success', msg: 'a@b.example' });
    expect(leftovers()).to.equal(0);
    expect(Object.keys(window).filter((key) => key.startsWith('afterword_answer_'))).to.deep.equal([]);
  });

  it('that calls nothing is an empty one, and a service that cannot be reached by script answers nothing', async () => {
    expect(await jsonp(`${answer}?silent`, signal)).to.deep.equal({});
    expect(await jsonp(`${answer}-missing`, signal)).to.equal(undefined);
    expect(leftovers()).to.equal(0);
  });

  it('is not waited for once its signal is aborted', async () => {
    const controller = new AbortController();
    const waiting = jsonp(`${answer}?EMAIL=x`, controller.signal).catch((reason: Error) => reason.message);
    controller.abort(new Error('left'));
    expect(await waiting).to.equal('left');
    expect(leftovers()).to.equal(0);
    expect(() => jsonp(answer, AbortSignal.abort(new Error('gone')))).to.throw('gone');
  });

  it('is not asked for where the page’s policy forbids it', async () => {
    const html = `<!doctype html><script type="module">
      import { jsonp } from '/src/controllers/jsonp.ts';
      let violations = 0;
      document.addEventListener('securitypolicyviolation', () => violations++);
      const answer = await jsonp('https://lists.example/subscribe/post-json?u=1', new AbortController().signal);
      document.title = [typeof answer, violations].join(' ');
    </script>`;
    const frame = document.createElement('iframe');
    frame.src = `/page?${new URLSearchParams({ html, csp: "script-src 'self' 'unsafe-inline'" }).toString()}`;
    document.body.append(frame);
    const title = await until(() => frame.contentDocument?.title, 'an answer in the frame');
    expect(title).to.match(/^undefined [1-9]/);
    frame.remove();
  });
});
