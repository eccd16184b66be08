/** Ports of a Transport field's `client_port` and `server_port` (RFC 2326, 12.39). */
export function transportPorts(field: string): { readonly client: readonly number[]; readonly server: readonly number[] } {
  const ports = (name: 'client_port' | 'server_port'): readonly number[] =>
    (new RegExp(`\\b${name}=(\\d{1,5})(?:-(\\d{1,5}))?`).exec(field)?.slice(1) ?? []).filter((port) => port !== undefined).map(Number);
  return { client: ports('client_port'), server: ports('server_port') };
}

/** Where media of a session description are received (RFC 8866, 5.7 and 5.14). */
export function describedMedia(text: string): readonly { readonly address: string; readonly port: number }[] {
  const address = /^c=IN IP[46] ([0-9a-fA-F.:]{2,45})/m.exec(text)?.[1];
  if (address === undefined) return [];
  return [...text.slice(0, 8192).matchAll(/^m=(?:audio|video) (\d{1,5}) RTP\//gm)]
    .slice(0, 8)
    .map(([, port]) => ({ address, port: Number(port) }));
}
