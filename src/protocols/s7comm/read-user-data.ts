import { latin1 } from '../../foundation/byte-reader.ts';
import type { Side, Tell } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const cpuFunctions = 4;
const security = 5;
/** Lists of the system state (SZL): what the module is, and what its parts are called. */
const moduleIdentification = 0x11;
const componentIdentification = 0x1c;

/** Reads S7comm user data: the password that opens a controller, and the lists by which it names itself. Each is told once. */
export function readUserData(server: string, tell: Tell): (side: Side, payload: Uint8Array) => void {
  const told = new Set<number>();
  return (side, payload) => {
    const parameters = peek.be16(payload, 6);
    // Parameters: 00 01 12, their length, method, kind and group of functions, function.
    const kind = (payload[15] ?? 0) >> 4;
    const group = (payload[15] ?? 0) & 0x0f;
    const data = payload.subarray(10 + parameters);
    // Data: return code, transport size, length, then the bytes.
    const body = data.subarray(4, 4 + Math.max(0, peek.be16(data, 2)));
    if (side === 'client' && kind === 4 && group === security && payload[16] === 1) tellPassword(body, tell);
    else if (side === 'server' && kind === 8 && group === cpuFunctions && payload[16] === 1) {
      const list = peek.be16(body, 0);
      if (told.has(list)) return;
      if (list === moduleIdentification) tellModule(recordsOf(body), tell);
      else if (list === componentIdentification) tellNames(server, recordsOf(body), tell);
      told.add(list);
    }
  };
}

/** Eight bytes, each combined with 0x55 and, from the third on, with the enciphered one two places before: no secret is in it. */
function tellPassword(body: Uint8Array, tell: Tell): void {
  if (body.length < 8) return;
  let password = '';
  for (let at = 0; at < 8; at += 1) password += String.fromCharCode((body[at] ?? 0) ^ 0x55 ^ (at > 1 ? (body[at - 2] ?? 0) : 0));
  if (/^[\x20-\x7e]{8}$/.test(password)) tell.credential({ user: null, password: password.trimEnd() });
}

/** List, index, bytes per record, how many; then the records, each from its number on. */
function recordsOf(body: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const length = peek.be16(body, 4);
  const records = new Map<number, Uint8Array>();
  if (length < 4) return records;
  for (let at = 8; at + length <= body.length; at += length) records.set(peek.be16(body, at), body.subarray(at + 2, at + length));
  return records;
}

const textOf = (record: Uint8Array | undefined, length: number): string =>
  record === undefined
    ? ''
    : latin1(record.subarray(0, length))
        .replace(/[\0 ]+$/, '')
        .trim();

/** Record 1: the order number. Record 7: the firmware, as `V` and three numbers. */
function tellModule(records: ReadonlyMap<number, Uint8Array>, tell: Tell): void {
  const order = textOf(records.get(1), 20);
  const firmware = records.get(7)?.subarray(22, 26);
  const version = firmware?.[0] === 0x56 ? [...firmware.subarray(1)].join('.') : null;
  if (order !== '') tell.component({ side: 'server', name: `siemens ${order.toLowerCase()}`, version });
}

/** Record 1: the station's name, 2: the module's, 5: the module's serial number. */
function tellNames(server: string, records: ReadonlyMap<number, Uint8Array>, tell: Tell): void {
  const name = textOf(records.get(1), 24) || textOf(records.get(2), 24);
  if (name !== '') tell.host({ address: server, mac: null, name });
  const serial = textOf(records.get(5), 24);
  if (serial !== '') tell.behaviour({ kind: 'identifier-in-clear', detail: `serial number ${serial}` });
}
