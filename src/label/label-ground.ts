import { palette } from './palette.ts';

/** The coloured ground up to the edges, where a printer lets it run over (`data-role="ground"`: the print file extends it by the bleed). */
export const labelGround = (width: number, height: number, corner: number, fill: string = palette.panel): string =>
  `<rect data-role="ground" x="0" y="0" width="${width}" height="${height}" rx="${corner}" fill="${fill}"/>`;

/** A white card on the ground. */
export const labelCard = (x: number, y: number, width: number, height: number, corner: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${corner}" fill="${palette.paper}"/>`;
