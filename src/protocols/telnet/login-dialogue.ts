import type { Side, Tell } from '../../model/protocol.ts';

/** Kept of what the server wrote last, enough for a prompt; and of what is typed in a line. */
const lastShown = 80;
const longestLine = 256;
/** Characters of the client's after which a session that asked for no login is left alone, and after a login that was not refused. */
const mostBefore = 65_536;
const mostAfter = 2048;

// At the end of what was written last, perhaps after a host's name: `(none) login: `, `Username:`, `Enter password > `.
const userPrompt = /(?:^|[^a-z])(?:login(?: as| name)?|user(?: ?name)?|account)\s{0,2}(?:\[[^\]\n]{0,20}\])?\s{0,2}[:>]\s{0,4}$/i;
const passwordPrompt = /(?:^|[^a-z])(?:password|passwd|passphrase|passcode)(?: for [^\n:]{0,32}|\s\([^)\n]{0,20}\))?\s{0,2}[:>]\s{0,4}$/i;

type Asked = 'user' | 'password' | null;

/**
 * Reads a login from what the server asks and the client types, by character or by line: the server's prompt says what the line typed next is. What is typed
 * before its prompt came (as bots do) goes to the prompts in order.
 */
export class LoginDialogue {
  isOver = false;
  readonly #tell: Tell['credential'];
  #shown = '';
  #typed = '';
  /** What the prompt asked for when the first character of the line was typed: an echo stands after it later. */
  #asked: Asked = null;
  #hasBegun = false;
  /** Whole lines that no prompt has asked for yet. */
  #early: string[] = [];
  #user: string | null = null;
  #hasLogin = false;
  #heard = 0;
  #wasReturn = false;

  constructor(tell: Tell['credential']) {
    this.#tell = tell;
  }

  hear(side: Side, text: string): void {
    if (side === 'server') this.#server(text);
    else this.#client(text);
    this.#heard += text.length;
    if (this.#heard > (this.#hasLogin ? mostAfter : mostBefore)) this.isOver = true;
  }

  /** Bytes are missing: what was typed is not known. */
  forget(): void {
    this.#shown = '';
    this.#typed = '';
    this.#hasBegun = false;
    this.#early = [];
    this.#user = null;
  }

  /** A name without a password is a login too: the connection ended, or nothing was asked. */
  end(): void {
    if (this.#user !== null) this.#tell({ user: this.#user, password: null });
    this.#user = null;
  }

  #server(text: string): void {
    this.#shown = (this.#shown + text).slice(-lastShown);
    const asked = this.#early.length > 0 ? askedBy(this.#shown) : null;
    if (asked !== null) this.#answer(asked, this.#early.shift() ?? '');
  }

  #client(text: string): void {
    for (const character of text) {
      const wasReturn = this.#wasReturn;
      this.#wasReturn = character === '\r';
      // RFC 854: a line ends with CR LF or CR NUL; some send LF alone.
      if ((character === '\n' || character === '\0') && wasReturn) continue;
      if (!this.#hasBegun) {
        this.#hasBegun = true;
        this.#asked = askedBy(this.#shown);
      }
      if (character === '\r' || character === '\n') this.#line();
      else if (character === '\b' || character === '\u007f') this.#typed = this.#typed.slice(0, -1);
      // Control-U and control-C throw the line away.
      else if (character === '\u0015' || character === '\u0003') this.#typed = '';
      else if (character >= ' ' && this.#typed.length < longestLine) this.#typed += character;
    }
  }

  #line(): void {
    const line = this.#typed;
    this.#typed = '';
    this.#hasBegun = false;
    if (this.#asked !== null) this.#answer(this.#asked, line);
    else if (line !== '' && this.#early.length < 2 && (!this.#hasLogin || this.#user !== null)) this.#early.push(line);
  }

  #answer(asked: 'user' | 'password', line: string): void {
    // The same text must not ask again.
    this.#shown = '';
    if (asked === 'user') {
      this.end();
      this.#user = line === '' ? null : line;
      return;
    }
    this.#tell({ user: this.#user, password: line });
    this.#user = null;
    this.#early = [];
    this.#hasLogin = true;
    this.#heard = 0;
  }
}

function askedBy(shown: string): Asked {
  const line = shown.slice(Math.max(shown.lastIndexOf('\n'), shown.lastIndexOf('\r')) + 1).replace(/\u001b\[[\d;?]{0,12}[A-Za-z]/g, '');
  return passwordPrompt.test(line) ? 'password' : userPrompt.test(line) ? 'user' : null;
}
