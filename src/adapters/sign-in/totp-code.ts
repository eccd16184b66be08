import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';

const stepSeconds = 30;

/** What an authenticator application shows at an instant: six digits, half-minute steps, HMAC-SHA-1 (RFC 6238, 4). `secret`: base32, as the application was given it. */
export const totpCode = (secret: string, instant: Date): Promise<string> =>
  createOTP(new TextDecoder().decode(base32.decode(secret))).hotp(Math.floor(instant.getTime() / 1000 / stepSeconds));
