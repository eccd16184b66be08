import type { BitField } from './bit-field.ts';

export type InodeField = 'size' | 'start' | 'offset' | 'fragment' | 'ipcType' | 'ipcOffset';

type Body = { readonly bytes: number; readonly fields: Readonly<Partial<Record<InodeField, BitField>>> };

type InodeLayouts = {
  readonly headBytes: number;
  readonly type: BitField;
  readonly mode: BitField;
  readonly uid: BitField;
  readonly gid: BitField;
  /** The gid index that means "the same as the uid"; -1 where there is none. */
  readonly sameGid: number;
  /** By inode type: 1 to 7 directory, file, link, block and character device, fifo, socket; 8 to 14 their extended forms. */
  readonly bodies: Readonly<Record<number, Body>>;
};

const body = (bytes: number, fields: Body['fields'] = {}): Body => ({ bytes, fields });

const version1: InodeLayouts = {
  headBytes: 3,
  type: [0, 4],
  mode: [4, 12],
  uid: [16, 4],
  gid: [20, 4],
  sameGid: 15,
  bodies: {
    0: body(4, { ipcType: [24, 4], ipcOffset: [28, 4] }),
    1: body(14, { size: [24, 19], offset: [43, 13], start: [88, 24] }),
    2: body(15, { start: [56, 32], size: [88, 32] }),
    3: body(5, { size: [24, 16] }),
    4: body(5),
    5: body(5),
  },
};

const version2: InodeLayouts = {
  headBytes: 4,
  type: [0, 4],
  mode: [4, 12],
  uid: [16, 8],
  gid: [24, 8],
  sameGid: 255,
  bodies: {
    1: body(15, { size: [32, 19], offset: [51, 13], start: [96, 24] }),
    2: body(24, { start: [64, 32], fragment: [96, 32], offset: [128, 32], size: [160, 32] }),
    3: body(6, { size: [32, 16] }),
    4: body(6),
    5: body(6),
    6: body(4),
    7: body(4),
    8: body(18, { size: [32, 27], offset: [59, 13], start: [104, 24] }),
  },
};

const version3: InodeLayouts = {
  ...version2,
  headBytes: 12,
  bodies: {
    1: body(28, { size: [128, 19], offset: [147, 13], start: [160, 32] }),
    2: body(32, { start: [96, 64], fragment: [160, 32], offset: [192, 32], size: [224, 32] }),
    3: body(18, { size: [128, 16] }),
    4: body(18),
    5: body(18),
    6: body(16),
    7: body(16),
    8: body(31, { size: [128, 27], offset: [155, 13], start: [168, 32] }),
    9: body(40, { start: [128, 64], fragment: [192, 32], offset: [224, 32], size: [256, 64] }),
  },
};

const version4: InodeLayouts = {
  headBytes: 16,
  type: [0, 16],
  mode: [16, 16],
  uid: [32, 16],
  gid: [48, 16],
  sameGid: -1,
  bodies: {
    1: body(32, { start: [128, 32], size: [192, 16], offset: [208, 16] }),
    2: body(32, { start: [128, 32], fragment: [160, 32], offset: [192, 32], size: [224, 32] }),
    3: body(24, { size: [160, 32] }),
    4: body(24),
    5: body(24),
    6: body(20),
    7: body(20),
    8: body(40, { size: [160, 32], start: [192, 32], offset: [272, 16] }),
    9: body(56, { start: [128, 64], size: [192, 64], fragment: [352, 32], offset: [384, 32] }),
    10: body(24, { size: [160, 32] }),
    11: body(28),
    12: body(28),
    13: body(24),
    14: body(24),
  },
};

/** Inode structures by version, as packed bit fields (kernel: squashfs_fs.h; versions 1 to 3: the squashfs 3.x patches). */
export const inodeLayouts: Readonly<Record<1 | 2 | 3 | 4, InodeLayouts>> = { 1: version1, 2: version2, 3: version3, 4: version4 };
