import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddress, networkOf } from './client-address.ts';

const proxy = { hops: 1, header: 'x-forwarded-for', networks: ['10.0.0.0/8', '::1/128'] };
const seen = (told: string | null, connection: string, options: Partial<typeof proxy> = {}): string =>
  clientAddress({ ...proxy, ...options })(
    new Headers(told === null ? {} : { 'x-forwarded-for': told, 'x-real-ip': '198.51.100.9' }),
    connection,
  );

test('the address is what the trusted proxies saw', () => {
  assert.equal(seen('203.0.113.5', '10.0.0.1', { hops: 0 }), '10.0.0.1');
  assert.equal(seen('203.0.113.5', '10.0.0.1'), '203.0.113.5');
  assert.equal(seen('203.0.113.5', '::ffff:10.0.0.1'), '203.0.113.5');
  assert.equal(seen('6.6.6.6, 203.0.113.5', '10.0.0.1'), '203.0.113.5');
  assert.equal(seen('6.6.6.6, 203.0.113.5, 10.0.0.7', '10.0.0.1', { hops: 2 }), '203.0.113.5');
  assert.equal(seen('[2001:db8::1]:443', '::1'), '2001:db8::1');
  assert.equal(seen('203.0.113.5:1234', '::1'), '203.0.113.5');
  assert.equal(seen('', '10.0.0.1', { header: 'x-real-ip' }), '198.51.100.9');
});

test('what nobody trusted said is not believed', () => {
  assert.equal(seen('203.0.113.5', '192.0.2.1'), '192.0.2.1');
  assert.equal(seen('203.0.113.5', '10.0.0.1', { hops: 2 }), '10.0.0.1');
  assert.equal(seen('unknown', '10.0.0.1'), '10.0.0.1');
  assert.equal(seen(null, '10.0.0.1'), '10.0.0.1');
});

test('an IPv6 network is its first 64 bits, however it is written', () => {
  const same = ['2001:db8::1', '2001:0db8:0:0:1:2:3:4', '2001:DB8::ffff:1'].map(networkOf);
  assert.deepEqual(new Set(same).size, 1, same.join());
  assert.notEqual(networkOf('2001:db8:0:1::1'), same[0]);
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
});
