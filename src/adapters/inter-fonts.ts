import { fileURLToPath } from 'node:url';

const names = { 400: '400Regular', 600: '600SemiBold', 700: '700Bold', 800: '800ExtraBold' } as const;
export type FontWeight = keyof typeof names;

export const fontWeights = [400, 600, 700, 800] as const satisfies readonly FontWeight[];

/** The file of our own dependency that holds Inter in this weight (TrueType); never the machine's. */
export const interFont = (weight: FontWeight): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${names[weight]}/Inter_${names[weight]}.ttf`));
