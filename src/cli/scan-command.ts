import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { read } from '../enhance/read.js';
import { writeAtomically } from './archive/store.js';
import { EXIT } from './failure.js';
import { SCAN_HELP } from './help.js';
import { scanOptions } from './options.js';
import { parsePage } from './page.js';
import { listFailures, readAll } from './read-all.js';
import { ScanLog } from './scan/log.js';
import { noteOf, type PageNote } from './scan/notes.js';
import { toHtml, toText } from './scan/report.js';
import { Summarizer, type Summary } from './scan/summary.js';
import { openSource } from './sources/open.js';
import { Terminal } from './terminal.js';
import { Web } from './web.js';

/** `afterword scan`; answers the exit code. */
export async function runScan(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(SCAN_HELP);
    return EXIT.done;
  }
  const options = scanOptions(args);
  const terminal = new Terminal(options.quiet);
  const web = new Web({ delay: options.delay, timeout: options.timeout, robots: options.robots, signal });
  const source = await openSource(options.source, { ...options, web, isMine: () => true, warn: terminal.warn });
  const log = new ScanLog(options.state, source.name);
  let isDone = false;
  try {
    if (log.size) terminal.warn(`Going on: ${log.size} pages were looked at before.`);
    const { failures } = await readAll(source, {
      terminal,
      concurrency: options.concurrency,
      limit: options.limit,
      signal,
      wants: ({ key, version }) => !log.knows(key, version),
      read: async (entry) => {
        const { html, url } = await entry.load();
        const address = url ?? options.site;
        const document = parsePage(html);
        const start = performance.now();
        const reading = read(document, {
          url: address ?? 'https://site.invalid/',
          ...(options.lang && { lang: options.lang }),
        });
        const milliseconds = performance.now() - start;
        const title = (document.querySelector('title')?.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
        log.add({ key: entry.key, version: entry.version, url, title, ...noteOf(reading), milliseconds });
      },
      failed: ({ key, version }, failure) => {
        log.add({ key, version, url: undefined, title: '', findings: [], leftAlone: [], milliseconds: 0, failure });
      },
    });
    const summarizer = new Summarizer(options.sample);
    for (const page of log.pages()) summarizer.add(page);
    const { summary } = summarizer;
    if (options.json) writeJson(options.json, source.name, summary, log.pages());
    if (options.html) {
      mkdirSync(dirname(resolve(options.html)), { recursive: true });
      writeAtomically(options.html, toHtml(summary, source.name, failures));
    }
    terminal.say(toText(summary, options.sample));
    for (const file of [options.html, options.json]) if (file) terminal.say(`\nWritten: ${file}`);
    if (failures.length) terminal.say(`\n${listFailures(failures)}`);
    isDone = true;
    return failures.length ? EXIT.partly : EXIT.done;
  } finally {
    log.close(isDone);
  }
}

/** The summary and every page, one a line, written as it goes: an archive of any size. */
function writeJson(file: string, source: string, summary: Summary, pages: Iterable<PageNote>): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeSync(descriptor, `{"version":1,"source":${JSON.stringify(source)},\n"summary":${JSON.stringify(summary)},\n"pages":[`);
    let separator = '\n';
    for (const page of pages) {
      writeSync(descriptor, separator + JSON.stringify(page));
      separator = ',\n';
    }
    writeSync(descriptor, '\n]}\n');
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}
