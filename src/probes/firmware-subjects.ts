import type { Purpose } from '../model/dossier.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';

/** Evidence that is the software of a device. */
const firmwarePurposes: readonly Purpose[] = ['update-image', 'factory-dump', 'used-dump', 'root-file-system'];

/** The firmware, and a laboratory's record: what to hand in where either way answers. */
export const firmwareNeeds: readonly Purpose[] = [...firmwarePurposes, 'test-record'];

/** The evidence of a part that is a device image. */
export const firmwareSubjects = ({ subjects }: ProbeInput): readonly Subject[] =>
  subjects.filter(({ item }) => firmwarePurposes.includes(item.is));

/** A dump comes from one unit: what stands in it may be that unit's own. */
export const isOneUnit = ({ item }: Subject): boolean => item.is === 'factory-dump' || item.is === 'used-dump';
