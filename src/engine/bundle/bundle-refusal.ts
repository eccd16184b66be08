import { UserError } from '../../foundation/user-error.ts';

/** Why a bundle is not read (docs/spec/evidence-bundle.md, Verification). */
export type BundleCode =
  | 'BUNDLE_TOO_LARGE'
  | 'BUNDLE_TRUNCATED'
  | 'BUNDLE_TAR'
  | 'BUNDLE_PATH'
  | 'BUNDLE_ORDER'
  | 'BUNDLE_VERSION'
  | 'BUNDLE_MANIFEST'
  | 'BUNDLE_FILE_MISSING'
  | 'BUNDLE_FILE_EXTRA'
  | 'BUNDLE_DIGEST'
  | 'BUNDLE_JSON'
  | 'BUNDLE_SHAPE'
  | 'BUNDLE_EVIDENCE'
  | 'BUNDLE_SCHEME'
  | 'BUNDLE_TABLE';

/** The error that ends the reading of a bundle; nobody mends a bundle by hand. */
export const bundleRefusal = (code: BundleCode, what: string, where: string): UserError =>
  new UserError(code, what, where, 'have it made again: iqs bundle');
