/** What React, Preact, Vue, Svelte and Angular write on the nodes they will want to remove themselves. */
const OWNED = /^__(react|vnode|vue|svelte|ngContext|k$)/;

/** Whether a node of the page is a framework's, which fails when somebody else moves it. */
export function isFrameworkOwned(node: object): boolean {
  return Object.getOwnPropertyNames(node).some((name) => OWNED.test(name));
}
