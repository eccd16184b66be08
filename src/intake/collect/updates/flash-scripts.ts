import type { UpdateExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { smallText } from '../small-text.ts';

/** Commands that write a firmware to flash, at a command's place in a line. */
const writers =
  /(?:^|[\s;&|`(/])(?<tool>mtd\s+(?:-\S+\s+(?:\S+\s+)?){0,4}write|mtd_write|flashcp|nandwrite|dd\s[^\n|;&]{0,200}\bof=\/dev\/mtd\w*|fw_upgrade|fwupgrade)(?=[\s;&|)]|$)/;
const verifiers =
  /openssl\s+(?:dgst\b[^\n]{0,200}-verify|rsautl\s+-verify|pkeyutl\s+-verify|cms\s+-verify|smime\s+-verify)|usign\s+-V|gpgv?\s[^\n]{0,80}--verify|\bgpgv\s|signify\s+-V|minisign\s+-V|ucert\s+-V/;
const fetchers = /\b(?:wget|curl|ftpget|tftp)\b[^\n]{0,300}/;
const largestScript = 262_144;

/** Scripts that write firmware: signed when they verify a signature, not signed when they fetch what they write and never do. */
export function flashScripts(tree: Tree): readonly UpdateExhibit[] {
  return tree.entries.flatMap((entry) =>
    entry.type === 'file' && entry.size <= largestScript && isScript(entry) ? judged(entry, smallText(entry)) : [],
  );
}

const isScript = (entry: Entry): boolean =>
  entry.kind === 'script' || (entry.kind === 'text' && /\.sh$|\/etc\/(?:init\.d|rc\.d)\//.test(entry.path));

function judged(entry: Entry, text: string): readonly UpdateExhibit[] {
  // sysupgrade's own parts are judged with it.
  if (/^\/(?:sbin\/sysupgrade|lib\/upgrade\/)/.test(entry.path)) return [];
  const lines = text.split('\n').map((line) => (/^\s*#/.test(line) || line.length > 2000 ? '' : line));
  const at = lines.findIndex((line) => writers.test(line));
  if (at < 0) return [];
  const tool = (writers.exec(lines[at] ?? '')?.groups?.['tool'] ?? '').split(/\s+/)[0] ?? '';
  const active = lines.join('\n');
  const verified = verifiers.test(active);
  const fetched = fetchers.test(active);
  return [
    {
      at: `${entry.at}:${at + 1}`,
      kind: 'script',
      signed: verified ? true : fetched ? false : null,
      algorithm: null,
      detail: `${tool}${fetched ? ', after a download' : ''}`,
    },
  ];
}
