// Written by `npm run generate`; do not edit. The folder is the registration.
import type { Format } from '../model/format.ts';
import { cpio } from './cpio/cpio.ts';
import { jffs2 } from './jffs2/jffs2.ts';
import { squashfs } from './squashfs/squashfs.ts';
import { tar } from './tar/tar.ts';
import { zip } from './zip/zip.ts';

export const formats: readonly Format[] = [cpio, jffs2, squashfs, tar, zip];
