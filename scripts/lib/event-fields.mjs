import { inPackage } from './public-only.mjs';

/** Plugin of the manifest's analyzer: what event classes carry. */
export function eventFields() {
  return {
    name: 'afterword-event-fields',
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
