import { z } from 'zod';
import { badRequest, invalid, Problem } from './problems.js';

/** Bytes of a body before it is parsed. Percent-encoding makes three bytes of one, and a form may say as much as JSON. */
const JSON_LIMIT = 64 * 1024;
const FORM_LIMIT = 3 * JSON_LIMIT;
/** Bytes that are read and dropped so that a browser still sending them gets to see the refusal. */
const DRAIN_LIMIT = 8 * 1024 * 1024;

export const TEXT_LIMIT = 10_000;
export const NAME_LIMIT = 80;

export type Body = { type: 'json'; value: unknown } | { type: 'form'; value: FormData };

export function isForm(request: Request): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(request.headers.get('Content-Type') ?? '');
}

/** The parsed body. Nothing beyond the size limit is kept; `field` is what a body that is too large is blamed on. */
export async function readBody(request: Request, field?: string): Promise<Body> {
  const contentType = request.headers.get('Content-Type') ?? '';
  const form = isForm(request);
  const bytes = await readCapped(request, form ? FORM_LIMIT : JSON_LIMIT);
  if (!bytes) throw new Problem('invalid', { status: 413, ...(field === undefined ? {} : { field }) });
  if (form) {
    try {
      return { type: 'form', value: await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData() };
    } catch {
      throw badRequest();
    }
  }
  // Another type would let any page of the web post without asking (a CORS "simple request").
  if (!/^application\/json\b/i.test(contentType)) throw new Problem('invalid', { status: 415 });
  try {
    return { type: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    throw badRequest();
  }
}

async function readCapped(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      // Whoever sends it went away.
      throw badRequest();
    });
    if (done) break;
    length += value.byteLength;
    if (length <= limit) chunks.push(value);
    else chunks.length = 0;
    if (length > DRAIN_LIMIT) {
      await reader.cancel();
      break;
    }
  }
  return length > limit ? undefined : new Uint8Array(Buffer.concat(chunks));
}

/** JSON of a request that has no form. */
export async function readJson<T extends z.ZodType>(request: Request, schema: T, field?: string): Promise<z.output<T>> {
  const body = await readBody(request, field);
  if (body.type === 'form') throw new Problem('invalid', { status: 415 });
  return check(schema, body.value);
}

/** `value` as the schema has it, else 422 with the first field at fault. */
export function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path[0];
  throw field === undefined ? new Problem('invalid') : invalid(String(field));
}

/** The same for query parameters, which are 400. */
export function checkQuery<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  try {
    return check(schema, value);
  } catch (thrown) {
    throw thrown instanceof Problem ? badRequest(thrown.field) : thrown;
  }
}

/**
 * Postgres has no U+0000, and a lone surrogate is no character: neither can have been meant. Line ends are LF, where
 * forms send CRLF.
 */
export function clean(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .trim();
}

/** One line: a name with line breaks or control characters could pretend to be more than a name. */
export function cleanLine(text: string): string {
  return clean(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')).replace(/\s+/g, ' ');
}

/** The first so many code points: half a surrogate pair is no text. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : [...text].slice(0, limit).join('');
}

/** Not white space and invisible characters only. */
const isVisible = (text: string) => /[^\p{C}\p{Z}\s]/u.test(text);

const within = (limit: number) => (text: string) => text.length <= limit * 2 && [...text].length <= limit;

/** 1 to 10,000 code points. */
export const textSchema = z.string().transform(clean).refine(isVisible).refine(within(TEXT_LIMIT));

/** 1 to 80 code points on one line. */
export const nameSchema = z.string().transform(cleanLine).refine(isVisible).refine(within(NAME_LIMIT));

/** A key is compared, never repaired: one with U+0000 or a lone surrogate is nobody's. */
export const threadSchema = z
  .string()
  .min(1)
  .max(500)
  .refine((key) => !/\0|\p{Surrogate}/u.test(key));

export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)
  .transform((id) => id.toLowerCase());

/** An absolute `http:` or `https:` address. */
export const pageSchema = z
  .string()
  .max(2000)
  .transform(clean)
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url));

/** A path parameter as a comment's id; what is none belongs to no comment. */
export function commentId(id: string): string {
  const result = uuidSchema.safeParse(id);
  if (!result.success) throw new Problem('not-found');
  return result.data;
}
