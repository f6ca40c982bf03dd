/** Where a reader is writing in the publisher's own form, from before ours was there. What is not shown is filled by scripts. */
export function fieldsInUse(host: Element): readonly HTMLTextAreaElement[] {
  return [...host.querySelectorAll('textarea')].filter(
    (field) =>
      field.style.display !== 'none' && (field.value !== field.defaultValue || (field.form ?? field).matches(':focus-within')),
  );
}
