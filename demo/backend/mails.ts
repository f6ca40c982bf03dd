import nodemailer from 'nodemailer';
import type { Database, Sql } from './db.js';
import type { MailText } from './mail-texts.js';

export interface Mail extends MailText {
  to: string;
  headers: Readonly<Record<string, string>>;
}

export interface StoredMail {
  id: number;
  recipient: string;
  subject: string;
  text: string;
  created_at: Date;
}

export interface Mailer {
  /** Puts the mail into the queue as part of the caller's transaction: it is sent exactly when that commits. */
  send(tx: Sql, mail: Mail): Promise<void>;
  /** Tries what waits, without being waited for: the answer to a reader takes no longer for a mail. */
  wake(): void;
  /** Mails that go nowhere, newest first; `undefined` when they are really sent. */
  outbox(): Promise<StoredMail[] | undefined>;
  close(): Promise<void>;
}

const TRIES = 8;
const BATCH = 20;
/** Milliseconds. */
const FIRST_RETRY = 30_000;
const LOOK_AGAIN = 60_000;
/** A process that died while sending keeps a mail from the others for this long. */
const LEASE = 5 * 60_000;

/** Sends by SMTP with a queue in the database, so that a mail survives a crash, a restart and a mail server that is down. */
export function createMailer(options: {
  db: Database;
  smtpUrl: string | undefined;
  from: string;
  now: () => number;
  /** Told of a mail that could not be sent. */
  onError: (error: unknown) => void;
}): Mailer {
  const { db, now } = options;
  const transport = options.smtpUrl === undefined ? undefined : nodemailer.createTransport(options.smtpUrl);
  let running: Promise<void> | undefined;
  let closed = false;

  /** Claims mails under a lease first, so that two processes never send the same one and no lock is held while sending. */
  async function claim(): Promise<
    {
      id: number;
      recipient: string;
      subject: string;
      text: string;
      html: string;
      headers: Record<string, string>;
      tries: number;
    }[]
  > {
    return db.query(
      `UPDATE mails SET tries = tries + 1, next_try_at = $2
       WHERE id IN (SELECT id FROM mails WHERE next_try_at <= $1 AND tries < $3 ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)
       RETURNING id, recipient, subject, text, html, headers, tries`,
      [new Date(now()), new Date(now() + LEASE), TRIES, BATCH],
    );
  }

  async function deliver(): Promise<void> {
    while (!closed && transport) {
      const mails = await claim();
      for (const mail of mails) {
        try {
          await transport.sendMail({
            from: options.from,
            to: { name: '', address: mail.recipient },
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            headers: mail.headers,
          });
          // Its links are secrets of the recipient; a sent mail is not kept.
          await db.query('DELETE FROM mails WHERE id = $1', [mail.id]);
        } catch (thrown) {
          options.onError(thrown);
          const retryAt = new Date(now() + FIRST_RETRY * 2 ** (mail.tries - 1));
          await db.query('UPDATE mails SET next_try_at = $2 WHERE id = $1', [mail.id, retryAt]);
        }
      }
      if (mails.length < BATCH) return;
    }
  }

  const wake = () => {
    if (!transport || closed) return;
    running ??= deliver()
      .catch(options.onError)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = transport ? setInterval(wake, LOOK_AGAIN) : undefined;
  timer?.unref();
  wake();

  return {
    wake: () => {
      // A run that is about to end may have looked before this mail was there.
      if (running) void running.then(wake);
      else wake();
    },
    async send(tx, mail) {
      await tx.query(
        `INSERT INTO mails (recipient, subject, text, html, headers, created_at, next_try_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
        [mail.to, mail.subject, mail.text, mail.html, JSON.stringify(mail.headers), new Date(now())],
      );
    },
    async outbox() {
      if (transport) return undefined;
      return db.query<StoredMail>('SELECT id, recipient, subject, text, created_at FROM mails ORDER BY id DESC LIMIT 200');
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
      transport?.close();
    },
  };
}
