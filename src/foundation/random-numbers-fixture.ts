/** Test support: a fixed sequence of pseudo-random numbers below a bound (xorshift32), so that a failure can be found again. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
