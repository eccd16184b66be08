import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../foundation/user-error.ts';
import type { LabelSvg } from '../label/draw-label.ts';
import type { LabelClaims } from '../model/label-claims.ts';
import { renderPdf } from './render-pdf.ts';
import { renderPng } from './render-png.ts';

/**
 * Copies a published label's files, and draws every SVG as PNG and as PDF for print, which is left out where a name has signs that the fonts lack. `language`: only the artwork in it. Gives the folder.
 */
export async function copyLabel(from: string, to: string, language?: string): Promise<string> {
  mkdirSync(to, { recursive: true });
  const { issuedAt } = JSON.parse(readFileSync(join(from, 'claims.json'), 'utf8')) as LabelClaims;
  for (const name of readdirSync(from)) {
    if (language !== undefined && name.endsWith('.svg') && !name.endsWith(`-${language}.svg`)) continue;
    cpSync(join(from, name), join(to, name));
    if (!name.endsWith('.svg')) continue;
    const svg = readFileSync(join(from, name), 'utf8');
    writeFileSync(join(to, name.replace(/svg$/, 'png')), renderPng(svg));
    try {
      writeFileSync(join(to, name.replace(/svg$/, 'pdf')), await renderPdf(svg as LabelSvg, issuedAt));
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'LABEL_FONT')) throw error;
    }
  }
  return to;
}
