import assert from 'node:assert/strict';
import { connect, Socket } from 'node:net';
import { mock, test } from 'node:test';
import { broken, loopback } from '../lab-fixture.ts';
import { httpAsk } from './http-ask.ts';

test('asks over the connection it is given and opens none, whatever the answer refers to', async (context) => {
  let others = 0;
  const elsewhere = await broken(context, (socket) => {
    others += 1;
    socket.end();
  });
  const port = await broken(context, (socket) =>
    socket.once('data', () => socket.end(`HTTP/1.1 302 Found\r\nLocation: http://${loopback}:${elsewhere}/\r\nContent-Length: 0\r\n\r\n`)),
  );
  const socket = connect(port, loopback);
  await new Promise((resolve) => socket.once('connect', resolve));
  const dialled = mock.method(Socket.prototype, 'connect');
  try {
    // A host that would have to be looked up, and a proxy that Node may be told to use.
    process.env['HTTP_PROXY'] = `http://${loopback}:${elsewhere}`;
    const answer = await httpAsk(socket, { path: '/', host: `${loopback}:${elsewhere}` }, 1000);
    assert.equal(answer?.status, 302);
    assert.equal(dialled.mock.callCount(), 0);
    assert.equal(others, 0);
  } finally {
    delete process.env['HTTP_PROXY'];
    dialled.mock.restore();
  }
});

test('a path or a header that HTTP cannot carry is no question, and no crash', async (context) => {
  const port = await broken(context, () => undefined);
  for (const request of [
    { path: '/a b', host: 'x' },
    { path: '/', host: 'x\r\nInjected: yes' },
    { path: '/', host: 'x', headers: { cookie: 'a=\u0000' } },
  ]) {
    const socket = connect(port, loopback);
    assert.equal(await httpAsk(socket, request, 200), null);
  }
});
