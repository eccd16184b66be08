import { asDecodeError, type DecodeError } from '../../foundation/decode-error.ts';
import type { Exhibits, ProblemExhibit } from '../../model/exhibits.ts';
import { noExhibits } from '../../model/exhibits.ts';
import type { Host } from '../../model/host.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { Tables } from '../../model/tables.ts';
import { sortedLists } from '../sorted-lists.ts';
import { Capture } from './capture.ts';
import { captureExhibits } from './capture-exhibits.ts';
import { CaptureFile } from './capture-file.ts';
import { Naming } from './naming.ts';
import { PublishedLogins } from './published-logins.ts';
import { vendorTable } from './vendor-table.ts';

/** A capture being read: given its bytes as they stream by, in order; each chunk may be reused after the call. */
export type CaptureInspection = {
  readonly push: (chunk: Uint8Array) => void;
  /** `sha256` and `bytes` are those of the file as handed in, which may be compressed. `cut`: the stream ended before its time. */
  readonly finish: (file: { readonly sha256: string; readonly bytes: number; readonly cut: string | null }) => Exhibits;
};

export type CaptureInspector = (input: { readonly name: string; readonly device: string | null }) => CaptureInspection;

/** Readies everything that does not depend on the evidence: made once per worker. */
export function createCaptureInspector(parts: {
  readonly engine: string;
  readonly host: Host;
  readonly protocols: readonly Protocol[];
  readonly tables: Tables;
}): CaptureInspector {
  const { engine, host, protocols, tables } = parts;
  const tools = { host, naming: new Naming(protocols), logins: new PublishedLogins(tables.knownLogins) };
  const vendorOf = vendorTable(tables.vendors);
  return ({ name, device }) => {
    const capture = new Capture(name, tools);
    const file = new CaptureFile(capture.packet);
    let broken: DecodeError | null = null;
    return {
      push: (chunk) => {
        if (broken !== null) return;
        try {
          file.push(chunk);
        } catch (error) {
          broken = asDecodeError(error);
        }
      },
      finish: ({ sha256, bytes, cut }) => {
        capture.finish();
        const problems = fileProblems(capture, file, broken, cut);
        // Of a compressed file the share that was read is the share of its content.
        const identified =
          broken === null && cut === null ? bytes - (file.cut > 0 ? Math.min(bytes, file.cut) : 0) : shareRead(file, bytes);
        return {
          engine,
          evidence: [{ name, sha256, bytes, kind: 'capture' }],
          coverage: { bytes, identified, opaque: 0, unread: bytes - identified },
          limits: [],
          ...sortedLists({ ...noExhibits, ...captureExhibits(capture, { name, format: file.format, device, vendorOf, problems }) }),
          files: null,
        };
      },
    };
  };
}

const shareRead = (file: CaptureFile, bytes: number): number => Math.floor(bytes * Math.min(1, file.read / Math.max(1, file.bytes)));

function fileProblems(capture: Capture, file: CaptureFile, broken: DecodeError | null, cut: string | null): readonly ProblemExhibit[] {
  const at = capture.place(capture.packets + 1);
  if (broken !== null) return [{ code: broken.code, at, detail: `${broken.message}; what follows was not read` }];
  if (cut !== null) return [{ code: 'truncated', at, detail: cut }];
  return file.cut > 0
    ? [{ code: 'truncated', at, detail: `the file ends in the middle of this packet (${file.cut} bytes of it are there)` }]
    : [];
}
