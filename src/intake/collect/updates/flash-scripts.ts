import type { CollectorContext } from '../../../model/collector.ts';
import type { UpdateExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { smallText } from '../small-text.ts';
import { isVerifier, scriptCommands } from './script-commands.ts';

/** Programs that write a firmware to flash, at a command's place in a line. */
const programs = /(?:^|[\s;&|`(/"'])(?<tool>mtd_write|flashcp|nandwrite|fw_upgrade|fwupgrade)(?=[\s;&|)"']|$)/;
const flash = String.raw`["']?\/dev\/(?:mtd|mmcblk)\w*`;
const ddOutput = new RegExp(String.raw`\bof=${flash}`);
const redirected = new RegExp(String.raw`>\s*${flash}`);
const teed = new RegExp(String.raw`\btee\s+(?:-a\s+)?${flash}`);
const wiped = /\/dev\/(?:zero|u?random|full)\b/;
const fetchers = /\b(?:wget|curl|ftpget|tftp)\b/;
/** A verifier by its words, run or only spoken of. */
const mentioned = /-verify|--verify|\b(?:usign|signify|minisign|ucert)\s+-V|\bgpgv\b/;

/**
 * Scripts that write firmware: signed when a verification is run before the write; not signed when they fetch what they write and none is
 * in sight; null else, as where a verification is only spoken of or comes too late.
 */
export function flashScripts(tree: Tree, note: CollectorContext['note']): readonly UpdateExhibit[] {
  return tree.entries.flatMap((entry) => (entry.type === 'file' && isScript(entry) ? judged(entry, smallText(entry, note)) : []));
}

const isScript = (entry: Entry): boolean =>
  entry.kind === 'script' || (entry.kind === 'text' && /\.sh$|\/etc\/(?:init\.d|rc\.d)\//.test(entry.path));

function judged(entry: Entry, text: string): readonly UpdateExhibit[] {
  // sysupgrade's own parts are judged with it.
  if (/^\/(?:sbin\/sysupgrade|lib\/upgrade\/)/.test(entry.path)) return [];
  const lines = text.split('\n').map((line) => (/^\s*#/.test(line) ? '' : line));
  const at = lines.findIndex((line) => writerIn(line) !== null);
  if (at < 0) return [];
  const active = lines.join('\n');
  const fetched = fetchers.test(active);
  const verifier = scriptCommands(text).find(isVerifier);
  const verified = verifier !== undefined && verifier.line <= at + 1;
  return [
    {
      at: `${entry.at}:${at + 1}`,
      kind: 'script',
      signed: verified ? true : fetched && !mentioned.test(active) ? false : null,
      algorithm: null,
      detail: `${writerIn(lines[at] ?? '') ?? ''}${fetched ? ', after a download' : ''}`,
    },
  ];
}

/** The tool by which a line writes to flash; null when it does not. */
function writerIn(line: string): string | null {
  const program = programs.exec(line)?.groups?.['tool'];
  if (program !== undefined) return program;
  if (line.includes('mtd') && line.includes('write') && isMtdWrite(line)) return 'mtd';
  if (!line.includes('/dev/m') || wiped.test(line)) return null;
  if (ddOutput.test(line)) return 'dd';
  return redirected.test(line) || teed.test(line) ? 'write' : null;
}

/** `mtd [options] write …` (OpenWrt's package/system/mtd): one pass over the words. */
function isMtdWrite(line: string): boolean {
  let isMtd = false;
  for (const [word] of line.matchAll(/[^\s;&|`(){}"']+|[;&|`(]/g)) {
    if (isMtd && word === 'write') return true;
    if (/^[;&|`(]/.test(word)) isMtd = false;
    else if (word === 'mtd' || word.endsWith('/mtd')) isMtd = true;
  }
  return false;
}
