import { latin1 } from '../foundation/byte-reader.ts';
import type { EvidenceKind } from '../model/exhibits.ts';
import type { Tree } from '../model/unpacked.ts';
import { isSbomText } from './sbom-text.ts';
import { isScanReport } from './scan-report.ts';
import type { UnpackResult } from './unpack.ts';

/** What a piece of evidence is by its content; its purpose is the dossier's to say. */
export function evidenceKind(name: string, result: UnpackResult): EvidenceKind {
  const top = result.trees.find((tree) => tree.at === name);
  if (top && isApp(top)) return 'app';
  if (result.trees.some((tree) => isRoot(tree) && ['folder', 'tar', 'cpio'].includes(tree.format))) return 'rootfs';
  if (result.containers.length > 0) return 'firmware';
  const [piece] = result.pieces;
  if (!piece) return 'unknown';
  if (piece.kind === 'elf') return 'elf';
  if (piece.kind === 'key' || piece.kind === 'certificate') return 'key';
  if (piece.kind === 'kernel' || piece.kind === 'boot-loader') return 'firmware';
  const bytes = piece.read();
  if (isCapture(bytes)) return 'capture';
  if (piece.kind !== 'text') return 'unknown';
  if (isSbomText(bytes)) return 'sbom';
  return isScanReport(bytes) ? 'scan' : textKind(latin1(bytes.subarray(0, 4096)));
}

function isApp(tree: Tree): boolean {
  return tree.byPath.has('/AndroidManifest.xml') || tree.entries.some((entry) => /^\/Payload\/[^/]+\.app(\/|$)/.test(entry.path));
}

/** A root file system has the folders that the Filesystem Hierarchy Standard asks for; two of them are enough to know it. */
export function isRoot(tree: Tree): boolean {
  const folders = ['/etc', '/bin', '/sbin', '/lib', '/usr', '/dev', '/proc'];
  const present = folders.filter((folder) => tree.byPath.has(folder) || tree.entries.some((entry) => entry.path.startsWith(`${folder}/`)));
  return present.length >= 2;
}

/** pcap in both byte orders and resolutions, and pcapng. */
function isCapture(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, 4));
  return ['\xd4\xc3\xb2\xa1', '\xa1\xb2\xc3\xd4', '\x4d\x3c\xb2\xa1', '\xa1\xb2\x3c\x4d', '\x0a\x0d\x0d\x0a'].includes(head);
}

function textKind(head: string): EvidenceKind {
  // Its access lists may stand first.
  if (head.includes('"ietf-mud:mud"') || head.includes('"ietf-access-control-list:')) return 'mud';
  return /^iqs: *record\/1/m.test(head) ? 'record' : 'document';
}
