/** A string as MQTT sends it (OASIS MQTT 3.1.1, 1.5.3). */
function field(text: string): Buffer {
  const bytes = Buffer.from(text).subarray(0, 65_535);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function packet(head: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let left = body.length; ; ) {
    const digit = left % 128;
    left = Math.floor(left / 128);
    length.push(left > 0 ? digit | 128 : digit);
    if (left === 0) break;
  }
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

export type Login = { readonly user: string; readonly password: string };

/** CONNECT of MQTT 3.1.1 (3.1): clean session, keep alive 30 s, no will. */
export function mqttConnect(clientId: string, login: Login | null): Buffer {
  const flags = 0x02 | (login === null ? 0 : 0xc0);
  const fields = login === null ? [] : [field(login.user), field(login.password)];
  return packet(0x10, field('MQTT'), Buffer.from([4, flags, 0, 30]), field(clientId), ...fields);
}

/** SUBSCRIBE with packet identifier 1 and quality of service 0 (3.8). */
export const mqttSubscribe = (...topics: readonly string[]): Buffer =>
  packet(0x82, Buffer.from([0, 1]), ...topics.flatMap((topic) => [field(topic), Buffer.from([0])]));

export const mqttDisconnect: Buffer = Buffer.from([0xe0, 0]);

/** Length of the first packet with its head (2.2.3); 0: not whole yet. What cannot be one is taken as it is. */
export function mqttPacketLength(bytes: Buffer): number {
  let length = 0;
  for (let at = 1; at <= 4; at += 1) {
    const digit = bytes[at];
    if (digit === undefined) return 0;
    length += (digit & 127) * 128 ** (at - 1);
    if (digit < 128) return bytes.length < at + 1 + length ? 0 : at + 1 + length;
  }
  return bytes.length;
}

/** Return code of a CONNACK (3.2.2.3); null: another packet. */
export const connectReturn = (bytes: Buffer): number | null =>
  bytes[0] === 0x20 && bytes[1] === 2 && bytes.length === 4 ? (bytes[3] ?? null) : null;

/** Return codes of a SUBACK (3.9.3); null: another packet. */
export const subscribeReturns = (bytes: Buffer): readonly number[] | null =>
  bytes[0] === 0x90 && bytes.length >= 5 && bytes.length < 128 ? [...bytes.subarray(4)] : null;

/** Topic of a PUBLISH (3.3.2.1); null: another packet. */
export function publishedTopic(bytes: Buffer): string | null {
  if ((bytes[0] ?? 0) >> 4 !== 3) return null;
  const at = 1 + bytes.subarray(1).findIndex((digit) => digit < 128) + 1;
  if (at < 2 || at + 2 > bytes.length) return null;
  const length = bytes.readUInt16BE(at);
  return at + 2 + length > bytes.length ? null : bytes.subarray(at + 2, at + 2 + length).toString('utf8');
}
