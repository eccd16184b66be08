import { Refusal, type RefusalCode } from '../refusal.ts';

/** Proves nothing, and why. `because` is for engineers; what a person reads is told by the code. */
export type Refused = { readonly outcome: 'refused'; readonly code: RefusalCode; readonly because: string };

/** Turns a refusal thrown inside into the result a caller must handle; other errors are our own defects and go on. */
export async function orRefused<T>(check: () => Promise<T>): Promise<T | Refused> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', code: error.code, because: error.message };
  }
}
