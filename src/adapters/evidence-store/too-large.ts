import { UserError } from '../../foundation/user-error.ts';

export const tooLarge = (bytes: number, maxBytes: number, where: string): UserError =>
  new UserError(
    'TOO_LARGE',
    `${bytes} bytes or more, and at most ${maxBytes} are taken`,
    where,
    'bring a smaller file, or raise the limit',
  );
