/** Advance widths of Inter Bold in thousandths of an em for U+0020 to U+007E: the widest face on the label, so an upper bound for the others. */
const ascii = [
  237, 338, 552, 649, 655, 1016, 672, 339, 377, 377, 559, 679, 334, 468, 334, 388, 674, 431, 630, 646, 676, 622, 649, 582, 651, 649, 334,
  343, 679, 679, 679, 560, 1016, 747, 662, 740, 722, 607, 587, 750, 747, 281, 584, 719, 565, 932, 762, 771, 648, 777, 657, 655, 667, 732,
  747, 1038, 738, 731, 664, 377, 388, 377, 487, 476, 365, 581, 630, 588, 630, 596, 398, 632, 623, 271, 271, 580, 271, 913, 623, 613, 630,
  630, 407, 560, 366, 623, 600, 850, 580, 602, 573, 469, 372, 469, 679,
];

/** How wide a text will be, in ems, without asking a font: exact for ASCII in Inter Bold, an estimate on the wide side for other scripts. */
export function textWidth(text: string): number {
  let thousandths = 0;
  for (const sign of text.normalize('NFD')) thousandths += signWidth(sign);
  return thousandths / 1000;
}

function signWidth(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x7f) return ascii[code - 0x20] ?? 0;
  if (/^[\p{M}\u200c\u200d]$/u.test(sign)) return 0;
  if (code < 0x2e80) return code >= 0x1100 && code < 0x1200 ? 1000 : 760;
  return 1040;
}
