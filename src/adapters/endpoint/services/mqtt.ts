import { randomBytes } from 'node:crypto';
import { oneLine } from '../../../foundation/one-line.ts';
import type { Connection } from '../connection.ts';
import { checked, type LoginOutcome, type Seen, type Service, type ServiceProbe } from '../service.ts';
import {
  connectReturn,
  type Login,
  mqttConnect,
  mqttDisconnect,
  mqttPacketLength,
  mqttSubscribe,
  publishedTopic,
  subscribeReturns,
} from './mqtt-packets.ts';

/** MQTT 3.1.1: whether a broker lets in anybody, and gives anybody everything. Nothing is published; payloads are not kept. */
export const mqtt: ServiceProbe = {
  id: 'mqtt',
  sends: 'MQTT: CONNECT without a login, SUBSCRIBE to # and $SYS/# for a few seconds; never PUBLISH',
  look: async (service) => {
    const { code, connection } = await connect(service, null, 'mqtt: connect without a login');
    const seen = code === 0 && connection !== null ? await listen(connection, service) : refused(code, service);
    connection?.close();
    return seen;
  },
  loginForms: async (service) => {
    const { code, connection } = await connect(service, null, 'mqtt: connect without a login');
    connection?.close();
    // A broker that lets in anybody asks for no login.
    return code === 0 || code === null ? [] : [{ how: 'mqtt', attempt: (user, password) => logIn(service, { user, password }) }];
  },
};

/** MQTT 3.1.1, table 3.1. */
const badLogin = 4;
const notAuthorised = 5;

function refused(code: number | null, { secure }: Service): Seen {
  if (code === null)
    return { product: null, version: null, detail: '', checks: [checked('anonymous-access', 'unknown', 'no answer to CONNECT')] };
  const wantsLogin = code === badLogin || code === notAuthorised;
  const words = `refuses CONNECT without a login (code ${code})`;
  return {
    product: null,
    version: null,
    detail: words,
    checks: [
      checked('anonymous-access', wantsLogin ? 'no' : 'unknown', words),
      checked(
        'cleartext-login',
        wantsLogin && !secure ? 'yes' : secure ? 'no' : 'unknown',
        secure ? 'under TLS' : 'user and password go in clear',
      ),
    ],
  };
}

async function listen(connection: Connection, { patience }: Service): Promise<Seen> {
  await connection.send(mqttSubscribe('#', '$SYS/#'), 'mqtt: subscribe to every topic');
  const deadline = performance.now() + patience.watchMs;
  const topics = new Set<string>();
  let messages = 0;
  let granted: boolean | null = null;
  while (performance.now() < deadline) {
    const { bytes, end } = await connection.read(mqttPacketLength, deadline - performance.now());
    if (end !== 'taken') break;
    granted = subscribeReturns(bytes)?.some((code) => code < 3) ?? granted;
    const topic = publishedTopic(bytes);
    if (topic === null) continue;
    messages += 1;
    if (topics.size < 1000) topics.add(topic);
  }
  await connection.send(mqttDisconnect, 'mqtt: say goodbye');
  const own = [...topics].filter((topic) => !topic.startsWith('$SYS/'));
  const version = topics.has('$SYS/broker/version') ? 'mosquitto' : null;
  const heard = `${messages} messages of ${topics.size} topics in ${Math.round(patience.watchMs / 1000)} s`;
  const words = granted
    ? `every topic may be subscribed to: ${heard}${own.length > 0 ? `, e.g. ${oneLine(own.slice(0, 3).join(' '), 80)}` : ''}`
    : 'the subscription to every topic is refused';
  return {
    product: version,
    version: null,
    detail: words,
    checks: [checked('anonymous-access', 'yes', `lets in anybody without a login; ${words}`)],
  };
}

async function logIn(service: Service, login: Login): Promise<LoginOutcome> {
  const { code, connection } = await connect(service, login, 'mqtt: try a login');
  connection?.close();
  if (code === 0) return 'accepted';
  return code === badLogin || code === notAuthorised ? 'refused' : 'unclear';
}

async function connect(
  service: Service,
  login: Login | null,
  purpose: string,
): Promise<{ readonly code: number | null; readonly connection: Connection | null }> {
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return { code: null, connection };
  await connection.send(mqttConnect(`iqs-probe-${randomBytes(4).toString('hex')}`, login), purpose);
  const { bytes, end } = await connection.read(mqttPacketLength, service.patience.answerMs);
  return { code: end === 'taken' ? connectReturn(bytes) : null, connection };
}
