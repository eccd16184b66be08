/** Undoes one filter in place over a whole block; `property` as the block header keeps it. */
export type Filter = (bytes: Uint8Array, property: Uint8Array) => boolean;

/**
 * The filters that may stand before LZMA2 in an xz block, by filter id (The .xz File Format 1.1.0, 5.3.2 and 5.3.3).
 * False when the properties are not valid. RISC-V (0x0B) is not among them.
 */
export const branchFilters: ReadonlyMap<number, Filter> = new Map<number, Filter>([
  [0x03, undoDelta],
  [0x04, branch(undoX86)],
  [0x05, branch(undoPowerPc)],
  [0x06, branch(undoIa64)],
  [0x07, branch(undoArm)],
  [0x08, branch(undoArmThumb)],
  [0x09, branch(undoSparc)],
  [0x0a, branch(undoArm64)],
]);

/** A branch filter's only property is an optional start offset. */
function branch(undo: (bytes: Uint8Array, view: DataView, start: number) => void): Filter {
  return (bytes, property) => {
    if (property.length !== 0 && property.length !== 4) return false;
    const start = property.length === 0 ? 0 : new DataView(property.buffer, property.byteOffset, 4).getUint32(0, true);
    undo(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start);
    return true;
  };
}

function undoDelta(bytes: Uint8Array, property: Uint8Array): boolean {
  if (property.length !== 1) return false;
  const distance = (property[0] as number) + 1;
  for (let at = distance; at < bytes.length; at++) bytes[at] = (bytes[at] as number) + (bytes[at - distance] as number);
  return true;
}

function undoPowerPc(_bytes: Uint8Array, view: DataView, start: number): void {
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const word = view.getUint32(at);
    // A branch with link to an absolute address: opcode 18, AA clear, LK set.
    if ((word & 0xfc000003) >>> 0 === 0x48000001)
      view.setUint32(at, (0x48000001 | (((word & 0x03fffffc) - (start + at)) & 0x03fffffc)) >>> 0);
  }
}

function undoArm(bytes: Uint8Array, _view: DataView, start: number): void {
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    if (bytes[at + 3] !== 0xeb) continue;
    const address = ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)) << 2;
    const relative = (address - (start + at + 8)) >>> 2;
    bytes[at] = relative;
    bytes[at + 1] = relative >>> 8;
    bytes[at + 2] = relative >>> 16;
  }
}

function undoArmThumb(_bytes: Uint8Array, view: DataView, start: number): void {
  for (let at = 0; at + 4 <= view.byteLength; at += 2) {
    const high = view.getUint16(at, true);
    const low = view.getUint16(at + 2, true);
    if ((high & 0xf800) !== 0xf000 || (low & 0xf800) !== 0xf800) continue;
    const address = (((high & 0x7ff) << 11) | (low & 0x7ff)) << 1;
    const relative = (address - (start + at + 4)) >>> 1;
    view.setUint16(at, 0xf000 | ((relative >>> 11) & 0x7ff), true);
    view.setUint16(at + 2, 0xf800 | (relative & 0x7ff), true);
    at += 2;
  }
}

function undoSparc(_bytes: Uint8Array, view: DataView, start: number): void {
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const word = view.getUint32(at);
    // A call whose displacement is a sign-extended 22-bit number.
    if (word >>> 22 !== 0x100 && word >>> 22 !== 0x1ff) continue;
    const relative = ((word << 2) - (start + at)) >>> 2;
    const sign = (0 - ((relative >>> 22) & 1)) << 22;
    view.setUint32(at, ((sign & 0x3fffffff) | (relative & 0x3fffff) | 0x40000000) >>> 0);
  }
}

function undoArm64(_bytes: Uint8Array, view: DataView, start: number): void {
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const word = view.getUint32(at, true);
    const position = start + at;
    if (word >>> 26 === 0x25) {
      view.setUint32(at, (0x94000000 | ((word - (position >>> 2)) & 0x03ffffff)) >>> 0, true);
    } else if ((word & 0x9f000000) >>> 0 === 0x90000000) {
      // ADRP within ±512 MiB only.
      const page = ((word >>> 29) & 3) | ((word >>> 3) & 0x1ffffc);
      if (((page + 0x020000) & 0x1c0000) !== 0) continue;
      const relative = (page - (position >>> 12)) | 0;
      const sign = (0 - (relative & 0x020000)) & 0xe00000;
      view.setUint32(at, ((word & 0x9000001f) | ((relative & 3) << 29) | ((relative & 0x03fffc) << 3) | sign) >>> 0, true);
    }
  }
}

