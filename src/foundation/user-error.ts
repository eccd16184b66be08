/** An error a person sees: a stable code, what is wrong, where, and the mend. Printed in one line. */
export class UserError extends Error {
  readonly code: string;
  readonly where: string;
  readonly mend: string;

  constructor(code: string, what: string, where: string, mend: string) {
    super(what);
    this.name = 'UserError';
    this.code = code;
    this.where = where;
    this.mend = mend;
  }

  /** `CODE where: what; mend`. */
  get line(): string {
    return `${this.code} ${this.where}: ${this.message}; ${this.mend}`;
  }
}
