import type { UserError } from '../../foundation/user-error.ts';
import type { Exhibits } from '../../model/exhibits.ts';

export type WorkerQuestion = { readonly name: string; readonly path: string; readonly files: boolean; readonly device: string | null };

/** `refused`: a person must mend something first. `tooLarge`: a counted limit, the same on every machine. */
export type WorkerAnswer =
  | { readonly exhibits: Exhibits }
  | { readonly tooLarge: string }
  | { readonly refused: Pick<UserError, 'code' | 'message' | 'where' | 'mend'> };