/** Which of the 32 bundle templates have a branch unit in which of the three slots. */
const IA64_BRANCH_SLOTS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 6, 6, 0, 0, 7, 7, 4, 4, 0, 0, 4, 4, 0, 0];

function undoIa64(bytes: Uint8Array, _view: DataView, start: number): void {
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const slots = IA64_BRANCH_SLOTS[(bytes[at] as number) & 0x1f] as number;
    for (let slot = 0; slot < 3; slot++) if (((slots >>> slot) & 1) !== 0) undoIa64Slot(bytes, at, 5 + slot * 41, start);
  }
}

/** One 41-bit instruction that begins at bit `bit` of the bundle at `at`. */
function undoIa64Slot(bytes: Uint8Array, at: number, bit: number, start: number): void {
  const first = at + (bit >>> 3);
  const shift = BigInt(bit & 7);
  let window = 0n;
  for (let i = 5; i >= 0; i--) window = (window << 8n) | BigInt(bytes[first + i] as number);
  const instruction = window >> shift;
  if (((instruction >> 37n) & 0xfn) !== 5n || ((instruction >> 9n) & 7n) !== 0n) return;
  const address = (Number((instruction >> 13n) & 0xfffffn) | (Number((instruction >> 36n) & 1n) << 20)) << 4;
  const relative = BigInt((address - (start + at)) >>> 4);
  const changed = (instruction & ~(0x8fffffn << 13n)) | ((relative & 0xfffffn) << 13n) | ((relative & 0x100000n) << 16n);
  let rest = (window & ((1n << shift) - 1n)) | (changed << shift);
  for (let i = 0; i < 6; i++, rest >>= 8n) bytes[first + i] = Number(rest & 0xffn);
}

const isSignByte = (byte: number): boolean => byte === 0x00 || byte === 0xff;

/**
 * Calls and jumps (E8, E9) whose operand's top byte is 00 or FF. The encoder looks back three bytes for opcodes it left alone: one whose
 * own operand looked convertible, or two of any kind, forbid a conversion; one of the other kind asks that its top byte stay none.
 */
function undoX86(bytes: Uint8Array, _view: DataView, start: number): void {
  // Bit k: an opcode left alone stands k bytes before; `signed`: those whose operand's top byte is 00 or FF.
  let opcodes = 0;
  let signed = 0;
  let previous = 0;
  for (let at = 0; at + 5 <= bytes.length; at++) {
    if (((bytes[at] as number) & 0xfe) !== 0xe8) continue;
    const gap = Math.min(at - previous, 4);
    previous = at;
    opcodes = (opcodes << gap) & 0b1110;
    signed = (signed << gap) & 0b1110;
    const sign = isSignByte(bytes[at + 4] as number);
    if (!sign || signed !== 0 || (opcodes & (opcodes - 1)) !== 0) {
      opcodes |= 1;
      if (sign) signed |= 1;
      continue;
    }
    undoX86Operand(bytes, at + 1, start + at + 5, opcodes === 0 ? 0 : 31 - Math.clz32(opcodes));
    opcodes = 0;
    signed = 0;
    at += 4;
  }
}

/** `behind`: how far before this opcode the other one stands, 0 for none. */
function undoX86Operand(bytes: Uint8Array, at: number, next: number, behind: number): void {
  const absolute = (i: number): number => (bytes[at + i] as number) << (8 * i);
  let relative = ((absolute(0) | absolute(1) | absolute(2) | absolute(3)) - next) | 0;
  const low = 32 - 8 * behind;
  for (let turn = 0; behind !== 0 && turn < 4 && isSignByte((relative >>> (low - 8)) & 0xff); turn++) {
    relative = ((relative ^ ((1 << low) - 1)) - next) | 0;
  }
  bytes[at] = relative;
  bytes[at + 1] = relative >>> 8;
  bytes[at + 2] = relative >>> 16;
  bytes[at + 3] = ((relative >>> 24) & 1) === 0 ? 0x00 : 0xff;
}
