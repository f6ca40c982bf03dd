import { TAGS, use } from './all-five.js';

/**
 * Runs in a page that no other may look into: uses each element and tells the page around how it went, `works` or what is
 * missing, and what else went wrong.
 */
const { faults } = globalThis as unknown as { faults: readonly string[] };
for (const tag of TAGS) {
  const said = await use(document, tag).then(
    () => 'works',
    (error: Error) => error.message,
  );
  parent.postMessage({ about: tag, said }, '*');
}
parent.postMessage({ about: 'page', said: faults.join() || 'works' }, '*');
