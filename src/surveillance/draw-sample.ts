import { by } from '../foundation/order.ts';

export type SampleSettings = {
  /** Of the certificates in force, drawn each year; at least one certificate. */
  readonly percent: number;
  /** Of the sample, at most so much by risk. */
  readonly riskPercent: number;
};

export type SampleInputs = {
  /** Root hash of the register's checkpoint that the draw is made from, lower-case hex of 32 bytes: known to nobody before it is published. */
  readonly root: string;
  readonly numbers: readonly string[];
  /** What speaks for looking at a certificate, by number; 0 or nothing: no more than for any. */
  readonly weights: ReadonlyMap<string, number>;
};

export type Sample = {
  /** Heaviest first. */
  readonly byRisk: readonly string[];
  /** In the order of their hashes, which anybody can compute again. */
  readonly byDraw: readonly { readonly number: string; readonly hash: string }[];
};

/**
 * The yearly sample (6-programme, A case; ISO/IEC 17067 scheme type 5: samples from the open market). `percent` of the certificates, rounded up, at least one. The heaviest come by
 * risk; the others in the order of SHA-256 over the text of root and number, one behind the other, so that neither body nor maker chooses. `digest`: that SHA-256 as lower-case
 * hex. A RangeError for a root that is none, for percentages outside 0 to 100, for weights that are no number or below 0.
 */
export function drawSample(
  { root, numbers, weights }: SampleInputs,
  { percent, riskPercent }: SampleSettings,
  digest: (text: string) => string,
): Sample {
  if (!/^[0-9a-f]{64}$/.test(root)) throw new RangeError(`no root hash: ${root}`);
  for (const each of [percent, riskPercent]) if (!(each >= 0 && each <= 100)) throw new RangeError(`no percentage: ${each}`);
  const drawn = [...new Set(numbers)].map((number) => ({ number, hash: digest(root + number), weight: weights.get(number) ?? 0 }));
  for (const { number, weight } of drawn) if (!(weight >= 0)) throw new RangeError(`no weight: ${weight} of ${number}`);
  drawn.sort(
    by(
      ({ hash }) => hash,
      ({ number }) => number,
    ),
  );
  const size = drawn.length === 0 ? 0 : Math.max(1, Math.ceil((drawn.length * percent) / 100));
  // Of one or two, half by risk rounded down still leaves the lot a place: nobody knows to be safe.
  const heavy = drawn.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  const byRisk = heavy.slice(0, Math.floor((size * riskPercent) / 100)).map(({ number }) => number);
  const rest = drawn.filter(({ number }) => !byRisk.includes(number)).slice(0, size - byRisk.length);
  return { byRisk, byDraw: rest.map(({ number, hash }) => ({ number, hash })) };
}
