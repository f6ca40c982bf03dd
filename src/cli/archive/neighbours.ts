import { closeInTime } from '../../relevance/terms.js';
import { weightOfByte, type TermList } from './store.js';

/** What is compared: articles by their place in one order, which breaks ties. */
export interface Articles {
  readonly size: number;
  /** Valid until the next call. */
  terms(at: number): TermList;
  /** Milliseconds since the epoch, or `NaN`. */
  date(at: number): number;
}

/**
 * The nearest articles of each, best first: `LIMIT` places to an article, -1 where there is none. Two more than a page gets,
 * for those that turn out to be the same story once more.
 */
export interface Nearest {
  ids: Int32Array;
  scores: Float32Array;
}

export const LIMIT = 8;

/** Below this cosine an article is not called related, as in the browser: on `bench/relevance` 0.04 loses editors' own links. */
const THRESHOLD = 0.02;
/** How much is looked at for one article. */
interface Effort {
  /** Its most telling terms, which are compared. */
  compared: number;
  /** The most telling of these, under which it can be found. */
  posted: number;
  /** Postings of its terms, from the most telling on. */
  lookedAt: number;
  /** The best of what these lead to is compared in full. */
  candidates: number;
}
/** An archive up to this size can afford nearly everything; beyond it, the last few hundredths cost more than all the rest. */
const SMALL = 20_000;
const THOROUGH: Effort = { compared: 2048, posted: 256, lookedAt: 40_000, candidates: 64 };
const QUICK: Effort = { compared: 512, posted: 80, lookedAt: 8000, candidates: 32 };
/** Articles that are held in memory at once. */
const BLOCK = 100_000;

const FULL = 65_535;

/** In how many articles each term is. Terms share a count where there are more of them than places, which is harmless. */
export class Rarity {
  readonly #counts: Uint32Array;
  readonly #mask: number;
  /** By count: how telling such a term is. */
  readonly #rare: Float64Array;

  constructor(articles: Articles, tick?: (done: number) => void) {
    let terms = 0;
    for (let at = 0; at < articles.size; at += 97) terms += articles.terms(at).terms.length;
    const bits = Math.min(26, Math.max(16, Math.ceil(Math.log2(terms * 97 + 1)) + 1));
    this.#counts = new Uint32Array(2 ** bits);
    this.#mask = 2 ** bits - 1;
    for (let at = 0; at < articles.size; at++) {
      for (const term of articles.terms(at).terms) this.#counts[term & this.#mask]!++;
      tick?.(at + 1);
    }
    const { size } = articles;
    this.#rare = Float64Array.from({ length: size + 1 }, (_, count) => Math.log((size + 1) / Math.max(1, count)));
  }

  count(term: number): number {
    return this.#counts[term & this.#mask]!;
  }

  /** `ln((N + 1) / n)`, as the ranker of the browser weighs. */
  of(term: number): number {
    return this.ofCount(this.count(term));
  }

  /** What a term in so many articles weighs; terms that share a count may come to more than there are articles. */
  ofCount(count: number): number {
    return this.#rare[Math.min(count, this.#rare.length - 1)]!;
  }
}

/** The most telling terms of an article that others have too, most telling first, on the scale of all its terms. */
interface Vector {
  length: number;
  terms: Uint32Array;
  weights: Float32Array;
}

class Vectors {
  readonly #rarity: Rarity;
  readonly #sort = new Float64Array(1 << 15);
  readonly #vector: Vector = { length: 0, terms: new Uint32Array(1 << 15), weights: new Float32Array(1 << 15) };

  constructor(rarity: Rarity) {
    this.#rarity = rarity;
  }

  /** Valid until the next call. */
  of({ terms, counts }: TermList, longest: number): Vector {
    let square = 0;
    let length = 0;
    const all = Math.min(terms.length, 1 << 15);
    for (let at = 0; at < all; at++) {
      const count = this.#rarity.count(terms[at]!);
      const weight = weightOfByte(counts[at]!) * this.#rarity.ofCount(count);
      square += weight * weight;
      // One number for both, so that they are sorted together: the weight before the point, the place behind it.
      if (count > 1) this.#sort[length++] = Math.round(weight * 4096) + at / 2 ** 15;
    }
    const sorted = this.#sort.subarray(0, length).sort();
    const vector = this.#vector;
    const scale = 1 / Math.sqrt(square || 1);
    vector.length = Math.min(length, longest);
    for (let at = 0; at < vector.length; at++) {
      const both = sorted[length - 1 - at]!;
      const weight = Math.floor(both);
      vector.terms[at] = terms[Math.round((both - weight) * 2 ** 15)]!;
      vector.weights[at] = (weight / 4096) * scale;
    }
    return vector;
  }
}

export function emptyNearest(size: number): Nearest {
  return { ids: new Int32Array(size * LIMIT).fill(-1), scores: new Float32Array(size * LIMIT) };
}

