/** What Lit and the browser call, not the publisher. */
const LIFECYCLE = new Set([
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'adoptedCallback',
  'createRenderRoot',
  'shouldUpdate',
  'willUpdate',
  'update',
  'render',
  'firstUpdated',
  'updated',
  'getUpdateComplete',
]);

const isDecorated = (node, name) =>
  (node.modifiers ?? []).some(({ expression }) => (expression?.expression ?? expression)?.text === name);

/** Leaves what a publisher or developer may use: private, protected, static and `@state` members go. */
export function publicOnly() {
  const internal = new Set();
  return {
    name: 'afterword-public-only',
    analyzePhase({ ts, node }) {
      if (ts.isPropertyDeclaration(node) && isDecorated(node, 'state')) internal.add(node.name.getText());
    },
    moduleLinkPhase({ moduleDoc }) {
      for (const declaration of moduleDoc.declarations ?? []) {
        declaration.members = declaration.members?.filter(
          ({ name, privacy, static: isStatic }) =>
            !name.startsWith('#') &&
            privacy !== 'private' &&
            privacy !== 'protected' &&
            !isStatic &&
            !internal.has(name) &&
            !LIFECYCLE.has(name),
        );
        // What an element says to its own parts is none of the page's events.
        declaration.events = declaration.events?.filter(({ name }) => name?.startsWith(`${declaration.tagName}-`));
      }
      internal.clear();
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.path = inPackage(module.path);
        for (const { declaration } of module.exports ?? []) {
          if (declaration?.module) declaration.module = inPackage(declaration.module);
        }
      }
      // An element that is a part of another one lives in that one's folder, and is its private matter.
      customElementsManifest.modules = customElementsManifest.modules.filter(
        ({ path, declarations }) =>
          path.endsWith('.events.js') ||
          declarations?.some(({ tagName }) => tagName && path.endsWith(`/${tagName}/${tagName}.js`)),
      );
      // Files are found in whatever order the disk answers.
      customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  };
}

/** Where a source file's module is in the package. */
export const inPackage = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
