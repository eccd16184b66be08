import type { ServiceProbe } from './service.ts';
import { coap } from './services/coap.ts';
import { ftp } from './services/ftp.ts';
import { http } from './services/http.ts';
import { imap, pop3, smtp } from './services/mail.ts';
import { mqtt } from './services/mqtt.ts';
import { rtsp } from './services/rtsp.ts';
import { snmp } from './services/snmp.ts';
import { ssh } from './services/ssh.ts';
import { telnet } from './services/telnet.ts';
import { upnp } from './services/upnp.ts';

/** By the protocol that was identified. */
export const tcpProbes: readonly ServiceProbe[] = [http, mqtt, ssh, telnet, ftp, rtsp, smtp, imap, pop3];

/** With the port each is usually on; on other ports they are asked in turn, for UDP services do not greet. */
export const udpProbes: readonly { readonly port: number; readonly probe: ServiceProbe }[] = [
  { port: 161, probe: snmp },
  { port: 1900, probe: upnp },
  { port: 5683, probe: coap },
];
