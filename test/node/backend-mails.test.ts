import { expect } from 'chai';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { openDatabase } from '../../demo/backend/db.js';
import type { Database } from '../../demo/backend/sql.js';
import { createMailer, type Mailer } from '../../demo/backend/mails.js';
import { until } from '../support/wait.js';
import { Clock } from './support/backend.js';
import { startSmtpSink, type SmtpSink } from './support/backend-smtp.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('mails that wait', () => {
  let db: Database;
  let sink: SmtpSink;
  let clock: Clock;
  let complaints: string[];
  const mailers: Mailer[] = [];

  const start = () => {
    const mailer = createMailer({
      db,
      smtpUrl: sink.url,
      from: 'news@example.org',
      now: clock.now,
      onError: (error) => complaints.push(String(error)),
    });
    mailers.push(mailer);
    return mailer;
  };
  const write = (mailer: Mailer, name: string) =>
    db.transaction((tx) =>
      mailer.send(tx, {
        to: `${name}@example.org`,
        address: `${name}@example.org`,
        subject: `To ${name}`,
        text: 'x',
        html: 'x',
        headers: {},
      }),
    );
  const subjects = () => sink.mails.map((mail) => /^Subject: To (.*)$/m.exec(mail)![1]);
  const allGone = () => vi.waitFor(async () => expect(await db.query('SELECT subject FROM mails')).to.deep.equal([]), 10_000);

  beforeEach(async () => {
    db = await openDatabase({ data: 'memory' });
    sink = await startSmtpSink();
    clock = new Clock();
    complaints = [];
  });
  afterEach(async () => {
    sink.release();
    await Promise.all(mailers.splice(0).map((mailer) => mailer.close()));
    await sink.stop();
    await db.close();
  });

  it('are sent when the mail server is back, for as long as their links work', async () => {
    const mailer = start();
    sink.failing = true;
    await write(mailer, 'ada');
    for (let hour = 1; hour <= 46; hour++) {
      clock.pass(HOUR + MINUTE);
      mailer.wake();
      await until(() => complaints.length === hour, `a try after ${hour} hours`, 5000);
    }
    sink.failing = false;
    clock.pass(HOUR + MINUTE);
    start();
    await until(() => sink.mails.length === 1, 'the mail');
    expect(subjects()).to.deep.equal(['ada']);
  });

  it('are forgotten when their links are dead, and whoever reads the log is told', async () => {
    const mailer = start();
    sink.failing = true;
    await write(mailer, 'ada');
    mailer.wake();
    await until(() => complaints.length > 0, 'the first try');
    clock.pass(48 * HOUR);
    mailer.wake();
    await allGone();
    expect(complaints.at(-1))
      .to.match(/within two days.*: 1$/)
      .and.not.include('ada');
  });

  it('are sent once by two processes, however slow the mail server is', async () => {
    const one = start();
    sink.holding = true;
    for (const name of ['ada', 'bob', 'eve']) await write(one, name);
    one.wake();
    await until(() => sink.held === 1, 'the first mail on its way');
    // No mail takes longer than another process leaves it alone, but all of them together do.
    clock.pass(4 * MINUTE);
    sink.release(1);
    await until(() => sink.held === 1 && sink.mails.length === 2, 'the second mail on its way');
    clock.pass(4 * MINUTE);
    const two = start();
    two.wake();
    await until(() => sink.held === 2, 'the last mail on its way');
    sink.release();
    await allGone();
    expect(subjects().sort()).to.deep.equal(['ada', 'bob', 'eve']);
  });
});