/** Puts an article among the nearest of another, if it is near enough. */
export function offer({ ids, scores }: Nearest, to: number, id: number, score: number): void {
  const first = to * LIMIT;
  let at = first + LIMIT - 1;
  if (ids[at]! >= 0 && !(score > scores[at]!)) return;
  for (; at > first && (ids[at - 1]! < 0 || score > scores[at - 1]!); at--) {
    ids[at] = ids[at - 1]!;
    scores[at] = scores[at - 1]!;
  }
  ids[at] = id;
  scores[at] = score;
}

/** An inverted index over a stretch of the articles, held in memory. */
class Block {
  readonly start: number;
  readonly size: number;
  readonly #mask: number;
  readonly #dates: Float64Array;
  /** By term: where its postings begin. */
  readonly #starts: Uint32Array;
  readonly #posted: Int32Array;
  readonly #postedWeights: Float32Array;
  readonly #forwardStarts: Uint32Array;
  readonly #forward: Uint32Array;
  /** In 65,535ths. */
  readonly #forwardWeights: Uint16Array;
  /** Sums of the article that is looked up. */
  readonly #sums: Float32Array;
  readonly #touched: Int32Array;
  /** Its weights, by term. */
  readonly #own: Float32Array;
  readonly #candidates: Int32Array;
  readonly #guesses: Float32Array;
  readonly #effort: Effort;

