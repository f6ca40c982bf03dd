import { readFacts } from '../content/facts.js';
import { AfterwordError } from '../ports/errors.js';
import type { Fact } from '../ports/facts.js';
import { failureFromStatus, request } from './http.js';

/** Loads a pool of facts; `unreadable` when the answer is something else. */
export async function loadFacts(url: string, signal: AbortSignal): Promise<Fact[]> {
  const answer = await request(url, { signal });
  if (!answer.ok) throw failureFromStatus(answer);
  const facts = readFacts(answer.json, answer.url);
  if (!facts) throw new AfterwordError('unreadable', `${url} is not {"facts": […]}`, { status: answer.status });
  return facts;
}
