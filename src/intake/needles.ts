import type { ComponentSignature } from '../model/tables.ts';

/** Needles of the collectors themselves; what each is for stands with the collector that looks for it. */
export const fixedNeedles = Object.freeze({
  pem: '-----BEGIN ',
  kernel: 'Linux version ',
  moduleMagic: 'vermagic=',
  packageNote: '{"type":"',
  uBoot: 'U-Boot ',
  /** A property that only U-Boot's code for signed FIT images asks for. */
  fitKey: 'rsa,n0-inverse',
});

/** Every literal the collectors want to know the places of: the signatures' anchors and requirements, and the fixed ones; each once. */
export function needlesFor(signatures: readonly ComponentSignature[]): readonly string[] {
  const ofSignatures = signatures.flatMap(({ rules }) => rules.flatMap(({ anchors, requires }) => [...anchors, ...requires]));
  return [...new Set([...Object.values(fixedNeedles), ...ofSignatures])];
}
