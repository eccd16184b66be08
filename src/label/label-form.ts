/** full: on a box or in a shop; small: letter and code only; badge: web page, README; long: cover of a report, A4. */
export const labelForms = ['full', 'small', 'badge', 'long'] as const;
export type LabelForm = (typeof labelForms)[number];

/** Width and height in label units of 0.1 mm. */
export const formSizes: Readonly<Record<LabelForm, readonly [width: number, height: number]>> = {
  full: [720, 1320],
  small: [660, 460],
  badge: [1000, 240],
  long: [2100, 2970],
};

/** Side of the printed code with its quiet zone, in units of 0.1 mm: the same in every form that has one, so that one matrix serves all. */
export const codeSide = 340;

/** The four light modules that ISO/IEC 18004 (5.3.8) asks for around a code. */
export const quietModules = 4;

export const hasCode = (form: LabelForm): boolean => form !== 'badge';
