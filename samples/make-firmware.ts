import { writeFileSync } from 'node:fs';
import { mendedFirmware } from './mended-firmware.ts';
import { weakFirmware } from './weak-firmware.ts';
import { writeFlash } from './write-flash.ts';

// Makes the firmware of the two sample products from nothing but the text in this folder: the same bytes every time, nobody else's code.
writeFileSync(new URL('lumen-cam/firmware.bin', import.meta.url), writeFlash(weakFirmware));
writeFileSync(new URL('lumen-cam-mended/firmware.bin', import.meta.url), writeFlash(mendedFirmware));
