import type { Matter } from '../model/matter.ts';
import type { Role } from '../model/organisation.ts';
import { isMatterOpenTo, type MatterAct } from './matter.ts';

export type MatterActName = MatterAct['name'];

/** Roles of a body that each act on a matter belongs to; none: it is whoever's lodged it. Who decides has decided before, or answers for the scheme. */
export const matterDuties: Readonly<Record<MatterActName, readonly Role[]>> = {
  acknowledge: ['surveillance-officer', 'reviewer', 'decision-maker', 'scheme-owner'],
  'take-in-hand': ['surveillance-officer', 'reviewer', 'decision-maker', 'scheme-owner'],
  decide: ['decision-maker', 'scheme-owner'],
  appeal: [],
  'decide-appeal': ['decision-maker', 'scheme-owner'],
};

/** Who looks, in which hat. */
export type MatterSeat = { readonly person: string; readonly organisation: string; readonly role: Role };

/** Whether a seat handles matters of this body's, or of the programme as such. */
export const handlesMatter = ({ body }: Pick<Matter, 'body'>, { organisation, role }: MatterSeat): boolean =>
  matterDuties.acknowledge.includes(role) && (body === null || body === organisation);

/** Whether a matter was lodged for the seat's organisation. */
export const lodgedMatterFor = ({ lodgedBy }: Pick<Matter, 'lodgedBy'>, { organisation }: MatterSeat): boolean =>
  lodgedBy !== null && lodgedBy.organisation === organisation;

/** Whether an act is the seat's at all. */
export const isMatterDuty = (matter: Matter, name: MatterActName, seat: MatterSeat): boolean =>
  name === 'appeal' ? lodgedMatterFor(matter, seat) : handlesMatter(matter, seat) && matterDuties[name].includes(seat.role);

/** Acts that a seat may try now; conflicts and time limits are looked at when they come. */
export const allowedMatterActs = (matter: Matter, seat: MatterSeat): readonly MatterActName[] =>
  (Object.keys(matterDuties) as MatterActName[]).filter((name) => isMatterOpenTo(matter, name) && isMatterDuty(matter, name, seat));
