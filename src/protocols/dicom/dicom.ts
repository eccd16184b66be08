import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const largestRequest = 65_000;

/** A-ASSOCIATE: kind 1 or 2, length, version 1, then at 74 the item with the name of the application context (PS3.8, 9.3.2). */
const isAssociation = (bytes: Uint8Array): boolean =>
  (bytes[0] === 1 || bytes[0] === 2) &&
  bytes[1] === 0 &&
  peek.be16(bytes, 6) === 1 &&
  latin1(bytes.subarray(78, 99)) === '1.2.840.10008.3.1.1.1';

/** DICOM, of medical images. */
export const dicom: Protocol = {
  id: 'dicom',
  title: 'DICOM: medical images',
  references: [{ source: 'DICOM PS3.8', clause: '9.3', url: 'https://dicom.nema.org/medical/dicom/current/output/html/part08.html' }],
  limitations: ['Images and what they say of a patient are not read.'],
  transports: ['tcp'],
  ports: [104, 11112],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => (isAssociation(fromClient) || isAssociation(fromServer) ? 'certain' : 'no'),
  converse: (_, { tell }) => ({
    read: (side, bytes) => {
      const length = 6 + peek.be32(bytes, 2);
      if (bytes.length < 6 || (length <= largestRequest && bytes.length < length)) return 0;
      if (length > largestRequest || !isAssociation(bytes)) return 'settled';
      // Items of user information: 0x55 is the name of the implementation.
      const [, size = '', name = ''] = /\x55\0\0([\x01-\x10])([\x21-\x7e]{1,16})/.exec(latin1(bytes.subarray(74, length))) ?? [];
      const text = name.slice(0, size.charCodeAt(0));
      if (text !== '') tell.component({ side, name: text.toLowerCase(), version: null });
      return side === 'server' ? 'settled' : length;
    },
  }),
};
