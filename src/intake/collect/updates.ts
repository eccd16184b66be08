import type { Collector, CollectorContext } from '../../model/collector.ts';
import type { UpdateExhibit } from '../../model/exhibits.ts';
import type { Entry } from '../../model/unpacked.ts';
import { fixedNeedles } from '../needles.ts';
import { flashScripts } from './updates/flash-scripts.ts';
import { packageManagers } from './updates/package-managers.ts';
import { updateFrameworks } from './updates/update-frameworks.ts';

const updater =
  /\/(?:fw_?(?:upgrade|update)r?|firmware_?(?:upgrade|update)r?|(?:auto|online|cloud|web)_?(?:upgrade|update)d?|upgraded?|ota(?:_?(?:client|upgrade|update|agent|d))?|fota)$/i;

/**
 * Ways by which firmware or packages get onto the device, and U-Boot's checking of FIT images. `signed` is true only where verification
 * is visible, false where its absence is, null else: a program's inside is not read.
 */
export const collectUpdates: Collector<UpdateExhibit> = (unpacked, context) => {
  const entries = [...unpacked.trees.flatMap((tree) => tree.entries), ...unpacked.pieces].filter((entry) => entry.type === 'file');
  return [
    ...unpacked.trees.flatMap((tree) => [
      ...packageManagers(tree, context.note),
      ...updateFrameworks(tree, context.note),
      ...flashScripts(tree, context.note),
    ]),
    ...entries.flatMap(updaterProgram),
    ...entries.flatMap((entry) => fitVerification(entry, context)),
  ];
};

/** A vendor's own updater, known by its name alone. */
function updaterProgram(entry: Entry): readonly UpdateExhibit[] {
  if (entry.kind !== 'elf' || !updater.test(entry.path)) return [];
  return [
    { at: entry.at, kind: 'vendor-updater', signed: null, algorithm: null, detail: entry.path.slice(entry.path.lastIndexOf('/') + 1) },
  ];
}

/** U-Boot built with FIT_SIGNATURE can verify; whether a key is required stands in its own device tree (doc/usage/fit/signature.rst). */
function fitVerification(entry: Entry, { needles }: CollectorContext): readonly UpdateExhibit[] {
  const stands = (needle: string): boolean => entry.hits.some((hit) => needles[hit.needle] === needle);
  if (!stands(fixedNeedles.fitKey) || !stands(fixedNeedles.uBoot)) return [];
  return [{ at: entry.at, kind: 'uboot-fit', signed: null, algorithm: 'rsa', detail: 'can verify signed images' }];
}
