import { verifyComponent } from '../credential/verify/verify-component.ts';
import { compactJson } from '../foundation/compact-json.ts';
import { asDecodeError } from '../foundation/decode-error.ts';
import type { PartKind } from '../model/dossier.ts';
import { statementFault } from '../model/statement-fault.ts';
import { trainingScheme } from '../model/training-scheme.ts';
import { encodeEntry } from '../register/read-entry.ts';
import { componentEvent } from './component-event.ts';
import type { PreparedComponent } from './prepare-component.ts';

declare const linted: unique symbol;
/** A component statement that every rule was asked about and none objected to; only `lintComponent` makes one. */
export type LintedComponent = {
  readonly outcome: 'linted';
  readonly prepared: PreparedComponent;
  readonly [linted]: true;
};

/** Parts that can be or hold a component. */
const hosts: readonly PartKind[] = ['device', 'hub', 'module'];

type Rule = (prepared: PreparedComponent) => readonly string[] | Promise<readonly string[]>;

/** The rules, by name; each gives what breaks it, one sentence each. */
const rules: Readonly<Record<string, Rule>> = {
  'criteria-exist': ({ statement, schemes }) =>
    statement.satisfies.flatMap(({ scheme: id, vintage, criteria }) => {
      const scheme = schemes.find((one) => one.id === id && one.vintage === vintage);
      if (scheme === undefined) return [`there is no scheme ${id} ${vintage}`];
      return criteria.flatMap((name) => {
        const criterion = scheme.criteria.find((one) => one.id === name);
        if (criterion === undefined) return [`${id} ${vintage} has no criterion ${name}`];
        return criterion.parts.some((kind) => hosts.includes(kind)) ? [] : [`${name} is asked of no part that can embed a component`];
      });
    }),
  'training-apart': ({ statement, issuer }) =>
    statement.satisfies
      .filter(({ scheme }) => (scheme === trainingScheme) !== issuer.training)
      .map(({ scheme }) => `scheme ${scheme}, training issuer: ${issuer.training}`),
  'dates-in-order': ({ statement: { issued, until }, issuedAt }) =>
    `${until}T23:59:59Z` <= issuedAt ? [`issued on ${issued}, holds until ${until}`] : [],
  'well-formed': ({ statement }) => {
    const fault = statementFault(statement);
    return fault === null ? [] : [`${fault.path.join('.')}: ${fault.code}`];
  },
  'conditions-can-be-checked': ({ statement, probes }) =>
    statement.conditions.flatMap(({ id, check }) =>
      check === null || probes.includes(check.probe) ? [] : [`condition ${id}: there is no probe ${check.probe}`],
    ),
  'issuer-may-sign': ({ issuer, kid, issuedAt }) => {
    const key = issuer.keys.find((one) => one.kid === kid);
    if (key === undefined) return ['the trust list does not name this key'];
    return [
      ...(issuedAt < key.from || issuedAt > key.until ? [`issued on ${issuedAt}, key from ${key.from} until ${key.until}`] : []),
      ...(key.compromised === null ? [] : [`the key is recorded as compromised since ${key.compromised.at}`]),
    ];
  },
  'register-takes-it': ({ statement, issuer, kid, issuedAt }) => {
    try {
      encodeEntry({ ...componentEvent(statement, { issuer: issuer.id, kid, credential: '0'.repeat(64) }), at: issuedAt });
      return [];
    } catch (error) {
      return [asDecodeError(error).message];
    }
  },
  'trial-verifies': async ({ statement, trial, platform }) => {
    const verdict = await verifyComponent(trial.credential, trial.trust, platform);
    if (verdict.outcome === 'refused') return [`${verdict.code}: ${verdict.because}`];
    return compactJson(verdict.statement) === compactJson(statement) ? [] : ['it says something else than what was asked for'];
  },
};

/** Asks every rule about a prepared component statement; what breaks one, as `rule: fault`. A rule that fails itself is an objection, never a consent. */
export async function lintComponent(
  prepared: PreparedComponent,
): Promise<LintedComponent | { readonly outcome: 'objected'; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  for (const [name, rule] of Object.entries(rules)) {
    try {
      for (const fault of await rule(prepared)) faults.push(`${name}: ${fault}`);
    } catch (error) {
      faults.push(`${name}: the rule itself failed: ${error instanceof Error ? error.message : 'not an error'}`);
    }
  }
  return faults.length > 0 ? { outcome: 'objected', faults } : ({ outcome: 'linted', prepared } as unknown as LintedComponent);
}
