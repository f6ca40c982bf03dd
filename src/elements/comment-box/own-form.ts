/** Where a reader is writing in the publisher's own form, from before ours was there. */
export function fieldInUse(host: Element): HTMLTextAreaElement | undefined {
  return [...host.querySelectorAll('textarea')].find(
    (field) => field.value !== field.defaultValue || (field.form ?? field).matches(':focus-within'),
  );
}
