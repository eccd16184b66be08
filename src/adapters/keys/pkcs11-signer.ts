import { spawn } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { keyId } from '../../credential/verify/es256.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Signer } from '../../model/signer.ts';
import { nodePlatform } from '../node-platform.ts';
import { publicJwk } from './public-jwk.ts';

/** A key in a hardware token or what stands for one: the PKCS#11 module, the token's label, the key's label. The PIN is read from the environment variable named. */
export type Pkcs11Key = { readonly module: string; readonly token: string; readonly key: string; readonly pinVariable: string };

const longestAnswer = 65_536;
const patience = 30_000;

/**
 * A signer whose key never leaves its token. Signing goes through OpenSC's `pkcs11-tool` (docs/adr/0023): no native module of ours is loaded, and the PIN is on no command
 * line. Refused: `PKCS11_TOOL` (not installed), `PKCS11` (what the token said), `KEY_KIND`.
 */
export async function pkcs11Signer(key: Pkcs11Key): Promise<Signer> {
  const where = `${key.token}/${key.key}`;
  const der = await tool(key, ['--read-object', '--type', 'pubkey'], null);
  const jwk = publicJwk(publicKeyOf(der, where), where);
  const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const digest = createHash('sha256').update(bytes).digest();
    const signature = await tool(
      key,
      ['--sign', '--mechanism', 'ECDSA', '--signature-format', 'rs', '--login', '--pin', `env:${key.pinVariable}`],
      digest,
    );
    if (signature.length !== 64)
      throw new UserError('PKCS11', `a signature of ${signature.length} bytes`, where, 'the token must sign with plain ECDSA on P-256');
    return Uint8Array.from(signature);
  };
  return { jwk, kid: await keyId(nodePlatform, jwk), sign };
}

function publicKeyOf(der: Buffer, where: string): ReturnType<typeof createPublicKey> {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw new UserError(
      'KEY_KIND',
      'not a public key that can be read',
      where,
      'the token must hold an EC key on P-256, public half included',
    );
  }
}

/** Runs the tool with `input` on its standard input; gives what it wrote to its output. */
function tool({ module, token, key }: Pkcs11Key, args: readonly string[], input: Uint8Array | null): Promise<Buffer> {
  const where = `${token}/${key}`;
  return new Promise((done, fail) => {
    const child = spawn('pkcs11-tool', ['--module', module, '--token-label', token, '--label', key, ...args], {
      stdio: 'pipe',
      timeout: patience,
    });
    const out: Buffer[] = [];
    let said = '';
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= longestAnswer) out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-500);
    });
    child.on('error', () => fail(new UserError('PKCS11_TOOL', 'pkcs11-tool does not run', where, 'install OpenSC')));
    child.on('close', (status) => {
      const reason = said.trim().split('\n').at(-1) ?? '';
      if (status === 0 && size <= longestAnswer) done(Buffer.concat(out));
      else
        fail(
          new UserError('PKCS11', reason === '' ? `pkcs11-tool ended with ${status}` : reason, where, 'look at module, token, key and PIN'),
        );
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? undefined);
  });
}
