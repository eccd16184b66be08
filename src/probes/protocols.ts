import type { ServiceExhibit } from '../model/exhibits.ts';

/**
 * What a protocol lets somebody on the network do: `shell` logs in to the system, `debug` gives control without a login, `administration`
 * and `content` have logins of their own, `other` has none. `unknown`: it may be anything.
 */
export type ProtocolUse = 'shell' | 'debug' | 'administration' | 'content' | 'other' | 'unknown';

const uses: Readonly<Record<Exclude<ProtocolUse, 'unknown'>, readonly string[]>> = {
  shell: ['telnet', 'ssh', 'rlogin', 'rsh', 'rexec'],
  debug: ['adb', 'gdb', 'shell'],
  administration: ['http', 'https', 'onvif', 'snmp', 'cwmp', 'vnc', 'rdp', 'zebra', 'docker', 'mysql', 'postgresql', 'mongodb', 'redis'],
  content: [
    ['ftp', 'rtsp', 'rtmp', 'smb', 'afp', 'nfs', 'rsync', 'mqtt', 'sip', 'ipp', 'http-proxy', 'coap', 'modbus'],
    ['ftps', 'mqtts', 'coaps', 'amqp', 'xmpp', 'smtp', 'imap', 'pop3', 'websocket', 'bacnet', 'dnp3', 's7'],
    ['rtsps', 'smtps', 'imaps', 'pop3s', 'amqps', 'xmpps', 'sips', 'ldap', 'ldaps'],
  ].flat(),
  other: [
    [
      'console',
      'tftp',
      'netbios',
      'wsd',
      'mountd',
      'rpcbind',
      'dns',
      'dhcp',
      'dhcpv6',
      'icmpv6',
      'mdns',
      'llmnr',
      'lltd',
      'upnp',
      'igmp',
      'ntp',
    ],
    ['openvpn', 'wireguard', 'pptp', 'l2tp', 'ike', 'rip', 'ospf', 'bgp', 'lldp', 'lpd', 'jetdirect', 'finger', 'ident', 'syslog'],
    ['time', 'daytime', 'echo', 'discard', 'chargen', 'ssdp', 'stun', 'rtp'],
  ].flat(),
};

const useOf = new Map(
  Object.entries(uses).flatMap(([use, protocols]) => protocols.map((protocol) => [protocol, use as ProtocolUse] as const)),
);

/** Known programs without a network protocol of their own (catalogue/tables/services.tsv): `protocol` is null for them too. */
const quietPrograms = new Set(
  [
    'rngd xinetd inetd hostapd wpa_supplicant wpad nas eapd crond cron syslogd klogd syslog-ng logd dbus-daemon ubusd rpcd netifd udevd',
    'systemd-udevd hotplug2 acpid bluetoothd hciattach watchdog watchdogd pppd',
  ].flatMap((line) => line.split(' ')),
);

export function protocolUse({ protocol, name }: Pick<ServiceExhibit, 'protocol' | 'name'>): ProtocolUse {
  if (protocol === null) return quietPrograms.has(name) ? 'other' : 'unknown';
  return useOf.get(protocol) ?? 'unknown';
}
