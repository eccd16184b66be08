import type { CollectorContext } from '../../../model/collector.ts';
import type { ComponentExhibit } from '../../../model/exhibits.ts';
import type { Tree } from '../../../model/unpacked.ts';
import { apkDatabase, apkPackages } from '../package-databases/apk.ts';
import { dpkgDatabase, dpkgPackages } from '../package-databases/dpkg.ts';
import { opkgDatabase, opkgPackages } from '../package-databases/opkg.ts';
import type { PackageRecord } from '../package-databases/package-record.ts';
import { readable } from '../readable.ts';
import { cpeName } from './component.ts';

type Database = {
  readonly files: (paths: readonly string[]) => readonly string[];
  readonly parse: (text: string) => readonly PackageRecord[];
};

const databases: readonly Database[] = [
  { files: opkgDatabase, parse: opkgPackages },
  { files: dpkgDatabase, parse: dpkgPackages },
  { files: apkDatabase, parse: apkPackages },
];

const utf8 = new TextDecoder();
/** In bytes; Debian's own with every package is smaller. */
const largestDatabase = 67_108_864;

/** What the package managers of a tree say is installed. A package of a signature's name gets its CPE name. */
export function installedPackages(tree: Tree, { tables }: CollectorContext): readonly ComponentExhibit[] {
  const cpes = new Map(tables.signatures.map(({ name, cpe }) => [name, cpe]));
  const paths = tree.entries.filter((entry) => entry.type === 'file').map((entry) => entry.path);
  return databases.flatMap(({ files, parse }) =>
    files(paths).flatMap((path) => {
      const entry = tree.byPath.get(path);
      if (entry === undefined || entry.size > largestDatabase) return [];
      const toExhibit = (record: PackageRecord): ComponentExhibit => ({
        ...record,
        cpe: cpeName(cpes.get(record.name) ?? null, record.version),
        at: entry.at,
        method: 'package-database',
      });
      return readable(entry, (read) => parse(utf8.decode(read())).map(toExhibit));
    }),
  );
}
