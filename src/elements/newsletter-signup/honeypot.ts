/** Name of our own field that only robots fill in: nothing that autofill knows. */
export const HONEYPOT = 'leave-this-empty';
