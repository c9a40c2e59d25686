/**
 * How recipients are divided among ad copies. `fixed`: by turns, so that after any number of recipients each version has
 * its share to within one. `weighted`: each recipient by chance of their own, the same chance each time it is asked.
 */
export type CopySplit = 'fixed' | 'weighted';

/**
 * Which copy each of `count` recipients gets, as places in `weights`; the same input gives the same division, so that a
 * list taken up again goes on as it was. `chance` gives a recipient's number in [0, 1) for the weighted split.
 * @throws RangeError when no weight is above zero
 */
export function splitCopies(
  weights: readonly number[],
  count: number,
  split: CopySplit,
  chance: (recipient: number) => number,
): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) throw new RangeError('At least one ad copy must have a weight above zero.');
  if (split === 'weighted') {
    return Array.from({ length: count }, (_, recipient) => drawn(weights, chance(recipient) * total));
  }
  const credit = weights.map(() => 0);
  return Array.from({ length: count }, () => {
    weights.forEach((weight, place) => {
      credit[place] = (credit[place] ?? 0) + weight;
    });
    const next = richest(credit);
    credit[next] = (credit[next] ?? 0) - total;
    return next;
  });
}

function drawn(weights: readonly number[], at: number): number {
  let passed = 0;
  for (const [place, weight] of weights.entries()) {
    passed += weight;
    if (at < passed) return place;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

function richest(credit: readonly number[]): number {
  return credit.reduce((best, value, place) => (value > (credit[best] ?? 0) ? place : best), 0);
}
