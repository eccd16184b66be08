import type { LabelVector, LabelWorld } from './label-vector.ts';

/** What a vector takes for granted where it says nothing else: docs/spec/vectors/component/world.json. */
export type ComponentWorld = Omit<LabelWorld, 'code'>;

export type ComponentVector = Partial<ComponentWorld> & Pick<LabelVector, 'name' | 'about' | 'text' | 'expect'>;