  constructor(
    articles: Articles,
    vectors: Vectors,
    effort: Effort,
    [start, end]: readonly [number, number],
    tick: (done: number) => void,
  ) {
    this.start = start;
    this.size = end - start;
    this.#effort = effort;
    this.#candidates = new Int32Array(effort.candidates);
    this.#guesses = new Float32Array(effort.candidates);
    const { compared, posted } = effort;
    const bits = Math.min(24, Math.max(12, Math.ceil(Math.log2(this.size * 640))));
    this.#mask = 2 ** bits - 1;
    this.#dates = new Float64Array(this.size);
    this.#forwardStarts = new Uint32Array(this.size + 1);
    this.#forward = new Uint32Array(this.size * compared);
    this.#forwardWeights = new Uint16Array(this.size * compared);
    this.#starts = new Uint32Array(2 ** bits + 1);
    let filled = 0;
    let postings = 0;
    for (let at = 0; at < this.size; at++) {
      this.#dates[at] = articles.date(start + at);
      const { length, terms, weights } = vectors.of(articles.terms(start + at), compared);
      for (let place = 0; place < length; place++) {
        const bucket = terms[place]! & this.#mask;
        this.#forward[filled + place] = bucket;
        this.#forwardWeights[filled + place] = weights[place]! * FULL;
        if (place < posted) this.#starts[bucket + 1]!++;
      }
      filled += length;
      postings += Math.min(posted, length);
      this.#forwardStarts[at + 1] = filled;
      tick(start + at + 1);
    }
    for (let bucket = 0; bucket <= this.#mask; bucket++) this.#starts[bucket + 1]! += this.#starts[bucket]!;
    this.#posted = new Int32Array(postings);
    this.#postedWeights = new Float32Array(postings);
    const next = this.#starts.slice(0, -1);
    for (let at = 0; at < this.size; at++) {
      const from = this.#forwardStarts[at]!;
      const to = Math.min(this.#forwardStarts[at + 1]!, from + posted);
      for (let place = from; place < to; place++) {
        const posting = next[this.#forward[place]!]!++;
        this.#posted[posting] = at;
        this.#postedWeights[posting] = this.#forwardWeights[place]! / FULL;
      }
    }
    this.#sums = new Float32Array(this.size);
    this.#touched = new Int32Array(this.size);
    this.#own = new Float32Array(2 ** bits);
  }

  /** The vector of an article of the block. */
  vector(at: number): Vector {
    const [from, to] = [this.#forwardStarts[at]!, this.#forwardStarts[at + 1]!];
    const weights = Float32Array.from(this.#forwardWeights.subarray(from, to), (weight) => weight / FULL);
    return { length: to - from, terms: this.#forward.subarray(from, to), weights };
  }

  /** Offers the nearest of the block to the article at `to`, whose place in all articles is `self`. */
  find(vector: Vector, self: number, date: number, nearest: Nearest, to: number): void {
    const { terms, weights, length } = vector;
    const own = this.#own;
    const sums = this.#sums;
    const touched = this.#touched;
    let found = 0;
    let left = this.#effort.lookedAt;
    for (let place = 0; place < length; place++) {
      const bucket = terms[place]! & this.#mask;
      const weight = weights[place]!;
      own[bucket]! += weight;
      const end = this.#starts[bucket + 1]!;
      const begin = this.#starts[bucket]!;
      if (left < end - begin) continue;
      left -= end - begin;
      for (let posting = begin; posting < end; posting++) {
        const other = this.#posted[posting]!;
        const sum = sums[other]!;
        if (sum === 0) touched[found++] = other;
        sums[other] = sum + weight * this.#postedWeights[posting]!;
      }
    }
    const candidates = this.#choose(found, self, date);
    for (let at = 0; at < candidates; at++) {
      const other = this.#candidates[at]!;
      let cosine = 0;
      for (let place = this.#forwardStarts[other]!; place < this.#forwardStarts[other + 1]!; place++)
        cosine += own[this.#forward[place]!]! * this.#forwardWeights[place]!;
      cosine /= FULL;
      if (cosine >= THRESHOLD) offer(nearest, to, this.start + other, cosine * closeInTime(date, this.#dates[other]!));
    }
    for (let place = 0; place < length; place++) own[terms[place]! & this.#mask] = 0;
  }

  /** Keeps the most promising of what was touched, sorted by place so that ties end alike; answers how many. */
  #choose(found: number, self: number, date: number): number {
    const candidates = this.#candidates;
    const guesses = this.#guesses;
    const most = candidates.length;
    let count = 0;
    let least = 0;
    for (let at = 0; at < found; at++) {
      const other = this.#touched[at]!;
      const sum = this.#sums[other]!;
      this.#sums[other] = 0;
      if (sum * 2 <= least || this.start + other === self) continue;
      const guess = sum * closeInTime(date, this.#dates[other]!);
      if (count === most && guess <= least) continue;
      let place = count < most ? count++ : count - 1;
      for (; place > 0 && guess > guesses[place - 1]!; place--) {
        guesses[place] = guesses[place - 1]!;
        candidates[place] = candidates[place - 1]!;
      }
      guesses[place] = guess;
      candidates[place] = other;
      if (count === most) least = guesses[count - 1]!;
    }
    candidates.subarray(0, count).sort();
    return count;
  }
}

/**
 * The nearest of the articles at the places `wanted`, by the cosine of their terms and the closeness of their dates, among all.
 * An inverted index finds what shares telling terms; the best of that is compared in full. Memory is bounded by the block.
 *
 * @param most articles that are held in memory at once
 */
export function findNearest(
  articles: Articles,
  rarity: Rarity,
  wanted: Int32Array,
  tick: (done: number, of: number) => void = () => undefined,
  most = BLOCK,
): Nearest {
  const nearest = emptyNearest(wanted.length);
  const vectors = new Vectors(rarity);
  const effort = articles.size > SMALL ? QUICK : THOROUGH;
  const blocks = Math.ceil(articles.size / most);
  const work = blocks * wanted.length + articles.size;
  for (let block = 0; block < blocks; block++) {
    const before = block * (most + wanted.length);
    const end = Math.min(articles.size, (block + 1) * most);
    const held = new Block(articles, vectors, effort, [block * most, end], (done) => tick(done + block * wanted.length, work));
    for (const [to, at] of wanted.entries()) {
      const vector =
        at >= held.start && at < end ? held.vector(at - held.start) : vectors.of(articles.terms(at), effort.compared);
      held.find(vector, at, articles.date(at), nearest, to);
      tick(before + held.size + to, work);
    }
  }
  return nearest;
}

/**
 * Compares a few articles with all, exactly and in one pass over the terms: what `--update` does. Calls back for each pair that
 * is related, both ways round being the same.
 */
export function compareWithAll(
  articles: Articles,
  few: readonly number[],
  rarity: Rarity,
  onPair: (one: number, other: number, score: number) => void,
  tick: (done: number) => void = () => undefined,
): void {
  // Of all terms, also of those that no two articles shared when they were counted: news brings its own names.
  const weightsOf = ({ terms, counts }: TermList): { weights: Float64Array; length: number } => {
    const weights = Float64Array.from(terms, (term, place) => weightOfByte(counts[place]!) * rarity.of(term));
    return { weights, length: Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1 };
  };
  const postings = new Map<number, { indexes: number[]; weights: number[] }>();
  for (const [index, at] of few.entries()) {
    const list = articles.terms(at);
    const { weights, length } = weightsOf(list);
    for (const [place, term] of list.terms.entries()) {
      let posting = postings.get(term);
      if (!posting) postings.set(term, (posting = { indexes: [], weights: [] }));
      posting.indexes.push(index);
      posting.weights.push(weights[place]! / length);
    }
  }
  const cosines = new Float64Array(few.length);
  for (let other = 0; other < articles.size; other++) {
    const list = articles.terms(other);
    const { weights, length } = weightsOf(list);
    cosines.fill(0);
    for (let place = 0; place < weights.length; place++) {
      const posting = postings.get(list.terms[place]!);
      if (!posting) continue;
      const { indexes, weights: theirs } = posting;
      for (let at = 0; at < indexes.length; at++) cosines[indexes[at]!]! += (theirs[at]! * weights[place]!) / length;
    }
    for (const [index, at] of few.entries()) {
      if (at !== other && cosines[index]! >= THRESHOLD)
        onPair(at, other, cosines[index]! * closeInTime(articles.date(at), articles.date(other)));
    }
    tick(other + 1);
  }
}
