import type { Probe } from '../../model/probe.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { longWatch } from '../capture-watch.ts';
import type { DeviceFlow } from '../device-traffic.ts';
import { flowPlace, isConversation } from '../device-traffic.ts';
import { cra, en18031, en303645, nistir8425, owasp } from '../references.ts';
import { unreadableFlows } from '../unreadable-flows.ts';

/**
 * Protocols that a network needs and that carry no data of a user's and no commands: finding names (DNS), the time (NTP), an address (DHCP, ARP),
 * groups (IGMP), neighbours (mDNS, LLMNR, SSDP), the way out (STUN, NAT-PMP). Everything else in clear counts, named or not.
 */
const infrastructure = new Set('dns mdns llmnr ntp sntp dhcp dhcpv6 bootp arp icmp icmpv6 igmp ssdp stun nat-pmp pcp netbios'.split(' '));

export const cleartextChannel: Probe = {
  id: 'cleartext-channel',
  title: 'Does the device exchange data or commands in clear with anything beyond the local network?',
  references: [en303645('5.5-1'), en303645('5.8-1'), en18031('SCM-1'), cra('Part I (2)(e)'), nistir8425('Data Protection'), owasp('I7')],
  limitations: [
    ...captureLimitations,
    'Answers about certificates (OCSP, lists) and tests for a way to the internet count when they are fetched over plain HTTP: they are not told from the rest.',
    'Names, the time and addresses are asked in clear by custom and do not count.',
    'Conversations inside the local network do not count here.',
  ],
  needs: captureNeeds,
  ask: (input) =>
    askCaptures(input, longWatch, ({ flows }) => {
      const remote = flows.filter(({ peerRole, flow }) => peerRole === 'remote' && isConversation(flow));
      return {
        found: remote.filter(isInClear).map((flow) => flowPlace(flow, 'in clear')),
        obstacles: unreadableFlows(remote),
      };
    }),
};

const isInClear = ({ flow: { encrypted, application } }: DeviceFlow): boolean =>
  encrypted === false && application !== null && !infrastructure.has(application);
