/** A BER element (X.690) with a length below 128: all that our two requests need. */
const element = (tag: number, ...parts: readonly (readonly number[])[]): readonly number[] => {
  const content = parts.flat();
  return [tag, content.length, ...content];
};
const integer = (...bytes: readonly number[]): readonly number[] => element(0x02, bytes);
const text = (value: string): readonly number[] => element(0x04, [...Buffer.from(value, 'latin1')]);
const sysDescr = element(0x06, [0x2b, 6, 1, 2, 1, 1, 1, 0]);

/** GetRequest of sysDescr.0 with a community (RFC 1157, RFC 3416); version 0: SNMPv1, 1: SNMPv2c. Never a SetRequest. */
export function snmpGet(version: 0 | 1, community: string): Uint8Array {
  const binding = element(0x30, element(0x30, sysDescr, [0x05, 0]));
  return Uint8Array.from(
    element(0x30, integer(version), text(community), element(0xa0, integer(0x49, 0x51), integer(0), integer(0), binding)),
  );
}

/** What every SNMPv3 engine answers with its identity (RFC 3414, 4): tells that SNMP is there without knowing any community. */
export function snmpDiscovery(): Uint8Array {
  const header = element(0x30, integer(0x49, 0x51), integer(0x10, 0), element(0x04, [4]), integer(3));
  const security = element(0x04, element(0x30, text(''), integer(0), integer(0), text(''), text(''), text('')));
  const scoped = element(0x30, text(''), text(''), element(0xa0, integer(0x49, 0x51), integer(0), integer(0), element(0x30)));
  return Uint8Array.from(element(0x30, integer(3), header, security, scoped));
}

/** Whether the bytes are an SNMP message of this version: a sequence that begins with it. */
export function isSnmp(bytes: Buffer, version: number): boolean {
  const at = contentAt(bytes, 0, 0x30);
  return at !== null && bytes[at] === 2 && bytes[at + 1] === 1 && bytes[at + 2] === version;
}

/** The text bound to sysDescr.0 in a response; null where there is none (an error, or another message). */
export function sysDescrIn(bytes: Buffer): string | null {
  const name = Buffer.from(sysDescr);
  const at = bytes.indexOf(name);
  if (at < 0) return null;
  const value = contentAt(bytes, at + name.length, 0x04);
  if (value === null) return null;
  return bytes.subarray(value, value + (lengthAt(bytes, at + name.length + 1)?.length ?? 0)).toString('latin1');
}

function contentAt(bytes: Buffer, at: number, tag: number): number | null {
  if (bytes[at] !== tag) return null;
  const length = lengthAt(bytes, at + 1);
  return length === null || length.length > bytes.length - length.end ? null : length.end;
}

/** X.690, 8.1.3, up to two bytes of length: a datagram has no more. */
function lengthAt(bytes: Buffer, at: number): { readonly length: number; readonly end: number } | null {
  const [first = 0x80, second = 0, third = 0] = bytes.subarray(at, at + 3);
  if (first < 0x80) return { length: first, end: at + 1 };
  if (first === 0x81) return { length: second, end: at + 2 };
  return first === 0x82 ? { length: second * 256 + third, end: at + 3 } : null;
}
