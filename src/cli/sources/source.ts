import { createHash } from 'node:crypto';
import type { Article } from '../../ports/articles.js';
import type { Web } from '../web.js';

/** A page as it came. */
export interface LoadedPage {
  html: string;
  /** Where it was found after redirects; unknown for a file whose site is not named. */
  url: string | undefined;
}

/** One page of a source. */
export interface Entry {
  /** Names it for ever within its source: its address, or its path. */
  key: string;
  /** Changes whenever the page does, as far as the source says. */
  version?: string | undefined;
  /** The article itself, where the source has all of it. */
  article?: Article | undefined;
  /** The page a reader sees. */
  load(): Promise<LoadedPage>;
}

/** A list, or a part of one, that could not be read: what it would name is not gone. */
export interface Gap {
  key: string;
  /** Goes on after the key: "answered 503". */
  gap: string;
}

export interface Source {
  /** For people: "sitemap https://…". */
  name: string;
  /** True when what is not listed is gone; a feed lists only the latest. */
  complete: boolean;
  /** True when it answers only the entries of its part of a split by itself. */
  parted?: boolean;
  /** How many entries there will be, where that is known beforehand. */
  count?: number | undefined;
  entries(): AsyncIterable<Entry | Gap>;
}

export type Kind = 'feed' | 'sitemap' | 'folder' | 'wordpress' | 'ghost' | 'jsonl';

export interface SourceOptions {
  web: Web;
  kind?: Kind | undefined;
  /** Content API key of a Ghost site. */
  key?: string | undefined;
  /** Address that the files of a folder have on the web. */
  site?: string | undefined;
  /** Takes only the addresses (or paths) that contain this. */
  match?: string | undefined;
  /** Only the pages of one part of a split, so that no page is read twice. */
  isMine: (key: string) => boolean;
  /** Tells something a person should know. */
  warn: (message: string) => void;
}

/** A short text that tells whether a longer one changed. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
