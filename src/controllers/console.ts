const told = new WeakMap<Element, Set<string>>();

/**
 * Tells the developer what to mend, once per element and message, or per `scope` where many elements would say the same;
 * readers are told in the element itself.
 */
export function tellDeveloper(element: Element, message: string, cause?: unknown, scope = element): void {
  let messages = told.get(scope);
  if (!messages) told.set(scope, (messages = new Set()));
  if (messages.has(message)) return;
  messages.add(message);
  console.warn(`<${element.localName}> ${message}`, ...(cause === undefined ? [] : [cause]));
}
