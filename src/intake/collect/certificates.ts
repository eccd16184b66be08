import type { Collector } from '../../model/collector.ts';
import type { CertificateExhibit } from '../../model/exhibits.ts';
import type { Entry } from '../../model/unpacked.ts';
import { fixedNeedles } from '../needles.ts';
import { pemBlocks } from './pem-blocks.ts';
import { readable } from './readable.ts';

const label = /^(?:X509 |TRUSTED )?CERTIFICATE$/;
const derName = /\.(?:der|crt|cer|cert|pem)$/i;
const largestCertificate = 65_536;

/** X.509 certificates: each block of PEM, wherever it stands, and files that are one in DER. */
export const collectCertificates: Collector<CertificateExhibit> = (unpacked, context) => {
  const needle = context.needles.indexOf(fixedNeedles.pem);
  const exhibit = (at: string, der: Uint8Array): readonly CertificateExhibit[] => {
    const facts = context.host.certificate(der);
    return facts === null ? [] : [{ ...facts, at }];
  };
  const ofFile = (entry: Entry): readonly CertificateExhibit[] =>
    readable(entry, (read) => {
      const blocks = pemBlocks(entry, read, needle);
      if (blocks.length > 0) return blocks.flatMap((block) => (label.test(block.label) ? exhibit(block.at, block.body) : []));
      const mayBeDer = entry.kind === 'certificate' || (entry.kind === 'data' && derName.test(entry.path));
      return mayBeDer && entry.size <= largestCertificate ? exhibit(entry.at, read()) : [];
    });
  return [...unpacked.trees.flatMap((tree) => tree.entries), ...unpacked.pieces].flatMap((entry) =>
    entry.type === 'file' ? ofFile(entry) : [],
  );
};
