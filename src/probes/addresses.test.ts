import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressBytes, isAddress, isMostOfAll, isWithin } from './addresses.ts';

test('addresses as bytes', () => {
  assert.deepEqual(addressBytes('192.0.2.1'), [192, 0, 2, 1]);
  assert.deepEqual(
    addressBytes('::'),
    Array.from({ length: 16 }, () => 0),
  );
  assert.deepEqual(addressBytes('2001:db8::ff'), [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff]);
  assert.deepEqual(addressBytes('::ffff:192.0.2.1')?.slice(10), [255, 255, 192, 0, 2, 1]);
});
test('what is no address', () => {
  for (const text of [
    '',
    'a.example',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '1.2.3.4:5',
    ':::',
    ':'.repeat(99),
  ])
    assert.equal(isAddress(text), false, text);
});
test('ranges', () => {
  assert.equal(isWithin('203.0.113.5', '203.0.113.0/24'), true);
  assert.equal(isWithin('203.0.114.5', '203.0.113.0/23'), false);
  assert.equal(isWithin('203.0.112.5', '203.0.113.0/23'), true);
  assert.equal(isWithin('203.0.113.5', '203.0.113.5'), true);
  assert.equal(isWithin('203.0.113.6', '203.0.113.5'), false);
  assert.equal(isWithin('8.8.8.8', '0.0.0.0/0'), true);
  assert.equal(isWithin('2001:db8:1::1', '2001:db8::/32'), true);
  assert.equal(isWithin('2001:db9::1', '2001:db8::/32'), false);
  assert.equal(isWithin('8.8.8.8', '::/0'), false);
  for (const range of ['8.8.8.8/33', '8.8.8.8/', '8.8.8.8/x', 'a/8']) assert.equal(isWithin('8.8.8.8', range), false, range);
});

test('ranges that name nobody, and wide ones that stay inside', () => {
  for (const range of ['0.0.0.0/0', '64.0.0.0/2', '::/0', '2000::/3', 'f000::/4']) assert.equal(isMostOfAll(range), true, range);
  for (const range of ['10.0.0.0/8', '224.0.0.0/4', 'ff00::/8', 'fc00::/7', 'fe80::/10', '2001:db8::/32', '8.8.8.8'])
    assert.equal(isMostOfAll(range), false, range);
});
