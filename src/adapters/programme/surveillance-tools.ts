import type { RestingVerdict } from '../../surveillance/rests-on-probe.ts';
import type { Seat } from './desk.ts';

/** A year's sample of certificates whose products are bought and tried, and what anybody needs to draw it again. */
export type YearSample = {
  readonly year: number;
  /** Root hash of the register's checkpoint that it was drawn from, lower-case hex, and the checkpoint's size. */
  readonly root: string;
  readonly size: number;
  readonly percent: number;
  /** Chosen by what is known against them, heaviest first. */
  readonly byRisk: readonly string[];
  /** The first in the order of SHA-256 over root and number, without those by risk. */
  readonly byDraw: readonly { readonly number: string; readonly hash: string }[];
  readonly by: string;
  readonly at: string;
};

export type RestingCase = {
  readonly case: string;
  readonly number: string;
  readonly product: string;
  readonly verdicts: readonly RestingVerdict[];
};

/** What a surveillance officer does beside single cases; refused as `ROLE_MISSING` for anybody else. */
export type SurveillanceTools = {
  /** Newest first. */
  samples(seat: Seat): Promise<readonly YearSample[]>;
  /** This year's, from the register as it stands. Refused: `SAMPLE_DRAWN` where there is one, `SAMPLE_EMPTY` where nothing is in force. */
  drawSample(seat: Seat): Promise<YearSample>;
  /** Certificates that stand whose assessment rests on a finding of the probe. Refused: `PROBE_UNKNOWN`. */
  restingOn(seat: Seat, probe: string): Promise<readonly RestingCase[]>;
};
