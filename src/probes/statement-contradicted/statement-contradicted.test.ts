import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StatementTopic } from '../../model/dossier.ts';
import type { Subject } from '../../model/probe.ts';
import { account, dump, image, inputOf, publicText, service, statementOf, subjectOf, unreadable } from '../subject-fixture.ts';
import { statementContradicted } from './statement-contradicted.ts';

const ask = (topic: StatementTopic, value: string, ...subjects: Subject[]): string => {
  const [answer] = statementContradicted.ask(inputOf(subjects, { statements: [statementOf(topic, value)] }));
  return answer?.reason ?? answer?.outcome ?? '';
};

test('a remote shell that is said not to be there', () => {
  assert.equal(ask('remote-shell', 'none', image({ services: [service({})] })), 'yes');
  assert.equal(ask('remote-shell', 'none', image({ services: [service({ starts: 'conditional' })] })), 'not-located');
  assert.equal(ask('remote-shell', 'none', image({ services: [service({ starts: 'disabled' })] })), 'no');
  assert.equal(ask('remote-shell', 'SSH, off', image({ services: [service({})] })), 'no');
});
test('default passwords that are said not to be there', () => {
  for (const value of ['none', 'unique']) assert.equal(ask('default-passwords', value, image({ accounts: [account()] })), 'yes');
  assert.equal(ask('default-passwords', 'unique', dump({ accounts: [account()] })), 'not-located');
  assert.equal(
    ask('default-passwords', 'none', image({ accounts: [account({ state: 'locked', scheme: null, hash: null, tried: 0 })] })),
    'no',
  );
});
test('updates', () => {
  const updates = [{ at: 'a.bin', kind: 'opkg', signed: null, algorithm: null, detail: '' }];
  assert.equal(ask('update-mechanism', 'none', image({ updates })), 'yes');
  assert.equal(ask('update-mechanism', 'over the air', image({ updates })), 'no');
  assert.equal(ask('update-mechanism', 'over the air', image()), 'not-located');
});
test('the end of support as stated and as published', () => {
  const document = publicText('support-statement', 'Updates until 2030-06-30.');
  assert.equal(ask('support-until', '2031-06-30', document), 'yes');
  assert.equal(ask('support-until', '30 June 2030', document), 'no');
  assert.equal(ask('support-until', 'long', document), 'not-located');
  assert.equal(ask('support-until', '2030-06-30'), 'not-located');
});
test('a contradiction has both places', () => {
  const statements = [statementOf('remote-shell', 'none')];
  const [answer] = statementContradicted.ask(inputOf([image({ services: [service({})] })], { statements }));
  assert.deepEqual(
    answer?.places.map(({ at }) => at),
    ['a.bin!/0x0.squashfs!/etc/init.d/rcS:3', 'product.yaml:9'],
  );
});
test('saying nothing is no contradiction, once the firmware was read', () => {
  assert.equal(statementContradicted.ask(inputOf([image()]))[0]?.outcome, 'no');
  assert.equal(statementContradicted.ask(inputOf([]))[0]?.reason, 'absent');
  for (const [name, reason, lists] of unreadable)
    assert.equal(statementContradicted.ask(inputOf([subjectOf({}, lists)]))[0]?.reason, reason, name);
  assert.equal(ask('remote-shell', 'none'), 'absent');
  assert.equal(ask('cloud', 'none'), 'absent');
});
