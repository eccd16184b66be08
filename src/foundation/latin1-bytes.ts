/** The bytes of a text whose characters are all below U+0100, one each: the way back from `latin1`. */
export const latin1Bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
