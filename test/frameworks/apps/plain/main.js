import { start } from '../shared/start.js';
import { afterToggle, articlesPort, backends, initial, log, newsletterPort } from '../shared/state.js';

let state = initial;
let set;
let update;

/** An element with its properties, attributes (with a dash, or `slot` and `id`), listeners (`on…`) and children. */
function element(tag, settings = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const record = (event) => log.push(event);

function renderOnce(root) {
  const faq = element('article-faq', {
    'onarticle-faq-toggled': (event) => {
      record(event);
      set({ opened: afterToggle(state.opened, event) });
    },
  });
  const facts = element('did-you-know', { 'ondid-you-know-changed': record }, element('ul'));
  const related = element('related-articles', { port: articlesPort });
  const heading = element('h2', { slot: 'heading' });
  const comments = element(
    'comment-box',
    { thread: 'framework', 'oncomment-box-loaded': record, 'oncomment-box-error': record },
    heading,
  );
  const email = element('input', { type: 'email', name: 'email', oninput: () => set({ email: email.value }) });
  const form = element('form', {}, element('label', {}, 'E-mail ', email), element('button', {}, 'Subscribe'));
  const newsletter = element('newsletter-signup', { port: newsletterPort, 'onnewsletter-signup-submit': record }, form);
  const output = element('output');
  const sections = element('section');
  root.append(sections, facts, related, newsletter, output);
  const pairs = new Map();

  return () => {
    faq.exclusive = state.exclusive;
    faq.toggleAttribute('structured-data', state.describes);
    for (const { id, question, answer } of state.questions) {
      const pair = pairs.get(id) ?? pairs.set(id, [element('h3'), element('p')]).get(id);
      pair[0].textContent = question;
      pair[1].textContent = answer;
    }
    const wanted = state.questions.flatMap(({ id }) => pairs.get(id));
    for (const [index, node] of wanted.entries()) {
      if (faq.childNodes[index] !== node) faq.insertBefore(node, faq.childNodes[index] ?? null);
    }
    while (faq.childNodes.length > wanted.length) faq.lastChild.remove();
    facts.setAttribute('label', state.label);
    facts.firstElementChild.replaceChildren(...state.facts.map((fact) => element('li', {}, fact)));
    related.limit = state.limit;
    comments.port = backends[state.backend];
    heading.textContent = state.heading;
    email.value = state.email;
    sections.replaceChildren(...state.order.map((name) => (name === 'faq' ? faq : comments)));
    output.textContent = JSON.stringify({ email: state.email, opened: state.opened });
  };
}

await start({
  connect: (connected) => {
    set = (patch) => {
      state = { ...state, ...patch };
      update();
    };
    connected(set);
  },
  render: (root) => {
    update = renderOnce(root);
    update();
  },
});
