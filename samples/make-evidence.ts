import { writeFileSync } from 'node:fs';
import { mendedFirmware } from './mended-firmware.ts';
import { weakCapture } from './weak-capture.ts';
import { weakFirmware } from './weak-firmware.ts';
import { writeFlash } from './write-flash.ts';

// Makes the evidence of the two sample products from nothing but the text in this folder: the same bytes every time, nobody else's.
writeFileSync(new URL('lumen-cam/firmware.bin', import.meta.url), writeFlash(weakFirmware));
writeFileSync(new URL('lumen-cam/home.pcap', import.meta.url), weakCapture());
writeFileSync(new URL('lumen-cam-mended/firmware.bin', import.meta.url), writeFlash(mendedFirmware));
