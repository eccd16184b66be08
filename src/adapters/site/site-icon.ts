import { palette } from '../../label/palette.ts';

/** The shield of the label, for tabs. */
export const siteIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="${palette.panel}"/><path d="M32 12c6 3 11 4 17 4v15c0 12-7 19-17 23-10-4-17-11-17-23V16c6 0 11-1 17-4z" fill="${palette.paper}"/></svg>\n`;
