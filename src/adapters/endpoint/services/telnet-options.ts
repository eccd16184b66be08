/** RFC 854, RFC 857, RFC 858. */
const code = { se: 240, sb: 250, will: 251, wont: 252, do: 253, dont: 254, iac: 255, echo: 1, goAhead: 3 } as const;

/** The text between Telnet commands, and the answer that refuses every option but the echo and go-ahead every terminal lets (RFC 1143). */
export function telnetOptions(bytes: Buffer): { readonly said: string; readonly answer: Buffer } {
  const said: number[] = [];
  const answer: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const [byte = 0, command = 0, option = 0] = bytes.subarray(index, index + 3);
    if (byte !== code.iac) said.push(byte);
    else if (command === code.sb) {
      const end = bytes.indexOf(Buffer.from([code.iac, code.se]), index);
      index = end < 0 ? bytes.length : end + 1;
    } else if (command === code.iac || command < code.will) {
      if (command === code.iac) said.push(code.iac);
      index += 1;
    } else {
      if (command === code.do) answer.push(code.iac, code.wont, option);
      if (command === code.will) answer.push(code.iac, option === code.echo || option === code.goAhead ? code.do : code.dont, option);
      index += 2;
    }
  }
  return { said: Buffer.from(said).toString('latin1').replaceAll('\0', ''), answer: Buffer.from(answer) };
}
