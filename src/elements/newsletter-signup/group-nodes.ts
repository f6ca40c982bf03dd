import { formsIn } from './find-form.js';

/**
 * The host's own nodes in the order of the slots that show them (heading, lead, form, note), so that the child that is or
 * holds the form can be hidden alone, what stands before it stays above, and what follows it below.
 */
export function groupNodes(host: HTMLElement, form: HTMLFormElement | undefined): Node[][] {
  const heading: Node[] = [];
  const lead: Node[] = [];
  const formed: Node[] = [];
  const note: Node[] = [];
  for (const node of host.childNodes) {
    const slot = node instanceof Element ? node.slot : '';
    if (form && node instanceof Element && formsIn(node).includes(form)) formed.push(node);
    else if (slot === 'heading') heading.push(node);
    else if (slot === 'note' || formed.length) note.push(node);
    else lead.push(node);
  }
  return [heading, lead, formed, note];
}
