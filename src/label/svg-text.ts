import { escapeXml } from './escape-xml.ts';

export type TextLook = {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 600 | 700 | 800;
  readonly anchor?: 'start' | 'middle';
  /** What the text is, for lints. */
  readonly role?: string;
};

/** One line of text. */
export function svgText(content: string, { x, y, size, fill, weight = 400, anchor = 'start', role }: TextLook): string {
  const middle = anchor === 'middle' ? ' text-anchor="middle"' : '';
  const named = role === undefined ? '' : ` data-role="${role}"`;
  return `<text${named} x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${middle}>${escapeXml(content)}</text>`;
}
