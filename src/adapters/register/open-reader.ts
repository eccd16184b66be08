import type { RegisterReader } from '../../register/register-reader.ts';
import { folderReader } from './folder-reader.ts';
import { httpReader } from './http-reader.ts';

/** Whether a place is an address on the web; everything else is a folder. */
export const isAddress = (place: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(place);

/** A register in a folder or behind an http or https address. */
export const openReader = (place: string): RegisterReader => (isAddress(place) ? httpReader(place) : folderReader(place));
