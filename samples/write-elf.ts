import { madeUpCode } from './made-up-code.ts';

export type ElfProgram = {
  readonly kind: 'program' | 'library';
  /** NUL-terminated in `.rodata`: the text by which a program is known. */
  readonly strings: readonly string[];
  /** Bytes of made-up code. */
  readonly code: number;
  readonly seed: number;
};

const headerSize = 52;
const segmentSize = 32;
const sectionSize = 40;
const base = 0x10000;
const sectionNames = '\0.text\0.rodata\0.shstrtab\0';

/** A small well-formed ELF file, 32-bit ARM little endian (System V ABI; EABI 5): made-up code and the given strings. It is not meant to run. */
export function writeElf({ kind, strings, code, seed }: ElfProgram): Buffer {
  const text = madeUpCode(code, seed);
  const rodata = Buffer.from(`\0${strings.join('\0')}\0`, 'latin1');
  const names = Buffer.from(sectionNames, 'latin1');
  const textAt = headerSize + segmentSize;
  const rodataAt = textAt + text.length;
  const namesAt = rodataAt + rodata.length;
  const sectionsAt = Math.ceil((namesAt + names.length) / 4) * 4;
  const address = kind === 'program' ? base : 0;
  const gap = Buffer.alloc(sectionsAt - namesAt - names.length);
  return Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    half(kind === 'program' ? 2 : 3, 40),
    words(1, address + textAt, headerSize, sectionsAt, 0x05000200),
    half(headerSize, segmentSize, 1, sectionSize, 4, 3),
    // One segment, loaded to be read and executed.
    words(1, 0, address, address, namesAt, namesAt, 5, 0x1000),
    text,
    rodata,
    names,
    gap,
    words(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    words(1, 1, 6, address + textAt, textAt, text.length, 0, 0, 4, 0),
    words(7, 1, 2, address + rodataAt, rodataAt, rodata.length, 0, 0, 1, 0),
    words(15, 3, 0, 0, namesAt, names.length, 0, 0, 1, 0),
  ]);
}

const words = (...values: readonly number[]): Buffer => littleEndian(values, 4);
const half = (...values: readonly number[]): Buffer => littleEndian(values, 2);

function littleEndian(values: readonly number[], bytes: 2 | 4): Buffer {
  const out = Buffer.alloc(values.length * bytes);
  values.forEach((value, index) => out.writeUIntLE(value, index * bytes, bytes));
  return out;
}
