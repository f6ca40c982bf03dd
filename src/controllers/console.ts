const told = new WeakMap<Element, Set<string>>();

/** Tells the developer what to mend, once per element and message; readers are told in the element itself. */
export function tellDeveloper(element: Element, message: string, cause?: unknown): void {
  let messages = told.get(element);
  if (!messages) told.set(element, (messages = new Set()));
  if (messages.has(message)) return;
  messages.add(message);
  console.warn(`<${element.localName}> ${message}`, ...(cause === undefined ? [] : [cause]));
}
