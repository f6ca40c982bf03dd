/**
 * Reads a boolean attribute: there or not, as HTML says, but `"false"` is no. Vue and Svelte write `open="false"` for
 * `open={false}`, on the server and as long as the element is not defined.
 */
export const flag = (value: string | null): boolean => value !== null && value !== 'false';
