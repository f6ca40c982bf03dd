export type Row = Record<string, unknown>;

/** What runs SQL: a connection, or a transaction on one. Parameters are `$1`, `$2`, …; hashes and bytes travel as text. */
export interface Sql {
  query<T extends object = Row>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Statements without parameters, for as long as they take. */
  script(sql: string): Promise<void>;
}

export interface Database extends Sql {
  /** Commits when `work` resolves and rolls back when it rejects. READ COMMITTED: lock the thread's row before relying on it. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
