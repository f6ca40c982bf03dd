import { Presets, SingleBar } from 'cli-progress';

/** Says how far a run is: a bar for a person at a terminal, a line now and then for a log. Results go to standard output. */
export class Terminal {
  readonly #error: NodeJS.WriteStream;
  readonly #isQuiet: boolean;
  #stage = '';
  #bar: SingleBar | undefined;
  #told = 0;
  #warnings = 0;

  constructor(isQuiet: boolean, error: NodeJS.WriteStream = process.stderr) {
    this.#isQuiet = isQuiet;
    this.#error = error;
  }

  /** `of` is 0 while nobody knows. */
  readonly progress = (stage: string, done: number, of: number): void => {
    if (this.#isQuiet) return;
    const now = Date.now();
    const isNew = stage !== this.#stage;
    const isLast = done === of;
    // Asking the clock is cheap, drawing is not.
    if (!isNew && !(isLast && this.#error.isTTY) && now - this.#told < (this.#error.isTTY ? 100 : 5_000)) return;
    if (isNew) this.end();
    this.#stage = stage;
    this.#told = now;
    if (!this.#error.isTTY) {
      if (!isNew) this.#error.write(`${stage}: ${done.toLocaleString('en')}${of ? ` of ${of.toLocaleString('en')}` : ''}\n`);
      return;
    }
    if (!of) {
      this.#error.write(`\r\x1B[K${stage}: ${done.toLocaleString('en')}`);
      return;
    }
    if (!this.#bar) {
      const format = `${stage.padEnd(24)} {bar} {percentage} % · {value} of {total} · {eta_formatted} left`;
      this.#bar = new SingleBar(
        { format, stream: this.#error, clearOnComplete: true, hideCursor: true },
        Presets.shades_classic,
      );
      this.#bar.start(of, done);
    }
    this.#bar.setTotal(of);
    this.#bar.update(done);
  };

  /** Says something that went wrong and does not stop the run; after the first fifty only counts. */
  readonly warn = (message: string): void => {
    if (++this.#warnings > 50) return;
    if (this.#error.isTTY) this.#error.write('\r\x1B[K');
    this.#error.write(`${this.#warnings === 50 ? 'Further messages are left out.' : message}\n`);
  };

  /** Takes the bar away. */
  end(): void {
    this.#bar?.stop();
    if (this.#error.isTTY && this.#stage && !this.#bar) this.#error.write('\r\x1B[K');
    this.#bar = undefined;
    this.#stage = '';
  }

  say(text: string): void {
    this.end();
    process.stdout.write(`${text}\n`);
  }
}
