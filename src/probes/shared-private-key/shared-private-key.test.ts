import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyExhibit } from '../../model/exhibits.ts';
import { dump, image, inputOf } from '../subject-fixture.ts';
import { sharedPrivateKey } from './shared-private-key.ts';

const key = (fields: Partial<KeyExhibit> = {}): KeyExhibit => ({
  at: 'a.bin!/0x0.squashfs!/etc/key.pem',
  kind: 'rsa',
  bits: 2048,
  private: true,
  encrypted: false,
  fingerprint: null,
  known: null,
  ...fields,
});
const ask = (subject: ReturnType<typeof image>): string => {
  const [answer] = sharedPrivateKey.ask(inputOf([subject]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a private key in an image, encrypted or not', () => {
  assert.equal(ask(image({ keys: [key()] })), 'yes');
  assert.equal(ask(image({ keys: [key({ encrypted: true })] })), 'yes');
});

test('public keys are none', () => assert.equal(ask(image({ keys: [key({ private: false })] })), 'no'));

test("a dump's key may be the unit's own, a compromised one is nobody's", () => {
  assert.equal(ask(dump({ keys: [key()] })), 'not-located');
  assert.equal(ask(dump({ keys: [key({ known: true })] })), 'yes');
});

test('no firmware', () => assert.equal(sharedPrivateKey.ask(inputOf([]))[0]?.reason, 'absent'));
