/**
 * Registers a tag unless it is taken: by another copy of the library, which then serves the page, or by somebody
 * else's element, which the developer is told about.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const taken = customElements.get(tag);
  if (!taken) {
    customElements.define(tag, element);
  } else if (taken.name !== element.name && !('afterword' in taken)) {
    console.warn(`<${tag}> is already defined by this page; Afterword leaves it alone`);
  }
}
