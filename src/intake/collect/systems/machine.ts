import type { SystemExhibit } from '../../../model/exhibits.ts';

export type Machine = Pick<SystemExhibit, 'architecture' | 'endianness' | 'bits'>;

export const nothingKnown: Machine = Object.freeze({ architecture: null, endianness: null, bits: null });

/** e_machine (System V ABI, ELF header; numbers of the generic ABI's registry). */
const machines: Readonly<Record<number, string>> = {
  2: 'sparc',
  3: 'x86',
  4: 'm68k',
  8: 'mips',
  10: 'mips',
  18: 'sparc',
  20: 'powerpc',
  21: 'powerpc',
  22: 's390',
  40: 'arm',
  42: 'sh',
  43: 'sparc',
  45: 'arc',
  50: 'ia64',
  62: 'x86_64',
  83: 'avr',
  92: 'openrisc',
  93: 'arc',
  94: 'xtensa',
  105: 'msp430',
  106: 'blackfin',
  113: 'nios2',
  164: 'hexagon',
  183: 'aarch64',
  189: 'microblaze',
  195: 'arc',
  243: 'riscv',
  252: 'csky',
  258: 'loongarch',
  36902: 'alpha',
};

/** Reads the first 20 bytes of an ELF header; null where they are none. */
export function machineOf(header: Uint8Array): Machine | null {
  const [magic, e, l, f, bits, order] = header;
  if (header.length < 20 || magic !== 0x7f || e !== 0x45 || l !== 0x4c || f !== 0x46) return null;
  if ((bits !== 1 && bits !== 2) || (order !== 1 && order !== 2)) return null;
  const [low, high] = order === 1 ? [header[18], header[19]] : [header[19], header[18]];
  const number = (low ?? 0) | ((high ?? 0) << 8);
  const architecture = machines[number] ?? null;
  return { architecture, endianness: order === 1 ? 'little' : 'big', bits: bits * 32 };
}
