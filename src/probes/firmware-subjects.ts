import type { Purpose } from '../model/dossier.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';

/** Evidence that is the software of a device. */
const firmwarePurposes: readonly Purpose[] = ['update-image', 'factory-dump', 'used-dump', 'root-file-system'];

/** The firmware, and a laboratory's record: what to hand in where either way answers. */
export const firmwareNeeds: readonly Purpose[] = [...firmwarePurposes, 'test-record'];

/**
 * The evidence of a part that is a device image: by what the dossier calls it, and by what it turned out to be. An image that goes by another
 * purpose, or something that nobody can name, is not passed over.
 */
export const firmwareSubjects = ({ subjects }: ProbeInput): readonly Subject[] =>
  subjects.filter(({ item, exhibits }) => {
    const kind = exhibits.evidence[0]?.kind;
    const isImage = kind === 'firmware' || kind === 'rootfs' || kind === 'elf';
    return firmwarePurposes.includes(item.is) || isImage || (item.is === 'other' && kind === 'unknown');
  });

/** A dump comes from one unit: what stands in it may be that unit's own. */
export const isOneUnit = ({ item }: Subject): boolean => item.is === 'factory-dump' || item.is === 'used-dump';
