import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Messages } from '../../model/message.ts';
import { cameraFixture, hostileFixture, recorderFixture } from '../assessment-fixture.ts';
import type { Style } from './style.ts';
import { terminalReport } from './terminal-report.ts';
import { columns, safeText, wrapText } from './wrap-text.ts';

const messagesOf = (language: string): Messages =>
  parse(readFileSync(new URL(`../../../catalogue/messages/${language}.yaml`, import.meta.url), 'utf8')) as Messages;
const mark = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const marked: Style = { bold: mark, dim: mark, bad: mark, open: mark, good: mark, accent: mark };

for (const language of ['en', 'nl', 'fr', 'de']) {
  for (const [name, input] of Object.entries({ camera: cameraFixture, recorder: recorderFixture, hostile: hostileFixture })) {
    test(`${name} in ${language}: within the width, short, filled in`, () => {
      const messages = { ...messagesOf(language), fallback: messagesOf('en') };
      for (const width of [40, 80, 132]) {
        const report = terminalReport(input, messages, { width });
        const lines = report.split('\n');
        for (const line of lines) assert.ok(columns(line) <= width, line);
        if (width >= 80 && name !== 'hostile') assert.ok(lines.length <= 48, `${lines.length} lines`);
        assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(report));
        assert.ok(!/(?<!\{)\{[a-z][A-Za-z]*\}(?!\})/.test(report));
      }
    });
  }
}

test('style adds marks and changes no words', () => {
  const plain = terminalReport(recorderFixture, messagesOf('en'), { width: 80 });
  const styled = terminalReport(recorderFixture, messagesOf('en'), { width: 80, style: marked });
  assert.notEqual(styled, plain);
  const bare = styled.replaceAll('\u001b[1m', '').replaceAll('\u001b[0m', '');
  assert.deepEqual(
    bare.split('\n').map((line) => line.trimEnd()),
    plain.split('\n'),
  );
});

test('says the letter, the place and the remedy', () => {
  const report = terminalReport(recorderFixture, messagesOf('en'), { width: 120 });
  for (const part of ['G · shown to be open to takeover', '/etc/init.d/S50telnet:12', 'Remove the remote shell', 'laboratory test record'])
    assert.ok(report.includes(part), part);
});

test('wrapping counts wide signs as two, breaks long words and keeps every sign', () => {
  assert.deepEqual(wrapText('智能家居摄像头', 8), ['智能家居', '摄像头']);
  assert.deepEqual(wrapText('aa bb cccccccccccc', 8), ['aa bb', 'cccccccc', 'cccc']);
  assert.deepEqual(wrapText('', 80), ['']);
  assert.equal(columns('e\u0301'), 1);
  assert.equal(safeText('a\u001b[2J\u009b\nb\u202e'), 'a·[2J··b·');
});
