import { latin1 } from '../../foundation/byte-reader.ts';
import type { Side, Tell } from '../../model/protocol.ts';

/** Device attributes, group 0 (IEEE 1815, A.2): variations that say who made it. */
const softwareVersion = 242;
const serialNumber = 248;
const productName = 250;
const vendorName = 252;
const response = 0x81;

/** Tells what a response that begins with device attributes says; false where it is another message. */
export function readAttributes(side: Side, fragment: Uint8Array, tell: Tell): boolean {
  // Application header of a response: control, function, two bytes of indications.
  if (fragment[1] !== response) return false;
  const found = new Map<number, string>();
  let at = 4;
  // Object header: group 0, variation, qualifier 0 (first and last index of one byte), then code, length and value.
  while (fragment[at] === 0 && fragment[at + 2] === 0 && fragment[at + 3] === fragment[at + 4] && at + 7 <= fragment.length) {
    const length = fragment[at + 6] ?? 0;
    // Type code 1: visible characters.
    if (fragment[at + 5] === 1) found.set(fragment[at + 1] ?? 0, latin1(fragment.subarray(at + 7, at + 7 + length)).trim());
    at += 7 + length;
  }
  const name = `${found.get(vendorName) ?? ''} ${found.get(productName) ?? ''}`.trim().toLowerCase();
  if (name !== '') tell.component({ side, name, version: found.get(softwareVersion) ?? null });
  const serial = found.get(serialNumber);
  if (serial !== undefined) tell.behaviour({ kind: 'identifier-in-clear', detail: `serial number ${serial}` });
  return name !== '' || serial !== undefined;
}
