import { setScriptSettings } from '../context/settings.js';

/**
 * Makes the `data-*` attributes of a script tag the page's weakest settings: `data-comments`, `data-comments-src` and so on
 * for each port, `data-lang`, `data-thread`. The tag is the one whose resolved `src` is the module's own address, else one that
 * says what only ours does; `document.currentScript` is empty in modules and can be clobbered by a named image.
 */
export function readScriptSettings(moduleUrl: string): void {
  for (const { dataset } of scripts(moduleUrl)) {
    const { comments, commentsSrc, newsletter, newsletterSrc, articles, articlesSrc, lang, thread } = dataset;
    const said = [comments, commentsSrc, newsletter, newsletterSrc, articles, articlesSrc, lang, thread];
    // A second copy of the script that says nothing does not silence the first.
    if (!said.some(Boolean)) continue;
    setScriptSettings({
      comments: { provider: comments, src: commentsSrc },
      newsletter: { provider: newsletter, src: newsletterSrc },
      articles: { provider: articles, src: articlesSrc },
      lang,
      thread,
    });
    return;
  }
}

/** The `data-*` attributes of the script tag that asks for the page to be enhanced, when there is one. */
export function readEnhance(moduleUrl: string): DOMStringMap | undefined {
  return scripts(moduleUrl).find(({ dataset }) => dataset['enhance'] !== undefined)?.dataset;
}

/** What only a tag of ours says. */
const OURS = /^((comments|newsletter|articles)(Src)?|enhance)$/;

function scripts(moduleUrl: string): HTMLScriptElement[] {
  const modules = [...document.documentElement.querySelectorAll('script')].filter(
    (script) => script instanceof HTMLScriptElement && script.src && script.type === 'module',
  );
  const own = modules.filter(({ src }) => src === moduleUrl);
  // An address that was redirected, or that means another since a `<base>` came after the tag.
  return own.length ? own : modules.filter(({ dataset }) => Object.keys(dataset).some((name) => OURS.test(name)));
}
