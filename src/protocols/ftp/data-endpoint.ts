type Endpoint = { readonly address: string; readonly port: number };

const bytes = /(?<![\d,])(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})(?![\d,])/;

/**
 * Where a data connection will be: of PORT and 227 (RFC 959, 4.1.2), of EPRT and 229 (RFC 2428). The address is `own`, that of who names it: another
 * one is address translation's or an attack (FTP bounce, RFC 2577), and none is there in 229. Null where no port is named.
 */
export function dataEndpoint(text: string, own: string): Endpoint | null {
  const short = text.slice(0, 200);
  const numbers = bytes.exec(short)?.slice(1).map(Number);
  if (numbers !== undefined) {
    const [, , , , high = 256, low = 256] = numbers;
    if (numbers.some((number) => number > 255) || high * 256 + low === 0) return null;
    return { address: own, port: high * 256 + low };
  }
  const [, , , , port = ''] = /([|!-~])([12]?)\1([0-9A-Fa-f.:]*)\1(\d{1,5})\1/.exec(short) ?? [];
  const number = Number(port);
  return number > 0 && number < 65_536 ? { address: own, port: number } : null;
}
