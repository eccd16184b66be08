import { readFileSync } from 'node:fs';
import { mendedFirmware } from './mended-firmware.ts';
import { weakCapture } from './weak-capture.ts';
import { weakFirmware } from './weak-firmware.ts';
import { writeFlash } from './write-flash.ts';

/** The evidence of the sample products that is made and not kept, by its path below this folder. */
export const madeEvidence: Readonly<Record<string, () => Uint8Array>> = {
  'lumen-cam/firmware.bin': () => writeFlash(weakFirmware),
  'lumen-cam/home.pcap': weakCapture,
  'lumen-cam-mended/firmware.bin': () => writeFlash(mendedFirmware),
};

/** The bytes of a sample product's evidence, `name` its path below this folder; made, where no clone has it. */
export const sampleEvidence = (name: string): Uint8Array => madeEvidence[name]?.() ?? readFileSync(new URL(name, import.meta.url));
