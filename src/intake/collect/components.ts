import type { Collector } from '../../model/collector.ts';
import type { ComponentExhibit } from '../../model/exhibits.ts';
import type { ContentKind, Entry } from '../../model/unpacked.ts';
import { cpeName, distinct, purlOf } from './components/component.ts';
import { installedPackages } from './components/installed-packages.ts';
import { kernelImages, kernelOfModules } from './components/kernel-versions.ts';
import { libraryByName } from './components/library-names.ts';
import { type SignatureMatcher, signatureMatcher } from './components/match-signatures.ts';
import { packageNote } from './components/package-note.ts';
import { readable } from './readable.ts';

/** Contents that code can stand in. Prose, pictures and settings only speak of software. */
const code: readonly (ContentKind | null)[] = ['elf', 'kernel', 'boot-loader', 'data', 'container', null];
/** Places whose files are programs even where the content looks like text. */
const programPlace = /\/s?bin\/[^/]+$|\.so(?:\.\d+)*$/;

/**
 * Named software with its version: from package databases, from strings in binaries (catalogue/signatures), from the kernel's banner and
 * modules, and from the few file names that carry a release. One entry for each (name, version, place); absent knowledge is null.
 */
export const collectComponents: Collector<ComponentExhibit> = (unpacked, context) => {
  const match = signatureMatcher(context);
  const inFile = (entry: Entry): readonly ComponentExhibit[] =>
    holdsCode(entry)
      ? readable(entry, (read) => [
          ...bySignature(entry, read, match),
          ...kernelImages(entry, read, context),
          ...libraryByName(entry),
          ...packageNote(entry, read, context),
        ])
      : [];
  const ofTrees = unpacked.trees.flatMap((tree) => [
    ...installedPackages(tree, context),
    ...kernelOfModules(tree, context),
    ...tree.entries.flatMap(inFile),
  ]);
  return distinct([...ofTrees, ...unpacked.pieces.flatMap(inFile)]);
};

const holdsCode = (entry: Entry): boolean =>
  entry.type === 'file' && (code.includes(entry.kind) || (entry.kind === 'text' && programPlace.test(entry.path)));

function bySignature(entry: Entry, read: () => Uint8Array, match: SignatureMatcher): readonly ComponentExhibit[] {
  return match(entry, read).map(({ signature, version }) => ({
    name: signature.name,
    version,
    release: null,
    purl: purlOf(signature.purl, version),
    cpe: cpeName(signature.cpe, version),
    at: entry.at,
    method: 'signature',
  }));
}
