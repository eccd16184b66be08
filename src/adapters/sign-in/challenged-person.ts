import type { GenericEndpointContext } from 'better-auth';

/** Whose password was accepted and whose second factor is awaited, by the signed cookie; null: nobody's. */
export async function challengedPerson(context: GenericEndpointContext): Promise<string | null> {
  const { createAuthCookie, secret, internalAdapter } = context.context;
  const identifier = await context.getSignedCookie(createAuthCookie('two_factor').name, secret);
  if (typeof identifier !== 'string' || identifier === '') return null;
  return (await internalAdapter.findVerificationValue(identifier))?.value ?? null;
}
