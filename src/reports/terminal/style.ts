/** How a terminal sets things off; every function returns the same characters with or without marks around them. */
export type Style = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly open: (text: string) => string;
  readonly good: (text: string) => string;
  readonly accent: (text: string) => string;
};

const same = (text: string): string => text;

/** No colour: for files, pipes and NO_COLOR. */
export const plainStyle: Style = Object.freeze({ bold: same, dim: same, bad: same, open: same, good: same, accent: same });
