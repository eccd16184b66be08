import type { Exhibits } from '../../model/exhibits.ts';

export type EvidencePath = {
  readonly name: string;
  readonly path: string;
  /** Of a capture: the device under test by MAC or address; null: worked out. */
  readonly device?: string | null;
};

/** Exhibits of one piece of evidence; `reproducible` is false when a watchdog ended its inspection. */
export type InspectedEvidence = { readonly exhibits: Exhibits; readonly reproducible: boolean };
