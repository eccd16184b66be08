import type { Obstacle } from './answer.ts';
import type { DeviceFlow } from './device-traffic.ts';
import { flowPlace, isIp } from './device-traffic.ts';

/** Transports and link protocols that carry no conversation of an application. */
const bareTransports = new Set(['icmp', 'icmpv6', 'igmp', 'ipv6-icmp']);

/** Conversations of which nobody can say whether they are in clear: they may carry anything, so they keep a `no` back. */
export const unreadableFlows = (flows: readonly DeviceFlow[]): readonly Obstacle[] =>
  flows
    .filter(({ flow }) => flow.encrypted !== true && (flow.application === null || flow.encrypted === null))
    .filter(({ flow }) => isIp(flow) && !bareTransports.has(flow.transport ?? ''))
    .map((each) => ({
      ...flowPlace(each, each.flow.application === null ? 'a protocol that nobody knows' : 'whether it is encrypted is not known'),
      reason: 'unsupported',
    }));
