/** The report looks the same on every page, so it inherits nothing; light or dark as the reader's system is. */
export const REPORT_STYLES = /* CSS */ `
:host {
  all: initial;
  position: fixed;
  inset: 0;
  z-index: 2147483647;
  inline-size: auto;
  block-size: auto;
  margin: 0;
  padding: 0;
  border: 0;
  overflow: clip;
  background: none;
  color-scheme: light dark;
  pointer-events: none;
  font-family: system-ui, sans-serif;
  line-height: 1.45;
  color: CanvasText;
  --accent: light-dark(#0b5c63, #7cc7cb);
  --quiet: light-dark(#5a5a5a, #b4b4b4);
  --line: light-dark(#d0d0d0, #4a4a4a);
  --paper: light-dark(#ffffff, #1b1b1b);
}
* { box-sizing: border-box }
.mark {
  position: absolute;
  border: 2px dashed var(--accent);
  border-radius: 3px;
}
.mark.chosen { border: 4px solid var(--accent) }
.mark.stays { border-color: var(--quiet) }
.mark span {
  position: absolute;
  inset: auto auto 100% -2px;
  padding: 0 0.4em;
  background: var(--accent);
  color: var(--paper);
  font-size: 0.8em;
}
.mark.stays span { background: var(--quiet) }
.panel {
  position: absolute;
  inset: auto 0 0 auto;
  display: flex;
  flex-direction: column;
  inline-size: min(26em, 100%);
  max-block-size: min(80%, 48em);
  border: 1px solid var(--line);
  background: var(--paper);
  pointer-events: auto;
  overflow-wrap: anywhere;
}
@media (max-width: 40em) {
  .panel { inline-size: 100%; max-block-size: 55% }
}
header {
  padding: 0.75em 1em;
  border-block-end: 1px solid var(--line);
}
.body {
  padding: 0 1em 1em;
  overflow: auto;
}
h2, h3, p { margin: 0 }
h2 { font-size: 1.1em }
h3 { font-size: 1em; margin-block: 1em 0.25em }
ol, ul { margin: 0; padding: 0; list-style: none }
li { padding-block: 0.75em; border-block-end: 1px solid var(--line) }
li:last-child { border: 0 }
.title { font-weight: 600 }
.excerpt { font-style: italic }
.quiet { color: var(--quiet); font-size: 0.9em }
code { font-family: ui-monospace, monospace; font-size: 0.9em }
.actions { display: flex; flex-wrap: wrap; gap: 0.5em; margin-block-start: 0.5em }
button {
  min-block-size: 2em;
  padding: 0.2em 0.7em;
  border: 1px solid var(--quiet);
  border-radius: 0.25em;
  background: transparent;
  color: inherit;
  font: inherit;
  font-size: 0.9em;
  cursor: pointer;
}
button:hover { border-color: currentColor }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
summary { padding-block: 0.75em; font-weight: 600; cursor: pointer }
@media (forced-colors: active) {
  .mark { border-color: Highlight }
  .mark.stays { border-color: GrayText }
}
@media print { :host { display: none } }
`;
