import { enhance, type EnhanceOptions } from './enhance.js';

const STARTED = Symbol.for('afterword.enhanced-roots');

/**
 * What the script tag and `<article-widgets enhance>` do: enhances the page, once, however many copies of the library ask
 * for it. Where the address of the page says `?enhance=report`, it shows what it would do instead.
 */
export async function start(root: Document | Element, options: EnhanceOptions): Promise<void> {
  const started = ((globalThis as { [STARTED]?: WeakSet<Node> })[STARTED] ??= new WeakSet());
  if (started.has(root)) return;
  started.add(root);
  options.signal?.addEventListener('abort', () => started.delete(root), { once: true });
  try {
    if (new URLSearchParams(location.search).get('enhance') === 'report') {
      const { showReport } = await import('./report.js');
      await showReport(root, options);
    } else await enhance(root, options);
  } catch (cause) {
    started.delete(root);
    if (!options.signal?.aborted) console.warn('Afterword could not enhance this page, which stays as it is', cause);
  }
}
