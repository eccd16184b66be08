import type { CheckId } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { askScans, mayGoOnInClear, scanLimitations, scanNeeds, speaksTls } from '../ask-scans.ts';
import { cra, en18031, en303645, nistir8425, owasp, rfc9325 } from '../references.ts';
import type { Door } from '../scan-doors.ts';
import { doorName, wasReached } from '../scan-doors.ts';

/** Encrypted by themselves. */
const enciphered = new Set(
  'ssh https ftps mqtts coaps amqps xmpps imaps pop3s smtps ldaps rtsps sips wss dtls tls ssl quic http3 wireguard openvpn ike srtp'.split(
    ' ',
  ),
);
/** Without data or commands worth hiding: see cleartext-channel. */
const infrastructure = new Set('dns ntp stun dhcp mdns ssdp'.split(' '));

export const cleartextEndpoint: Probe = {
  id: 'cleartext-endpoint',
  title: 'Does any endpoint take data or commands in clear?',
  references: [en303645('5.5-1'), en18031('SCM-1'), cra('Part I (2)(e)'), nistir8425('Data Protection'), owasp('I7'), rfc9325('3.2')],
  limitations: [...scanLimitations, 'What an endpoint with TLS is declared to be is believed here; its TLS is another question.'],
  needs: scanNeeds,
  ask: (input) =>
    askScans(input, {
      weigh: (check, door) => (needed(door).includes(check) ? 'against' : 'aside'),
      needed,
      look: (door) => look(door),
    }),
};

/** What tells that nothing is taken in clear where it could be. */
function needed(door: Door): readonly CheckId[] {
  if (mayGoOnInClear(door)) return ['cleartext-login'];
  return door.protocol === 'http' && !speaksTls(door) ? ['no-https-redirect'] : [];
}

function look(door: Door): {
  readonly found: readonly { at: string; note: string }[];
  readonly obstacles: readonly { at: string; note: string; reason: 'not-located' }[];
} {
  const open = door.interfaces.find(({ state }) => state === 'open');
  const at = open?.at ?? door.checks[0]?.at ?? '';
  if (speaksTls(door) || !wasReached(door) || (door.declared === null && open === undefined)) return { found: [], obstacles: [] };
  if (door.protocol === null) {
    return { found: [], obstacles: [{ at, note: `${doorName(door)}: what it speaks is not told`, reason: 'not-located' }] };
  }
  const isFree = door.protocol === 'http' || enciphered.has(door.protocol) || infrastructure.has(door.protocol);
  return { found: isFree ? [] : [{ at, note: `${doorName(door)}: ${door.protocol}, in clear` }], obstacles: [] };
}
