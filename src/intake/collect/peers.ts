import type { Collector } from '../../model/collector.ts';
import type { PeerExhibit } from '../../model/network-exhibits.ts';
import { matchAcl } from './mud/acl-match.ts';
import { type Fields, fieldsOf, listOf, memberOf } from './mud/member-of.ts';

/** Documents larger than this are not read as a network profile; the largest seen has 100 KB. */
const largest = 8 * 2 ** 20;
const directions = ['from-device', 'to-device'] as const;

type Say = (code: string, where: string, detail: string) => void;

/**
 * What MUD files (RFC 8520) among the documents let the device do, an entry per accepted access-list entry and port. What they deny, and what
 * would narrow an entry and is not understood, is a problem. ICMP types and MAC addresses are not kept.
 */
export const collectPeers: Collector<PeerExhibit> = (unpacked, { note }) =>
  unpacked.pieces
    .filter((piece) => piece.kind === 'text' && piece.size <= largest)
    .flatMap((piece) => {
      const bytes = piece.read();
      const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
      if (!isMud(text)) return [];
      const say: Say = (code, where, detail) => note({ code, at: `${piece.at}${where}`, detail });
      return profile(text, piece.at, say);
    });

/** The lists may stand before the rest, so the whole text is looked through. */
const isMud = (text: string): boolean => /^\s*\{/.test(text.slice(0, 256)) && /"ietf-mud:(mud|meta-info)"\s*:\s*\{/.test(text);

function profile(text: string, name: string, say: Say): readonly PeerExhibit[] {
  let file: Fields;
  try {
    file = fieldsOf(JSON.parse(text));
  } catch {
    say('malformed', '', 'a MUD file that is not JSON, or is cut off');
    return [];
  }
  const mud = fieldsOf(memberOf(file, 'mud') ?? memberOf(file, 'meta-info'));
  // The member can stand inside an entry too, in a document that is no MUD file.
  if (Object.keys(mud).length === 0) return [];
  const version = memberOf(mud, 'mud-version');
  if (version !== undefined && version !== 1) say('unsupported', '#/mud-version', `MUD version ${JSON.stringify(version)}, not 1`);
  const lists = listOf(memberOf(fieldsOf(memberOf(file, 'acls') ?? memberOf(file, 'access-lists')), 'acl')).map(fieldsOf);
  const used = new Set<number>();
  const peers = directions.flatMap((direction) =>
    policy(fieldsOf(memberOf(mud, `${direction}-policy`))).flatMap((wanted) => {
      const index = lists.findIndex((list) => nameOf(list) === wanted);
      used.add(index);
      const [list, where] = [lists[index], `#/acls/acl/${index}`];
      if (list !== undefined) return entries(list, direction, where, say).map((peer) => ({ ...peer, at: `${name}${peer.at}` }));
      say('malformed', `#/${direction}-policy`, 'it names an access list that is not there');
      return [];
    }),
  );
  for (const index of lists.keys()) if (!used.has(index)) say('malformed', `#/acls/acl/${index}`, 'no policy names this access list');
  return peers;
}

/** Names of access lists: objects with a name, in drafts bare names. */
const policy = (fields: Fields): readonly string[] =>
  listOf(memberOf(fieldsOf(memberOf(fields, 'access-lists')), 'access-list')).flatMap((item) => {
    const name = typeof item === 'string' ? item : (memberOf(fieldsOf(item), 'name') ?? memberOf(fieldsOf(item), 'acl-name'));
    return typeof name === 'string' ? [name] : [];
  });

const nameOf = (list: Fields): unknown => memberOf(list, 'name') ?? memberOf(list, 'acl-name');

function entries(list: Fields, direction: PeerExhibit['direction'], where: string, say: Say): readonly PeerExhibit[] {
  const holder = fieldsOf(memberOf(list, 'aces') ?? memberOf(list, 'access-list-entries'));
  return listOf(memberOf(holder, 'ace')).flatMap((item, index) => {
    const at = `${where}/aces/ace/${index}`;
    const ace = fieldsOf(item);
    const verdict = verdictOf(fieldsOf(memberOf(ace, 'actions')));
    if (verdict !== 'accept') {
      say('unsupported', at, verdict === null ? 'an entry without an action' : `an entry that is no permission: ${verdict}`);
      return [];
    }
    const { peers, unknown } = matchAcl(fieldsOf(memberOf(ace, 'matches')), direction);
    for (const part of unknown) say('unsupported', at, `what it matches is not understood: ${part}`);
    return peers.map((peer) => ({ at, ...peer }));
  });
}

/** `forwarding` with the name of an identity; drafts had an empty `permit` or `deny`. */
function verdictOf(actions: Fields): string | null {
  const forwarding = memberOf(actions, 'forwarding');
  if (typeof forwarding === 'string') return forwarding.replace(/^.*:/, '');
  if (memberOf(actions, 'permit') !== undefined) return 'accept';
  return memberOf(actions, 'deny') === undefined ? null : 'deny';
}
