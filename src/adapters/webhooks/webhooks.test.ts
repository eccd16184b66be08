import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { checkWebhookUrl } from './check-webhook-url.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { isPublicAddress } from './is-public-address.ts';
import { newWebhookSecret } from './new-webhook-secret.ts';
import { retryDelay } from './retry-delay.ts';
import { signWebhook } from './sign-webhook.ts';

const closed = { allowedHosts: ['elsewhere.example'] };
const open = { allowedHosts: ['localhost'] };
const message = { id: 'msg_1', timestamp: 1_800_000_000, body: '{"type":"case.changed"}' };

describe('webhooks', () => {
  it('are signed so that few lines check them', async () => {
    const secret = newWebhookSecret();
    const seen: { headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer(
      (request, response) =>
        void (async () => {
          let body = '';
          for await (const chunk of request) body += String(chunk);
          seen.push({ headers: request.headers, body });
          response.writeHead(Number(request.url?.slice(1)), { location: 'http://127.0.0.1:1/' }).end();
        })(),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = `http://localhost:${(server.address() as AddressInfo).port}`;
    try {
      assert.deepEqual(await deliverWebhook(`${at}/204`, message, [secret], open), { kind: 'delivered', status: 204 });
      assert.equal((await deliverWebhook(`${at}/302`, message, [secret], open)).kind, 'failed');
      assert.equal((await deliverWebhook(`${at}/410`, message, [secret], open)).kind, 'gone');
      const count = seen.length;
      assert.equal((await deliverWebhook(at.replace('http:', 'https:'), message, [secret], closed)).kind, 'failed');
      assert.equal(seen.length, count);
      const { headers, body } = seen[0] ?? assert.fail();
      const signed = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(
        `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`,
      );
      assert.equal(headers['webhook-signature'], `v1,${signed.digest('base64')}`);
    } finally {
      server.close();
    }
  });
  it('have a signature for each secret while one is replaced', () => {
    const [a, b] = [newWebhookSecret(), newWebhookSecret()];
    assert.equal(
      signWebhook(message, [a, b])['webhook-signature'],
      [a, b].map((each) => signWebhook(message, [each])['webhook-signature']).join(' '),
    );
  });
  it('go to public addresses only', async () => {
    const inside = [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '0.0.0.0',
      '100.64.0.1',
      '::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '::a00:1',
    ];
    for (const address of inside) assert.equal(isPublicAddress(address), false, address);
    for (const address of ['1.1.1.1', '2606:4700::1111']) assert.equal(isPublicAddress(address), true, address);
    const urls = [
      'http://1.1.1.1/',
      'https://u:p@1.1.1.1/',
      'https://127.0.0.1/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://localhost/',
      'file:///etc/passwd',
      'x',
    ];
    for (const url of urls) await assert.rejects(checkWebhookUrl(url, closed), { code: 'WEBHOOK_ADDRESS' }, url);
    assert.equal((await checkWebhookUrl('https://1.1.1.1/hook', closed)).pathname, '/hook');
    assert.equal((await checkWebhookUrl('http://localhost:8080/hook', open)).port, '8080');
    await assert.rejects(checkWebhookUrl('http://127.0.0.1:8080/hook', open), { code: 'WEBHOOK_ADDRESS' });
  });
  it('are tried again ever more slowly, and given up', () => {
    const all = Array.from({ length: 8 }, (_, index) => retryDelay(index + 1));
    assert.equal(all.at(-1), null);
    assert.deepEqual(
      all.slice(0, 7),
      all.slice(0, 7).toSorted((a, b) => Number(a) - Number(b)),
    );
  });
});
