/** What each slot was given: asking the slot itself would make the browser assign all of them anew, every time. */
const given = new WeakMap<HTMLSlotElement, readonly Node[]>();

/**
 * Gives the slots of a shadow root, in their order, the groups of light-DOM nodes they show (`slotAssignment: 'manual'`).
 * Slots that already show theirs are not touched.
 */
export function assignSlots(root: ParentNode, groups: readonly (readonly Node[])[]): void {
  root.querySelectorAll('slot').forEach((slot, index) => assignSlot(slot, groups[index] ?? []));
}

/** As {@link assignSlots}, for one slot. */
export function assignSlot(slot: HTMLSlotElement, group: readonly Node[]): void {
  const nodes = group.filter((node) => node instanceof Element || node instanceof Text);
  const before = given.get(slot) ?? [];
  if (nodes.length === before.length && nodes.every((node, at) => node === before[at])) return;
  given.set(slot, nodes);
  slot.assign(...nodes);
}
