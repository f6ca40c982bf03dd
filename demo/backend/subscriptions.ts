import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { sha256 } from './access.js';
import type { Database, Sql } from './sql.js';
import { clean, cleanLine, cut, NAME_LIMIT } from './input.js';
import { alreadyMail, confirmMail, CONFIRM_LIFETIME, type MailLinks } from './mail-texts.js';
import type { Mailer } from './mails.js';
import { invalid, Problem } from './problems.js';
import type { RateLimit } from './rate-limit.js';
import type { Topic } from './types.js';

const DAY = 24 * 60 * 60_000;
/** Mails are found again long after; the law of some countries asks for working links. */
const UNSUBSCRIBE_LIFETIME = 400 * DAY;

const REQUESTS = { hits: 5, seconds: 60 };
/** Nobody can have a stranger's mailbox filled. */
const MAILS_PER_ADDRESS = { hits: 3, seconds: 3600 };

export const subscriptionSchema = z.object({
  website: z.string().nullish(),
  // A password manager is as fast as a robot: the honeypot is enough.
  elapsed: z.number().nullish(),
  email: z.string().transform(clean).refine(isAddress),
  name: z
    .string()
    .transform((name) => cut(cleanLine(name), NAME_LIMIT))
    .nullish(),
  topics: z.array(z.string().max(200)).max(100).nullish(),
  consent: z
    .object({
      text: z.string().max(2000).transform(clean),
      given: z.boolean(),
      version: z.string().max(200).transform(clean).optional(),
      time: z.iso.datetime({ offset: true }).max(40).optional().catch(undefined),
    })
    .nullish(),
  page: z.string().max(2000).transform(clean).nullish(),
  // No subscription fails for what only counts them.
  attribution: z
    .object({
      widget: z.string().transform(shortLine).optional().catch(undefined),
      placement: z.enum(['inline', 'auto']).optional().catch(undefined),
      campaign: z.record(z.string(), z.unknown()).transform(campaignOf).optional().catch(undefined),
    })
    .nullish()
    .catch(null),
});

/** What was agreed to is proven by where and when: all of it is replaced, or none. */
const KEPT_WITH_CONSENT = ['consent', 'page', 'attribution', 'confirmed_at'];
const AGREES_TO_NOTHING_NEW = 'excluded.consent IS NULL AND subscribers.consent IS NOT NULL';

function shortLine(text: string): string {
  return cut(cleanLine(text), 200);
}

/** The `utm_*` parameters of a page's address. */
function campaignOf(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const parameters = Object.entries(given).filter(([name, value]) => /^utm_\w{1,60}$/.test(name) && typeof value === 'string');
  return Object.fromEntries(parameters.slice(0, 20).map(([name, value]) => [name, shortLine(value as string)]));
}

export type Subscription = z.output<typeof subscriptionSchema>;
export type TokenState = 'valid' | 'used' | 'expired' | 'unknown';
export type Purpose = 'confirm' | 'unsubscribe';

export interface Subscriptions {
  readonly topics: readonly Topic[];
  /** Takes as long and answers the same for every valid address. */
  request(address: string, subscription: Subscription): Promise<void>;
  /** What a link of a mail is good for. */
  inspect(purpose: Purpose, token: string): Promise<TokenState>;
  /** `valid` when it was done now. */
  redeem(purpose: Purpose, token: string): Promise<TokenState>;
}

/** What a reader asked for; it becomes true with the link in the mail. */
export interface Wanted {
  email: string;
  name: string | null;
  topics: string[];
  consent: { text: string; given: boolean; version?: string | undefined; time?: string | undefined } | null;
  page: string | null;
  /** Where the subscription came from: the widget, its placement, the campaign of the page's address. */
  attribution: NonNullable<Subscription['attribution']> | null;
}

interface TokenRow {
  address: string;
  request: Wanted | null;
  expires_at: Date;
  used_at: Date | null;
}

