import type { OrganisationKind, Role } from '../../src/model/organisation.ts';

type Sample = { readonly name: string; readonly kind: OrganisationKind; readonly people: readonly SamplePerson[] };
export type SamplePerson = { readonly key: PersonKey; readonly name: string; readonly email: string; readonly roles: readonly Role[] };

export type PersonKey = 'anna' | 'max' | 'eva' | 'lars' | 'rosa' | 'dora' | 'dirk' | 'dee' | 'sam' | 'olga' | 'bea';
export type OrganisationKey = 'maker' | 'laboratory' | 'body';

/** Three made-up organisations and who works there. Domains are ones that nobody has (RFC 2606). */
export const organisations: Readonly<Record<OrganisationKey, Sample>> = {
  maker: {
    name: 'Lumen Example B.V.',
    kind: 'maker',
    people: [
      { key: 'anna', name: 'Anna Visser', email: 'anna@lumen.example', roles: ['applicant'] },
      { key: 'max', name: 'Max de Boer', email: 'max@lumen.example', roles: ['administrator', 'applicant'] },
    ],
  },
  laboratory: {
    name: 'Halden Test Laboratory',
    kind: 'laboratory',
    people: [
      { key: 'eva', name: 'Eva Lindqvist', email: 'eva@halden.example', roles: ['evaluator'] },
      { key: 'lars', name: 'Lars Holm', email: 'lars@halden.example', roles: ['administrator', 'evaluator'] },
    ],
  },
  body: {
    name: 'Training Certification Body',
    kind: 'body',
    people: [
      { key: 'rosa', name: 'Rosa Martens', email: 'rosa@body.example', roles: ['reviewer'] },
      { key: 'dora', name: 'Dora Klein', email: 'dora@body.example', roles: ['decision-maker'] },
      { key: 'dirk', name: 'Dirk Janssen', email: 'dirk@body.example', roles: ['decision-maker'] },
      { key: 'dee', name: 'Dee Moreau', email: 'dee@body.example', roles: ['decision-maker'] },
      { key: 'sam', name: 'Sam Peeters', email: 'sam@body.example', roles: ['surveillance-officer'] },
      { key: 'olga', name: 'Olga Brandt', email: 'olga@body.example', roles: ['scheme-owner'] },
      { key: 'bea', name: 'Bea Winter', email: 'bea@body.example', roles: ['administrator'] },
    ],
  },
};
