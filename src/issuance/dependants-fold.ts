import type { RegisterEntry } from '../model/register-entry.ts';
import { type LabelState, type Standing, transition } from '../register/transition.ts';

/** A label that rests on a component statement and is not over. */
export type Dependant = {
  readonly number: string;
  readonly product: string;
  readonly state: Extract<LabelState, 'in-force' | 'suspended'>;
  readonly letter: string;
  readonly validUntil: string;
};

export type Dependants = {
  /** How the component statement stands; null: the register has none under this number. */
  readonly component: LabelState | null;
  /** In the order in which they were issued. */
  readonly labels: readonly Dependant[];
};

type Label = { readonly product: string; readonly validUntil: string; readonly standing: Standing };

/**
 * Which labels rest on a component statement and are neither withdrawn nor expired, by the entries of a register in its order; entries that were not allowed change nothing. `now`: RFC 3339
 * instant in UTC, whole seconds; what is past its term has expired, whether or not the register says so yet. Keeps of the log what rests on the number, and no more.
 */
export class DependantsFold {
  readonly #number: string;
  readonly #labels = new Map<string, Label>();
  #component: { readonly standing: Standing; readonly validUntil: string } | null = null;

  constructor(number: string) {
    this.#number = number;
  }

  add(entry: RegisterEntry): void {
    if (!('number' in entry)) return;
    if (entry.number === this.#number) this.#addOwn(entry);
    else this.#addOther(entry);
  }

  #addOwn(entry: Parameters<typeof transition>[1]): void {
    const next = transition(this.#component?.standing ?? null, entry);
    if ('fault' in next) return;
    // A label under this number is no component, and nothing rests on it.
    if (entry.event === 'component-issued') this.#component = { standing: next.standing, validUntil: entry.validUntil };
    else if (this.#component !== null) this.#component = { ...this.#component, standing: next.standing };
  }

  #addOther(entry: Parameters<typeof transition>[1]): void {
    const known = this.#labels.get(entry.number);
    const begins = entry.event === 'issued' && entry.claims.restsOn.some(({ id }) => id === this.#number);
    if (known === undefined && !begins) return;
    const next = transition(known?.standing ?? null, entry);
    if ('fault' in next) return;
    if (entry.event === 'issued') {
      const { product, validUntil } = entry.claims;
      this.#labels.set(entry.number, { product: `${product.name}, ${product.maker}`, validUntil, standing: next.standing });
    } else if (known !== undefined) this.#labels.set(entry.number, { ...known, standing: next.standing });
  }

  at(now: string): Dependants {
    const component = this.#component;
    return {
      component: component === null ? null : stateAt(component, now),
      labels: [...this.#labels].flatMap(([number, label]) => {
        const state = stateAt(label, now);
        const { letter } = label.standing;
        if ((state !== 'in-force' && state !== 'suspended') || letter === null) return [];
        return [{ number, product: label.product, state, letter, validUntil: label.validUntil }];
      }),
    };
  }
}

const stateAt = ({ standing: { state }, validUntil }: Pick<Label, 'standing' | 'validUntil'>, now: string): LabelState =>
  state !== 'withdrawn' && now > validUntil ? 'expired' : state;
