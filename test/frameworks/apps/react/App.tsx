/// <reference types="afterword/jsx" />
import type { ArticleFaqToggledEvent } from 'afterword';
import { Fragment, useEffect, useState } from 'react';
import { afterToggle, articlesPort, backends, initial, log, newsletterPort } from '../shared/state.js';

type State = typeof initial;
type Set = (patch: Partial<State>) => void;

/**
 * React adds no listeners and sets no properties on custom elements that it takes over from the server, only on those it makes
 * itself: there they come through a `ref`, which works whether or not the element is defined yet.
 */
function given<P extends object>(settings: P, isTakenOver: boolean): P {
  if (!isTakenOver) return settings;
  const ref = (element: Element) => {
    const listeners = Object.entries(settings).filter(([name]) => name.startsWith('on'));
    Object.assign(element, Object.fromEntries(Object.entries(settings).filter(([name]) => !name.startsWith('on'))));
    for (const [name, listener] of listeners) element.addEventListener(name.slice(2), listener);
    return () => {
      for (const [name, listener] of listeners) element.removeEventListener(name.slice(2), listener);
    };
  };
  return { ref } as unknown as P;
}

export function App({ connect, isTakenOver = false }: { connect?: (set: Set) => void; isTakenOver?: boolean }) {
  const [state, setState] = useState(initial);
  const set: Set = (patch) => setState((before) => ({ ...before, ...patch }));
  const record = (event: Event) => {
    log.push(event);
  };
  const toggled = (event: ArticleFaqToggledEvent) => {
    record(event);
    setState((before) => ({ ...before, opened: afterToggle(before.opened, event) }));
  };
  useEffect(() => connect?.(set), []);

  const sections = {
    faq: (
      <article-faq
        key="faq"
        exclusive={state.exclusive}
        structured-data={state.describes}
        {...given({ 'onarticle-faq-toggled': toggled }, isTakenOver)}
      >
        {state.questions.map(({ id, question, answer }) => (
          <Fragment key={id}>
            <h3>{question}</h3>
            <p>{answer}</p>
          </Fragment>
        ))}
      </article-faq>
    ),
    comments: (
      <comment-box
        key="comments"
        thread="framework"
        {...given(
          {
            port: backends[state.backend as keyof typeof backends],
            'oncomment-box-loaded': record,
            'oncomment-box-error': record,
          },
          isTakenOver,
        )}
      >
        <h2 slot="heading">{state.heading}</h2>
      </comment-box>
    ),
  };
  return (
    <>
      <section>{state.order.map((name) => sections[name as keyof typeof sections])}</section>
      <did-you-know label={state.label} ondid-you-know-changed={record}>
        <ul>
          {state.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </did-you-know>
      <related-articles limit={state.limit} {...given({ port: articlesPort }, isTakenOver)} />
      <newsletter-signup {...given({ port: newsletterPort, 'onnewsletter-signup-submit': record }, isTakenOver)}>
        <form>
          <label>
            E-mail{' '}
            <input type="email" name="email" value={state.email} onChange={(event) => set({ email: event.target.value })} />
          </label>
          <button>Subscribe</button>
        </form>
      </newsletter-signup>
      <output>{JSON.stringify({ email: state.email, opened: state.opened })}</output>
    </>
  );
}
