const PLAIN = ' 0123456789+-−=()n';
const SMALL = { sup: ' ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ', sub: ' ₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ' };

export type SupSub = keyof typeof SMALL;

/**
 * Raised or lowered text in one line, where 10⁶ must not become 106: in Unicode's small digits and signs, else as `^(2/3)` is
 * written. Words and marks ("1st", "Word®") say the same without, and footnotes have brackets of their own.
 */
export function supSub(name: SupSub, text: string): string {
  const small = [...text].map((char) => SMALL[name][PLAIN.indexOf(char)]);
  if (!small.includes(undefined)) return small.join('');
  return /^\s*\[|^[^\d=/+−-]*$/.test(text) ? text : `${name === 'sup' ? '^' : '_'}(${text})`;
}
