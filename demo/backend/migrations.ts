import type { Database } from './sql.js';

/** Any number; what matters is that every process of this backend uses the same one. */
const ADVISORY_LOCK = 4_807_001;

/** Applied in order, each once. Never edit one that was released: add another. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE settings (key text PRIMARY KEY, value jsonb NOT NULL);

  -- Every change to a thread takes the row's lock by raising its revision, so that revisions are committed in order
  -- and "as of revision 7" means the same to every reader (see listing.ts).
  CREATE TABLE threads (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    url text NOT NULL,
    title text,
    revision int NOT NULL DEFAULT 0,
    total int NOT NULL DEFAULT 0 CHECK (total >= 0),
    closed boolean NOT NULL DEFAULT false,
    moderated boolean, -- null: as the site
    created_at timestamptz(3) NOT NULL
  );

  CREATE TABLE comments (
    id uuid PRIMARY KEY,
    thread_id int NOT NULL REFERENCES threads,
    parent_id uuid REFERENCES comments,
    author_key text, -- SHA-256 of the author key
    author_name text NOT NULL,
    author_url text,
    author_badge text CHECK (author_badge IN ('author', 'staff')),
    text text,
    text_hash text,
    edited_text text, -- waits for a moderator while the published text goes on
    created_at timestamptz(3) NOT NULL,
    edited_at timestamptz(3),
    status text NOT NULL CHECK (status IN ('published', 'pending', 'rejected', 'deleted')),
    score int NOT NULL DEFAULT 0,
    reply_count int NOT NULL DEFAULT 0 CHECK (reply_count >= 0), -- visible direct replies
    pinned int NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    created_revision int NOT NULL,
    published_revision int,
    visible boolean NOT NULL GENERATED ALWAYS AS (status = 'published' OR (status = 'deleted' AND reply_count > 0)) STORED
  );
  CREATE INDEX comments_top ON comments (thread_id, created_at, id) WHERE parent_id IS NULL;
  CREATE INDEX comments_replies ON comments (parent_id, created_at, id) WHERE parent_id IS NOT NULL;
  CREATE INDEX comments_same_text ON comments (thread_id, text_hash, created_at);
  CREATE INDEX comments_newest ON comments (created_at, id);
  CREATE INDEX comments_waiting ON comments (created_at, id) WHERE status = 'pending' OR edited_text IS NOT NULL;

  CREATE TABLE votes (
    comment_id uuid NOT NULL REFERENCES comments,
    author_key text NOT NULL,
    value smallint NOT NULL CHECK (value IN (-1, 1)),
    PRIMARY KEY (comment_id, author_key)
  );

  -- Append-only: what the order of a thread depends on, as differences.
  CREATE TABLE changes (
    thread_id int NOT NULL REFERENCES threads,
    revision int NOT NULL,
    comment_id uuid NOT NULL REFERENCES comments,
    score int NOT NULL DEFAULT 0,
    replies int NOT NULL DEFAULT 0,
    pinned int NOT NULL DEFAULT 0
  );
  CREATE INDEX changes_since ON changes (thread_id, revision);

  CREATE TABLE reports (
    comment_id uuid NOT NULL REFERENCES comments,
    author_key text NOT NULL,
    reason text NOT NULL,
    note text,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (comment_id, author_key)
  );

  CREATE TABLE rate_limits (
    bucket text PRIMARY KEY,
    hits timestamptz(3)[] NOT NULL,
    allowed boolean NOT NULL,
    expires_at timestamptz(3) NOT NULL
  );
  CREATE INDEX rate_limits_expired ON rate_limits (expires_at);

  CREATE TABLE subscribers (
    address text PRIMARY KEY, -- as it is compared
    email text NOT NULL, -- as it was typed
    name text,
    topics jsonb NOT NULL,
    consent jsonb,
    page text,
    confirmed_at timestamptz(3) NOT NULL
  );

  CREATE TABLE mail_tokens (
    hash text PRIMARY KEY, -- SHA-256 of the token
    purpose text NOT NULL CHECK (purpose IN ('confirm', 'unsubscribe')),
    address text NOT NULL,
    request jsonb, -- what a confirmation makes true
    expires_at timestamptz(3) NOT NULL,
    used_at timestamptz(3)
  );
  CREATE INDEX mail_tokens_address ON mail_tokens (address);

  CREATE TABLE mails (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    headers jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL,
    tries int NOT NULL DEFAULT 0,
    next_try_at timestamptz(3) NOT NULL
  );
  `,
  'ALTER TABLE subscribers ADD COLUMN attribution jsonb',
  `
  ALTER TABLE mails ADD COLUMN address text; -- as it is compared; null for those that were waiting before
  ALTER TABLE reports ADD COLUMN revision int NOT NULL DEFAULT 0; -- of the thread, raised by the report
  `,
];

/** Creates or upgrades the tables. Processes that start together wait for each other. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.script(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await tx.script('CREATE TABLE IF NOT EXISTS migrations (version int PRIMARY KEY)');
    const [row] = await tx.query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM migrations');
    for (let version = row?.version ?? 0; version < MIGRATIONS.length; version++) {
      await tx.script(MIGRATIONS[version]!);
      await tx.query('INSERT INTO migrations (version) VALUES ($1)', [version + 1]);
    }
  });
}
