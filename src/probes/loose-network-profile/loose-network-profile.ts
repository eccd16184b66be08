import type { PeerExhibit } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { isMostOfAll } from '../addresses.ts';
import { absent, concluded, count } from '../answer.ts';
import { coverageObstacles } from '../coverage.ts';
import { networkProfiles } from '../network-profiles.ts';
import { cra, en18031, rfc8520 } from '../references.ts';

/** A profile that lets everything through can be kept by anything, a bot included. */
export const looseNetworkProfile: Probe = {
  id: 'loose-network-profile',
  title: 'Does the network profile let the product talk with just anybody?',
  references: [rfc8520('3'), cra('Part I (2)(j)'), en18031('GEC-4')],
  limitations: ['A class of hosts that the owner fills in, such as a controller, counts as specific.'],
  needs: ['network-profile', 'test-record'],
  ask: (input) => {
    const profiles = networkProfiles(input);
    if (profiles.length === 0) return [absent("no network profile of the maker's own in the dossier")];
    return profiles.map((subject) => {
      const { peers } = subject.exhibits;
      const none = { reason: 'unsupported' as const, at: subject.item.file, note: 'no entry was read' };
      return concluded(
        peers.filter(isLoose).map((peer) => ({ at: peer.at, note: described(peer) })),
        [...coverageObstacles(subject, input.unaccountedBytes), ...(peers.length === 0 ? [none] : [])],
        `${count(peers.length, 'entry', 'entries')} in ${subject.item.file}`,
        [subject.item.file],
      );
    });
  },
};

/** Anybody on some port of the device is what a server is for; anybody that the device may call, or on all of its ports, is not. */
const isLoose = ({ kind, peer, direction, devicePort }: PeerExhibit): boolean =>
  (kind === 'any' || (kind === 'address' && isMostOfAll(peer))) && (direction === 'from-device' || devicePort === null);

const described = ({ direction, peer, transport, peerPort, devicePort }: PeerExhibit): string =>
  `${direction}: ${peer === '' ? 'any host' : peer}, ${transport ?? 'any transport'}, port ${(direction === 'from-device' ? peerPort : devicePort) ?? 'any'}`;