/** Double opt-in: nothing is subscribed, changed or told to anybody but through a link in a mail to the address itself. */
export function createSubscriptions(options: {
  db: Database;
  limits: RateLimit;
  mailer: Mailer;
  now: () => number;
  topics: readonly Topic[];
  publicUrl: () => string;
  takesSubscribers: boolean;
}): Subscriptions {
  const { db, limits, mailer, now, topics } = options;

  async function createToken(tx: Sql, purpose: Purpose, address: string, lifetime: number, request?: Wanted): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await tx.query('INSERT INTO mail_tokens (hash, purpose, address, request, expires_at) VALUES ($1, $2, $3, $4, $5)', [
      sha256(token),
      purpose,
      address,
      request ? JSON.stringify(request) : null,
      new Date(now() + lifetime),
    ]);
    return `${options.publicUrl().replace(/\/$/, '')}/subscriptions/${purpose}?token=${token}`;
  }

  async function find(sql: Sql, purpose: Purpose, token: string): Promise<TokenRow | undefined> {
    const [row] = await sql.query<TokenRow>(
      'SELECT address, request, expires_at, used_at FROM mail_tokens WHERE hash = $1 AND purpose = $2 FOR UPDATE',
      [sha256(token), purpose],
    );
    return row;
  }

  function stateOf(row: TokenRow | undefined): TokenState {
    if (!row) return 'unknown';
    if (row.used_at) return 'used';
    return row.expires_at.getTime() <= now() ? 'expired' : 'valid';
  }

  return {
    topics,

    async request(networkAddress, subscription) {
      if (!options.takesSubscribers) throw new Problem('closed');
      if (subscription.website) throw new Problem('filtered');
      const chosen = [...new Set(subscription.topics ?? [])];
      if (!chosen.every((id) => topics.some((topic) => topic.id === id))) throw invalid('topics');
      await limits.spend('subscribe', networkAddress, REQUESTS);
      const address = comparable(subscription.email);
      const mayMail = await limits.allows('mail to', address, MAILS_PER_ADDRESS);
      await db.transaction(async (tx) => {
        const [confirmed] = await tx.query('SELECT 1 FROM subscribers WHERE address = $1', [address]);
        await tx.query('DELETE FROM mail_tokens WHERE expires_at < $1', [new Date(now() - 30 * DAY)]);
        if (!mayMail) return;
        const links: MailLinks = {
          confirm: await createToken(tx, 'confirm', address, CONFIRM_LIFETIME, {
            email: subscription.email,
            name: subscription.name || null,
            topics: chosen,
            consent: subscription.consent ?? null,
            page: subscription.page || null,
            attribution: subscription.attribution ?? null,
          }),
          // Of an address whose owner never agrees, nothing is kept for longer than the question stands.
          unsubscribe: await createToken(tx, 'unsubscribe', address, confirmed ? UNSUBSCRIBE_LIFETIME : CONFIRM_LIFETIME),
        };
        const labels = topics.filter((topic) => chosen.includes(topic.id)).map((topic) => topic.label);
        await mailer.send(tx, {
          to: subscription.email,
          address,
          ...(confirmed ? alreadyMail(links, labels) : confirmMail(links, labels)),
          headers: {
            'List-Unsubscribe': `<${links.unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        });
      });
      mailer.wake();
    },

    inspect: (purpose, token) => db.transaction(async (tx) => stateOf(await find(tx, purpose, token))),

    redeem: (purpose, token) =>
      db.transaction(async (tx) => {
        const row = await find(tx, purpose, token);
        const state = stateOf(row);
        if (!row || state !== 'valid') return state;
        const at = new Date(now());
        if (purpose === 'confirm' && row.request) {
          await tx.query(
            `INSERT INTO subscribers (address, email, name, topics, consent, page, attribution, confirmed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (address) DO UPDATE SET email = excluded.email, name = excluded.name, topics = excluded.topics,
               ${KEPT_WITH_CONSENT.map((column) => `${column} = CASE WHEN ${AGREES_TO_NOTHING_NEW} THEN subscribers.${column} ELSE excluded.${column} END`).join(', ')}`,
            [
              row.address,
              row.request.email,
              row.request.name,
              JSON.stringify(row.request.topics),
              row.request.consent && JSON.stringify(row.request.consent),
              row.request.page,
              row.request.attribution && JSON.stringify(row.request.attribution),
              at,
            ],
          );
          await tx.query('UPDATE mail_tokens SET used_at = $2, request = NULL WHERE hash = $1', [sha256(token), at]);
          await tx.query(`UPDATE mail_tokens SET expires_at = $2 WHERE address = $1 AND purpose = 'unsubscribe'`, [
            row.address,
            new Date(at.getTime() + UNSUBSCRIBE_LIFETIME),
          ]);
        } else {
          // Confirmations that are still under way die too: the reader said no.
          await tx.query('DELETE FROM subscribers WHERE address = $1', [row.address]);
          await tx.query(`DELETE FROM mail_tokens WHERE address = $1 AND purpose = 'confirm'`, [row.address]);
          await tx.query('DELETE FROM mails WHERE address = $1', [row.address]);
        }
        return 'valid';
      }),
  };
}

/** One mailbox is one subscriber: domains have no case, and no mail provider of note tells local parts apart by theirs. */
function comparable(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at).normalize('NFC').toLowerCase()}@${domainToASCII(email.slice(at + 1))}`;
}

/** What can be mailed to, not all that RFC 5321 allows: something, `@`, a domain with a dot. Typing errors are the element's part. */
function isAddress(email: string): boolean {
  if (email.length > 254) return false;
  const match = /^([^\s@"<>(),:;\\[\]\p{Cc}\p{Cf}]{1,64})@([^\s@]+)$/u.exec(email);
  if (!match || /^\.|\.\.|\.$/.test(match[1]!)) return false;
  const domain = domainToASCII(match[2]!);
  return domain.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(domain);
}
