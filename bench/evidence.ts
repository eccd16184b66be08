import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Real images where the folder of real evidence stands beside the repository; each is skipped, visibly, where it does not. */
const corpus = '../shared/corpus/firmware';
const captures = '../shared/corpus/pcap';

export const images = {
  camera: join(corpus, 'ipcam_spycam_8MB.bin'),
  rootFileSystem: join(corpus, 'xiaomi_dafang_5.5.1.391_rootfs.sqfs'),
  capture: join(captures, 'toolsaf-deltaco-setup.pcap'),
} as const;

export const isThere = (path: string): boolean => existsSync(path);

/** A scratch folder that the machine forgets. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'iqs-bench-'));

/** A dossier of one image, as a maker would hand it in. */
export function dossierOf(image: string): string {
  const folder = join(scratch(), 'dossier');
  mkdirSync(folder);
  copyFileSync(image, join(folder, basename(image)));
  const lines = [
    'iqs: dossier/1',
    'product: { name: Bench, maker: Bench, type: device, category: camera }',
    'parts: [{ id: device, kind: device, name: Bench }]',
    `evidence: [{ file: ${basename(image)}, is: factory-dump, part: device }]`,
    '',
  ];
  writeFileSync(join(folder, 'product.yaml'), lines.join('\n'));
  return folder;
}
