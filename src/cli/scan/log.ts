import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../archive/lines.js';
import { UsageError } from '../failure.js';
import type { PageNote } from './notes.js';

/** The pages that were looked at, one a line, only ever appended to, so that a scan that was stopped goes on. */
export class ScanLog {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #known = new Map<string, string | undefined>();

  constructor(folder: string, source: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'scan.jsonl');
    let end = 0;
    if (existsSync(this.#file)) {
      for (const { text, at, length } of linesOf(this.#file)) {
        const line = JSON.parse(text) as PageNote & { source?: string };
        if (at === 0 && line.source !== source) {
          throw new UsageError(
            `${folder} holds a scan of ${line.source} that was not finished. Name another folder with --state, or delete ${this.#file}.`,
          );
        }
        if (line.key !== undefined && line.failure === undefined) this.#known.set(line.key, line.version);
        end = at + length + 1;
      }
    }
    this.#descriptor = openSync(this.#file, 'a+');
    ftruncateSync(this.#descriptor, end);
    if (!end) writeSync(this.#descriptor, `${JSON.stringify({ source })}\n`);
  }

  get size(): number {
    return this.#known.size;
  }

  knows(key: string, version: string | undefined): boolean {
    return this.#known.has(key) && this.#known.get(key) === version;
  }

  add(page: PageNote): void {
    writeSync(this.#descriptor, `${JSON.stringify(page)}\n`);
  }

  /** All pages in the order of their keys' first line; the last line about a page counts. */
  *pages(): Generator<PageNote> {
    const last = new Map<string, number>();
    for (const { text, at } of linesOf(this.#file)) {
      const { key } = JSON.parse(text) as Partial<PageNote>;
      if (key !== undefined) last.set(key, at);
    }
    for (const { text, at } of linesOf(this.#file)) {
      const page = JSON.parse(text) as Partial<PageNote>;
      if (page.key !== undefined && last.get(page.key) === at) yield page as PageNote;
    }
  }

  /** A finished scan leaves nothing behind: the next one looks at everything anew. */
  close(isDone: boolean): void {
    closeSync(this.#descriptor);
    if (isDone) rmSync(this.#file, { force: true });
  }
}
