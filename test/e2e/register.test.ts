import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { issued, keyAdded, numberOf, withdrawn } from '../../src/adapters/register/register-fixture.ts';
import { assertRefusal, type Ran, runIqs } from './run-iqs.ts';
import { temporaryFolder } from './sample-dossier.ts';

const home = temporaryFolder();
const iqs = (...args: readonly string[]): Ran => runIqs(['register', ...args], { cwd: home });
const codeOf = ({ stdout, stderr }: Ran): string => (stdout + stderr).split(' ', 1)[0] ?? '';

describe('iqs register', () => {
  const key = iqs('init', 'log', '--origin', 'register.example/iqs').stdout.trim();
  const reading = ['--key', key] as const;
  writeFileSync(join(home, 'events.json'), JSON.stringify([keyAdded, issued(1), issued(2), withdrawn(2)]));

  test('init: a public key, and a register that is right', () => {
    assert.match(key, /^register\.example\/iqs\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
    assert.equal(iqs('fsck', 'log', ...reading).status, 0);
    assertRefusal(iqs('init', 'log', '--origin', 'register.example/iqs'), 2, 'REGISTER_EXISTS');
  });

  test('append, show', () => {
    assert.equal(iqs('append', 'log', 'events.json', '--key-file', 'log.key').stdout.split('\n').length, 5);
    assertRefusal(iqs('append', 'log', 'events.json', '--key-file', 'log.key'), 2, 'REGISTER_REFUSED');
    const show = (serial: number): Ran => iqs('show', numberOf(serial), '--at', 'log', ...reading, '--json');
    assert.equal((JSON.parse(show(2).stdout) as { standing: { state: string } }).standing.state, 'withdrawn');
    assert.deepEqual([show(1).status, show(2).status, show(3).status], [0, 0, 5]);
  });

  test('a witness signs, a receipt is proved and checked', () => {
    const { status, stderr } = iqs('witness', 'log', ...reading, '--name', 'witness.example/1', '--key-file', 'w.key', '--state', 'w.json');
    assert.equal(status, 0, stderr);
    const witness = stderr.trim().split(' ').at(-1) ?? '';
    assert.equal(iqs('prove', numberOf(1), '--at', 'log', ...reading, '-o', 'one.tlog-proof').status, 0);
    assert.equal(iqs('check', 'one.tlog-proof', ...reading, '--witness', witness).status, 0);
    const receipt = readFileSync(join(home, 'one.tlog-proof'), 'utf8');
    writeFileSync(join(home, 'two.tlog-proof'), receipt.replace(/^index 1$/m, 'index 2'));
    const ran = iqs('check', 'two.tlog-proof', ...reading);
    assert.deepEqual([ran.status, codeOf(ran)], [5, 'INCLUSION_INVALID']);
    assertRefusal(iqs('check', 'one.tlog-proof', '--key', witness), 2, 'REGISTER_KEY');
  });

  test('watch, and fsck, of an edited register: exit 5 and their codes', () => {
    const watch = (): Ran => iqs('watch', 'log', ...reading, '--state', 'seen.json', '--once');
    assert.equal(watch().status, 0);
    const path = join(home, 'log/tile/entries/000.p/4');
    writeFileSync(path, readFileSync(path, 'latin1').replace('Lumen Cam', 'Lumen Can'), 'latin1');
    const [alarm, found] = [watch(), iqs('fsck', 'log', ...reading)];
    assert.deepEqual([alarm.status, codeOf(alarm)], [5, 'WATCH_EDIT']);
    assert.deepEqual([found.status, codeOf(found)], [5, 'ENTRY_EDITED']);
  });

  for (const args of [[], ['fsck'], ['fsck', 'log'], ['forge', 'log'], ['show', 'x', '--at', 'log', '--key', key]])
    test(`wrong usage: ${args.slice(0, 2).join(' ')}`, () => assertRefusal(iqs(...args), 2, 'USAGE'));
});
