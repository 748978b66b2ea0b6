/**
 * Divides `total` among the parts in proportion, in whole numbers that add up to it. What flooring leaves over goes to
 * the largest remainders; of equal remainders, to the earlier part.
 */
export function largestRemainder(parts: readonly number[], total: number): number[] {
  if (parts.length === 1) return [parts[0] === 0 ? 0 : total];
  const sum = parts.reduce((a, b) => a + b, 0);
  if (sum === 0) return parts.map(() => 0);
  const shares = parts.map((part) => Math.floor((part * total) / sum));
  const order = parts
    .map((part, at) => ({ at, remainder: (part * total) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  let left = total - shares.reduce((a, b) => a + b, 0);
  for (const { at } of order) {
    if (left === 0) break;
    shares[at] = (shares[at] as number) + 1;
    left -= 1;
  }
  return shares;
}
