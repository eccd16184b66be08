import type { Place } from '../../model/finding.ts';
import type { CredentialExhibit } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { longWatch } from '../capture-watch.ts';
import { isConversation } from '../device-traffic.ts';
import { cra, en18031, en303645, owasp } from '../references.ts';
import { unreadableFlows } from '../unreadable-flows.ts';

export const credentialInClear: Probe = {
  id: 'credential-in-clear',
  title: 'Does any login or key of the device cross the network in clear?',
  references: [en303645('5.5-6'), en303645('5.5-7'), en18031('SCM-3'), cra('Part I (2)(e)'), owasp('I7')],
  limitations: [
    ...captureLimitations,
    'Logins are read in protocols that are read; a conversation of a protocol that nobody knows keeps the answer unknown.',
    'Logins by challenge, which send no password, do not count.',
  ],
  needs: captureNeeds,
  ask: (input) =>
    askCaptures(input, longWatch, ({ addresses, flows }, { exhibits }) => ({
      found: exhibits.credentials
        .filter(({ client, server }) => addresses.has(client) || addresses.has(server))
        .filter((credential) => credential.redacted !== null && !isForEverybody(credential))
        .map(place),
      obstacles: unreadableFlows(flows.filter(({ flow }) => isConversation(flow))),
    })),
};

/** RFC 1635: by custom the password of an anonymous FTP login is no secret. */
const isForEverybody = ({ protocol, user }: CredentialExhibit): boolean =>
  protocol === 'ftp' && user !== null && /^(?:anonymous|ftp)$/i.test(user);

const place = ({ at, protocol, client, server, user, redacted, known }: CredentialExhibit): Place => ({
  at,
  note: `${protocol} from ${client} to ${server}: ${user ?? 'no user'}, password ${redacted ?? ''}${known ? ', a published login' : ''}`,
});
