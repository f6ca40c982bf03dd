import nodemailer from 'nodemailer';
import type { Database, Sql } from './sql.js';
import { CONFIRM_LIFETIME, type MailText } from './mail-texts.js';

export interface Mail extends MailText {
  to: string;
  /** Whose mail it is, as addresses are compared. */
  address: string;
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

/** Milliseconds. */
const FIRST_RETRY = 30_000;
const LAST_RETRY = 60 * 60_000;
const LOOK_AGAIN = 60_000;
/** A process that sends a mail keeps it from the others for this long, even if it died. */
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

  /**
   * Claims one mail under a lease first, so that two processes never send the same one and no lock is held while sending. One,
   * because a lease for several would be over before a slow mail server has taken them all.
   */
  async function claim() {
    const [mail] = await db.query<{
      id: number;
      recipient: string;
      subject: string;
      text: string;
      html: string;
      headers: Record<string, string>;
      tries: number;
    }>(
      `UPDATE mails SET tries = tries + 1, next_try_at = $2
       WHERE id IN (SELECT id FROM mails WHERE next_try_at <= $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, recipient, subject, text, html, headers, tries`,
      [new Date(now()), new Date(now() + LEASE)],
    );
    return mail;
  }

  /** A mail whose links are dead helps nobody. */
  async function giveUp(): Promise<void> {
    const late = await db.query('DELETE FROM mails WHERE created_at <= $1 RETURNING id', [new Date(now() - CONFIRM_LIFETIME)]);
    if (late.length)
      options.onError(new Error(`Mails that could not be sent within two days and are given up: ${late.length}`));
  }

  async function deliver(): Promise<void> {
    if (!transport) return;
    await giveUp();
    for (let mail; !closed && (mail = await claim());) {
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
        const retryAt = new Date(now() + Math.min(FIRST_RETRY * 2 ** (mail.tries - 1), LAST_RETRY));
        await db.query('UPDATE mails SET next_try_at = $2 WHERE id = $1', [mail.id, retryAt]);
      }
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
        `INSERT INTO mails (recipient, address, subject, text, html, headers, created_at, next_try_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [mail.to, mail.address, mail.subject, mail.text, mail.html, JSON.stringify(mail.headers), new Date(now())],
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
