import type { ProbeInput, Subject } from '../model/probe.ts';

/** The maker's network profiles (RFC 8520); one that was taken over from our own findings describes what we saw, not what the maker meant. */
export const networkProfiles = ({ subjects }: ProbeInput): readonly Subject[] =>
  subjects.filter(({ item, exhibits }) => (item.is === 'network-profile' || exhibits.evidence[0]?.kind === 'mud') && !item.adopted);
