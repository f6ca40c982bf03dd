import type { FieldNeed } from '../ports/comments.js';
import { AfterwordError } from '../ports/errors.js';

const NEEDS: readonly string[] = ['none', 'optional', 'required'] satisfies FieldNeed[];

/** An option that says what a form asks for; throws `misconfigured` when it says something else. */
export function needOption(src: URL, name: string): FieldNeed | undefined {
  const value = src.searchParams.get(name);
  if (value === null) return undefined;
  if (NEEDS.includes(value)) return value as FieldNeed;
  throw new AfterwordError('misconfigured', `${name}=${value} in src: ${name} is none, optional or required`);
}
