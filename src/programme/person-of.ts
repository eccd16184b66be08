import type { CaseEvent } from './case-event.ts';

/** Id of the person who acted; the programme itself where nobody did. */
export const personOf = ({ by }: Pick<CaseEvent, 'by'>): string => (by.kind === 'person' ? by.person : 'programme');
