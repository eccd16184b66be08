import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dump, image, inputOf } from '../subject-fixture.ts';
import { hardCodedSecret } from './hard-coded-secret.ts';

const secrets = [{ at: 'a.bin!/0x0.squashfs!/etc/app.conf:3', kind: 'aws-key', redacted: 'AKIA…' }];
const ask = (subject: ReturnType<typeof image>): string => {
  const [answer] = hardCodedSecret.ask(inputOf([subject]));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a secret in clear', () => assert.equal(ask(image({ secrets })), 'yes'));
test('none', () => assert.equal(ask(image()), 'no'));
test("a dump's may be the unit's own", () => assert.equal(ask(dump({ secrets })), 'not-located'));
test('no firmware', () => assert.equal(hardCodedSecret.ask(inputOf([]))[0]?.reason, 'absent'));
