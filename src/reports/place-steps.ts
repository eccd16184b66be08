/** A place taken apart (4-inspect: `dvr.bin!/0x40000.squashfs!/etc/passwd:1`): the evidence, the way into it and the line, if one is named. */
export type PlaceSteps = { readonly evidence: string; readonly inside: readonly string[]; readonly line: string | null };

/** Never refuses: a place of another shape is one step. */
export function placeSteps(at: string): PlaceSteps {
  const match = /^(.*):(\d{1,12})$/s.exec(at);
  const [evidence = '', ...inside] = (match?.[1] ?? at).split('!');
  return { evidence, inside, line: match?.[2] ?? null };
}
