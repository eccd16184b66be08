import {
  dateShape,
  digestShape,
  instantShape,
  listShape,
  nullableShape,
  oneOfShape,
  recordShape,
  type Shape,
  textShape,
  wholeShape,
} from '../foundation/shape.ts';
import { assurances } from './assurance.ts';
import { certificateNumberForm } from './certificate-number.ts';
import { partKinds, productTypes } from './dossier.ts';
import { type LabelClaims, labelLetters } from './label-claims.ts';

const name = textShape(200);
const id = textShape(64, /^[a-z0-9][a-z0-9._-]*$/i);

const versionShape = recordShape({ version: textShape(100), hardware: nullableShape(textShape(100)) });

const partShape = recordShape({
  id,
  kind: oneOfShape(partKinds),
  name,
  letter: oneOfShape(labelLetters),
  assurance: oneOfShape(assurances),
  versions: listShape(versionShape, 200),
  digests: listShape(digestShape, 200),
});

/** Claims of a label, every member there and none besides; `DecodeError('malformed')` otherwise. At most 50 parts of 200 versions and digests. */
export const labelClaimsShape: Shape<LabelClaims> = recordShape({
  number: textShape(24, certificateNumberForm),
  product: recordShape({ name, model: nullableShape(name), maker: name, category: name, type: oneOfShape(productTypes) }),
  parts: listShape(partShape, 50),
  letter: oneOfShape(labelLetters),
  assurance: recordShape({ lowest: oneOfShape(assurances), at: wholeShape(0, 10_000), of: wholeShape(0, 10_000) }),
  scheme: recordShape({ id: textShape(20, /^[a-z][a-z0-9-]*$/), vintage: textShape(40), digest: digestShape }),
  assessment: digestShape,
  restsOn: listShape(recordShape({ id: textShape(100), until: dateShape }), 50),
  gradedOn: dateShape,
  updatesUntil: nullableShape(dateShape),
  issuedAt: instantShape,
  validUntil: instantShape,
});
