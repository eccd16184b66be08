import type { Probe } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { askCaptures, captureLimitations, captureNeeds, captureSubjects } from '../ask-captures.ts';
import { longWatch } from '../capture-watch.ts';
import type { DeviceFlow } from '../device-traffic.ts';
import { flowPlace } from '../device-traffic.ts';
import { networkProfiles } from '../network-profiles.ts';
import type { NamesByAddress } from '../peer-names.ts';
import { DeclaredPeers, declaredHosts, namesByAddress, profileHosts } from '../peer-names.ts';
import { cra, en18031, en303645, nistir8425, rfc8520 } from '../references.ts';

export const undeclaredPeer: Probe = {
  id: 'undeclared-peer',
  title: 'Does the device talk to anybody beyond the local network whom the dossier does not name?',
  references: [cra('Part I (2)(j)'), en303645('6-5'), en18031('GEC-4'), nistir8425('Documentation'), rfc8520('3')],
  limitations: [
    ...captureLimitations,
    'An address is taken for a name by which it was found; of several names one that is declared is enough.',
    'Whoever knocks at the device without being let in is not its peer.',
    'A declared network shorter than /8 (IPv6: /16), or a whole top-level domain, names nobody.',
  ],
  needs: captureNeeds,
  ask: (input) => {
    const names = namesByAddress(captureSubjects(input));
    const declared = new DeclaredPeers([
      ...declaredHosts(input.endpoints, input.thirdParties),
      ...profileHosts(networkProfiles(input).flatMap(({ exhibits }) => exhibits.peers)),
    ]);
    return askCaptures(input, longWatch, ({ flows }) => {
      const remote = flows.filter(({ peerRole }) => peerRole === 'remote').filter(isOwnDoing);
      return {
        found: onePerPeer(remote.filter(({ peer }) => peer !== '*' && !declared.covers(peer, names))).map((flow) =>
          flowPlace(flow, called(flow, names)),
        ),
        obstacles: remote.filter(({ peer }) => peer === '*').map(uncounted),
      };
    });
  },
};

const isOwnDoing = ({ initiated, flow }: DeviceFlow): boolean => initiated === 'from-device' || flow.established === true;

const uncounted = (flow: DeviceFlow): Obstacle => ({
  ...flowPlace(flow, `${flow.flow.count} peers that were counted, not listed`),
  reason: 'limit',
});

const onePerPeer = (flows: readonly DeviceFlow[]): readonly DeviceFlow[] => [
  ...new Map(flows.toReversed().map((flow) => [flow.peer, flow])).values(),
];

function called({ peer }: DeviceFlow, names: NamesByAddress): string {
  const known = [...(names.get(peer) ?? [])].sort();
  return known.length === 0 ? 'no name was asked for it' : known.slice(0, 3).join(', ');
}
