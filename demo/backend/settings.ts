import { z } from 'zod';
import { originOf } from './access.js';

const address = z
  .string()
  .refine((text) => originOf(text)?.startsWith('http'), 'must be an address like https://talk.example.org')
  .transform((text) => text.replace(/\/+$/, ''));

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
const settingsSchema = z
  .object({
    PUBLIC_URL: address,
    SITE_URL: address,
    MODERATION_TOKEN: z.string().min(16, 'must have at least 16 characters, for example of: openssl rand -hex 16'),
    ALLOWED_ORIGINS: z.string().transform(separatedBy(',')).pipe(z.array(address)).optional(),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(4173),
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
    TOPICS: z.string().transform(separatedBy(';')).pipe(z.array(topic)).optional(),
    TRUST_PROXY: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    message: 'is needed with SMTP_URL: Example News <letters@example.org>',
  });

export type Settings = z.output<typeof settingsSchema>;
export const SETTING_NAMES = Object.keys(settingsSchema.shape);

/** @throws Error whose message names every setting that is missing or wrong, a line for each */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, env[name]?.trim() || undefined]));
  const { data, error } = settingsSchema.safeParse(given);
  if (data) return data;
  const lines = error.issues.map(({ path: [name = ''], message }) =>
    given[String(name)] === undefined && !message.startsWith('is needed')
      ? `${String(name)} is missing`
      : `${String(name)} ${message}`,
  );
  throw new Error([...new Set(lines)].join('\n'));
}
