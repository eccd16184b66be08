import type { Probe, ProbeInput } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { absent } from '../answer.ts';
import type { CaptureLook } from '../ask-captures.ts';
import { askCaptures, captureLimitations, captureSubjects } from '../ask-captures.ts';
import { longWatch } from '../capture-watch.ts';
import { coverageObstacles } from '../coverage.ts';
import type { DeviceFlow } from '../device-traffic.ts';
import { flowPlace, isIp } from '../device-traffic.ts';
import { networkProfiles } from '../network-profiles.ts';
import { namesByAddress } from '../peer-names.ts';
import { cra, en18031, en303645, rfc8520 } from '../references.ts';
import { ProfileMatch } from './profile-match.ts';

/** Profiles with more entries than this are not compared: no real one comes near. */
const mostEntries = 2000;

export const profileViolated: Probe = {
  id: 'profile-violated',
  title: "Does the device do anything on the network that the maker's profile does not let it do?",
  references: [rfc8520('3'), rfc8520('4'), cra('Part I (2)(j)'), en303645('5.6-1'), en18031('GEC-4')],
  limitations: [
    ...captureLimitations,
    'The conversation is judged by who opens it; answers are taken to be let through.',
    'What a host needs to be on a network at all does not count: addresses, neighbours, groups, and asking a local name server.',
    'What the profile allows and no capture shows is no fault.',
  ],
  needs: ['capture', 'network-profile', 'test-record'],
  ask: (input) => {
    const profiles = networkProfiles(input);
    const peers = profiles.flatMap(({ exhibits }) => exhibits.peers);
    if (profiles.length === 0) return [absent("no network profile of the maker's own in the dossier")];
    const file = profiles[0]?.item.file ?? '';
    const unread = profiles.flatMap((profile) => coverageObstacles(profile, input.unaccountedBytes));
    if (peers.length === 0) unread.push({ reason: 'unsupported', at: file, note: 'no entry of the profile was read' });
    if (peers.length > mostEntries) unread.push({ reason: 'limit', at: file, note: `more than ${mostEntries} entries` });
    const comparable = unread.length === 0;
    return askCaptures(input, longWatch, comparing(input, comparable ? new ProfileMatch(peers) : null, unread)).map((answer) => ({
      ...answer,
      evidence: [...answer.evidence, ...(answer.evidence.length === 0 ? [] : profiles.map(({ item }) => item.file))],
    }));
  },
};

function comparing(
  input: ProbeInput,
  match: ProfileMatch | null,
  unread: readonly Obstacle[],
): (traffic: { readonly flows: readonly DeviceFlow[] }) => CaptureLook {
  const names = namesByAddress(captureSubjects(input));
  return ({ flows }) => {
    if (match === null) return { found: [], obstacles: unread };
    const told = flows.filter((flow) => !isNeededByAll(flow)).map((flow) => ({ flow, allowance: match.allows(flow, names) }));
    const forbidden = told.filter(({ allowance }) => allowance === 'forbidden').map(({ flow }) => flow);
    const knocks = forbidden.filter(({ initiated, flow }) => initiated === 'to-device' && flow.established === null);
    return {
      found: forbidden.filter(isOwnDoing).map((flow) => flowPlace(flow, `${flow.initiated}, not in the profile`)),
      obstacles: [
        ...told
          .filter(({ allowance }) => allowance === 'unclear')
          .map(({ flow }) => located(flow, 'only a class of hosts in the profile fits; who belongs to it is not told')),
        ...knocks.map((flow) => located(flow, 'not in the profile; whether the device answers is not told')),
      ],
    };
  };
}

/** What others send to the device is theirs until it answers: of TCP that is seen, of datagrams it is not. */
const isOwnDoing = ({ initiated, flow }: DeviceFlow): boolean => initiated === 'from-device' || flow.established === true;

const located = (flow: DeviceFlow, note: string): Obstacle => ({ ...flowPlace(flow, note), reason: 'not-located' });

const always = new Set(['dhcp', 'dhcpv6', 'bootp', 'arp', 'igmp', 'icmp', 'icmpv6', 'eapol']);

/** A profile that names hosts takes it for granted that names are asked for: of the local network's server. */
const isNeededByAll = ({ flow, peerRole }: DeviceFlow): boolean =>
  peerRole === 'multicast' ||
  peerRole === 'device' ||
  !isIp(flow) ||
  always.has(flow.application ?? '') ||
  always.has(flow.transport ?? '') ||
  (flow.application === 'dns' && peerRole === 'local');
