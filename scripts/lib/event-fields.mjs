import { inPackage } from './public-only.mjs';

const isField = ({ modifiers = [] }, ts) => modifiers.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);

/** Plugin of the manifest's analyzer: what event classes carry, also where a constructor's parameter declares it. */
export function eventFields() {
  return {
    name: 'afterword-event-fields',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!moduleDoc.path.endsWith('.events.ts') || !ts.isClassDeclaration(node)) return;
      const members = (moduleDoc.declarations.find(({ name }) => name === node.name.text).members ??= []);
      for (const { parameters } of node.members.filter(ts.isConstructorDeclaration)) {
        for (const parameter of parameters.filter((each) => isField(each, ts))) {
          members.push({
            kind: 'field',
            name: parameter.name.text,
            type: { text: parameter.type.getText() },
            readonly: true,
            description: parameter.jsDoc?.[0]?.comment,
          });
        }
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      const modules = customElementsManifest.modules.filter(({ path }) => path.endsWith('.events.js'));
      for (const { superclass, members = [] } of modules.flatMap(({ declarations }) => declarations)) {
        // The platform's, which the analyzer takes for a class of the file.
        if (superclass.name === 'Event') delete superclass.module;
        else superclass.module = inPackage(superclass.module);
        // No default: it is the name of the constructor's parameter.
        for (const member of members) delete member.default;
      }
    },
  };
}
