import type { ComponentExhibit } from '../../../model/exhibits.ts';
import type { Entry } from '../../../model/unpacked.ts';
import { cpeName, purlOf } from './component.ts';

/** Libraries whose file name carries the release. Most do not: the number in `libcrypto.so.1.0.0` is that of an interface. */
const libraries: readonly { readonly name: string; readonly cpe: string; readonly file: RegExp }[] = [
  { name: 'uclibc', cpe: 'uclibc:uclibc', file: /\/(?:ld-uClibc|libuClibc)-(?<version>0\.9\.\d+(?:\.\d+)?)\.so$/ },
  {
    name: 'uclibc-ng',
    cpe: 'uclibc-ng_project:uclibc-ng',
    file: /\/(?:ld64-uClibc|ld-uClibc|libuClibc)-(?<version>[1-9]\d*\.\d+\.\d+(?:\.\d+)?)\.so$/,
  },
  { name: 'glibc', cpe: 'gnu:glibc', file: /\/(?:libc|ld)-(?<version>2\.\d+(?:\.\d+)?)\.so$/ },
];

/** The C library that a file's name tells; only for what is a library by its content. */
export function libraryByName(entry: Entry): readonly ComponentExhibit[] {
  if (entry.kind !== 'elf') return [];
  return libraries.flatMap(({ name, cpe, file }) => {
    const version = file.exec(entry.path)?.groups?.['version'];
    if (version === undefined) return [];
    const purl = purlOf(`pkg:generic/${name}`, version);
    return [{ name, version, release: null, purl, cpe: cpeName(cpe, version), at: entry.at, method: 'library-name' as const }];
  });
}
