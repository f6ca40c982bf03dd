/** What an order of articles is worth against the articles that editors linked to; all between 0 and 1. */
export interface Quality {
  /** Discounted gain of the first five over that of the best possible order. */
  ndcg5: number;
  /** Share of the first five that are right. */
  p5: number;
  /** Whether one of the first six is right. */
  hit6: number;
}

export function quality(order: readonly number[], right: ReadonlySet<number>): Quality {
  let gain = 0;
  let best = 0;
  for (let at = 0; at < 5; at++) {
    const discount = 1 / Math.log2(at + 2);
    if (right.has(order[at] ?? -1)) gain += discount;
    if (at < right.size) best += discount;
  }
  return {
    ndcg5: gain / best,
    p5: order.slice(0, 5).filter((index) => right.has(index)).length / 5,
    hit6: Number(order.slice(0, 6).some((index) => right.has(index))),
  };
}

export function mean(all: readonly Quality[]): Quality {
  const sum = { ndcg5: 0, p5: 0, hit6: 0 };
  for (const { ndcg5, p5, hit6 } of all) {
    sum.ndcg5 += ndcg5 / all.length;
    sum.p5 += p5 / all.length;
    sum.hit6 += hit6 / all.length;
  }
  return sum;
}
