/** Sixteen harmless ARM instructions (data processing on registers, no branch): what stands where a program's code would. */
const instructions = [
  0xe1a00000, 0xe3a00000, 0xe2800001, 0xe2411001, 0xe0822003, 0xe0433002, 0xe1500001, 0xe3510000, 0xe1a02001, 0xe0000001, 0xe1811000,
  0xe0222001, 0xe1e03002, 0xe1a01121, 0xe1a030a3, 0xe3a01001,
] as const;

/** `bytes` of made-up machine code, the same for the same seed. It belongs to nobody, does nothing and is never run. */
export function madeUpCode(bytes: number, seed: number): Buffer {
  const out = Buffer.alloc(bytes - (bytes % 4));
  let state = (seed * 2654435761 + 1) >>> 0;
  for (let at = 0; at < out.length; at += 4) {
    // xorshift32 (Marsaglia, 2003)
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out.writeUInt32LE(instructions[(state >>> 8) & 15] as number, at);
  }
  return out;
}
