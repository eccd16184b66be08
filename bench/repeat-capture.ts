import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const header = 24;

/**
 * Writes a little-endian pcap file again and again, each time later by its own length, until `bytes` are reached: a long capture made of a real one.
 * Packets and connections multiply, hosts and names do not. Answers with the number of packets.
 */
export function repeatCapture(source: string, target: string, bytes: number): number {
  const file = readFileSync(source);
  const records = file.subarray(header);
  const starts: number[] = [];
  for (let at = 0; at + 16 <= records.length; at += 16 + records.readUInt32LE(at + 8)) starts.push(at);
  const seconds = starts.map((at) => records.readUInt32LE(at));
  const span = Math.max(...seconds) - Math.min(...seconds) + 1;
  writeFileSync(target, file.subarray(0, header));
  let written = header;
  let packets = 0;
  for (; written < bytes; written += records.length) {
    appendFileSync(target, records);
    packets += starts.length;
    for (const at of starts) records.writeUInt32LE(records.readUInt32LE(at) + span, at);
  }
  return packets;
}
