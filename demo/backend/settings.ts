import { z } from 'zod';

const NO_ADDRESS = 'must be an address like https://talk.example.org, and nothing behind it';

const address = z.string().transform((text, context) => {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url && !url.search && !url.hash && !url.username && !url.host.includes('*')) return url.href.replace(/\/+$/, '');
  context.addIssue({ code: 'custom', message: NO_ADDRESS });
  return z.NEVER;
});

const origin = address.refine((text) => new URL(text).pathname === '/', NO_ADDRESS);

const PORT = 'must be a whole number from 0 to 65535';

const separatedBy = (separator: string) => (text: string) =>
  text
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean);

const topic = z
  .string()
  .regex(/^[\w-]+=.+$/, 'must be like science=Science, every week; space=From orbit')
  .transform((text) => ({ id: text.slice(0, text.indexOf('=')), label: text.slice(text.indexOf('=') + 1).trim() }));

/** What a backend of one's own is told by its environment; `docs/backend.md` lists it. An empty variable is one that is not set. */
const settingsSchema = z.object({
  PUBLIC_URL: origin,
  SITE_URL: address,
  MODERATION_TOKEN: z.string().min(16, 'must have at least 16 characters, for example of: openssl rand -hex 16'),
  ALLOWED_ORIGINS: z.string().transform(separatedBy(',')).pipe(z.array(origin)).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(4173),
  AFTERWORD_DATA: z.string().default('afterword-data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().includes('@', 'must hold a mail address').optional(),
  TOPICS: z
    .string()
    .transform(separatedBy(';'))
    .pipe(z.array(topic))
    .refine((topics) => new Set(topics.map(({ id }) => id)).size === topics.length, 'must not name a topic twice')
    .optional(),
  TRUST_PROXY: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
});

export type Settings = z.output<typeof settingsSchema>;
export const SETTING_NAMES = Object.keys(settingsSchema.shape);

/** @throws Error whose message names every setting that is missing or wrong, a line for each */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, env[name]?.trim() || undefined]));
  const { data, error } = settingsSchema.safeParse(given);
  const lines = (error?.issues ?? []).map(({ path: [name = ''], message }) =>
    given[String(name)] === undefined ? `${String(name)} is missing` : `${String(name)} ${message}`,
  );
  if (given['SMTP_URL'] && !given['MAIL_FROM']) {
    lines.push('MAIL_FROM is needed with SMTP_URL: Example News <letters@example.org>');
  }
  if (data && !lines.length) return data;
  throw new Error([...new Set(lines)].join('\n'));
}
