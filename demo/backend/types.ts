import type { Hono } from 'hono';

export interface Topic {
  id: string;
  label: string;
}

export interface BackendOptions {
  /** Folder of the embedded database, or `memory` for one that is gone with the process. Unused with `databaseUrl`. */
  data: string;
  /** `postgres://…`: the same SQL on a server that several processes may share. */
  databaseUrl?: string | undefined;
  /** Origin and prefix the API is mounted at, for links in mails; a function because the port is known late. */
  publicUrl: () => string;
  /** The site's front page; its origin may always call the API and be redirected to. */
  siteUrl: () => string;
  /** Opens the moderation page. */
  moderationToken: string;
  /** `smtp://…`; without it mails are kept and shown on the outbox page. */
  smtpUrl?: string | undefined;
  /** Sender of mails; `Afterword <afterword@localhost>` by default. */
  mailFrom?: string | undefined;
  /** Other origins that may call the API: `https://example.org`. */
  allowedOrigins?: readonly string[] | undefined;
  /** `false` answers that the list is closed: where no mail goes out and nobody sees the outbox, nothing may promise one. */
  takesSubscribers?: boolean | undefined;
  /** `false` switches off every limit on how fast one reader may write. */
  rateLimit?: boolean | undefined;
  /** The last `X-Forwarded-For` entry is the reader's address: only behind a proxy that sets it. */
  trustProxy?: boolean | undefined;
  /** What subscribers may choose from; none by default. */
  topics?: readonly Topic[] | undefined;
  /** Milliseconds since the epoch; for tests. */
  now?: (() => number) | undefined;
}

export interface Backend {
  /** Mounted at `/api`: `docs/rest-api.yaml`. */
  api: Hono;
  /** Mounted at `/moderation`. */
  moderation: Hono;
  /** Mounted at `/outbox`: the mails, when no SMTP server is configured. */
  outbox: Hono;
  /** Inserts comments that are not there yet; calling it again changes nothing. */
  seed(comments: readonly SeedComment[]): Promise<void>;
  /** Ends timers and connections; call after the HTTP server has stopped. */
  close(): Promise<void>;
}

export interface SeedReply {
  /** Nothing tells the seed's comments apart but this; made from thread and place when absent. */
  id?: string;
  author: { name: string; url?: string; badge?: 'author' | 'staff' };
  /** Markdown source. */
  text: string;
  /** Anything `new Date()` reads. */
  createdAt: string | number | Date;
  editedAt?: string | number | Date;
  /** Up-votes minus down-votes. */
  score?: number;
  replies?: readonly SeedReply[];
}

/** A top-level comment of the demo. */
export interface SeedComment extends SeedReply {
  /** The key the page's comment box uses. */
  thread: string;
  /** The page the thread belongs to. */
  url: string;
  title?: string;
  pinned?: boolean;
}
