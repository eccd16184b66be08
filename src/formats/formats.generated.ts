// Written by `npm run generate`; do not edit. The folder is the registration.
import type { Format } from '../model/format.ts';
import { bzip2 } from './bzip2/bzip2.ts';
import { cpio } from './cpio/cpio.ts';
import { dlob } from './dlob/dlob.ts';
import { gzip } from './gzip/gzip.ts';
import { jffs2 } from './jffs2/jffs2.ts';
import { lz4 } from './lz4/lz4.ts';
import { lzma } from './lzma/lzma.ts';
import { squashfs } from './squashfs/squashfs.ts';
import { tar } from './tar/tar.ts';
import { tplink } from './tplink/tplink.ts';
import { trx } from './trx/trx.ts';
import { uimage } from './uimage/uimage.ts';
import { xz } from './xz/xz.ts';
import { zip } from './zip/zip.ts';
import { zstd } from './zstd/zstd.ts';

export const formats: readonly Format[] = [bzip2, cpio, dlob, gzip, jffs2, lz4, lzma, squashfs, tar, tplink, trx, uimage, xz, zip, zstd];
