import { z } from 'zod';
import { organisationKinds } from '../../model/organisation.ts';
import { lineSchema } from '../dossier/line-schema.ts';

const name = lineSchema.max(100).regex(/\S/u, 'a name');
const email = z.email().max(254);

/** An organisation that is to be, and its first administrator. */
export const newOrganisationSchema = z.strictObject({ name, kind: z.enum(organisationKinds), email });
