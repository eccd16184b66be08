import { busybox, elf, emptyFolders, link, script, secret, text } from './root-files.ts';
import { sampleKey } from './sample-key.ts';
import type { Firmware } from './write-flash.ts';

/** Lumen Cam 1, firmware 1.4: each file with a comment `weak` holds something that IQS finds. */
const files: Firmware['files'] = [
  ...emptyFolders,
  ...busybox('BusyBox v1.20.2 (2017-05-09 10:02:11 CST) multi-call binary.', [
    ...['sh', 'cat', 'echo', 'ls', 'login', 'mkdir', 'mount', 'sleep'].map((name) => `/bin/${name}`),
    ...['ifconfig', 'init', 'syslogd', 'udhcpc', 'reboot'].map((name) => `/sbin/${name}`),
    ...['telnetd', 'wget', 'killall'].map((name) => `/usr/bin/${name}`),
  ]),
  elf('/usr/sbin/boa', 40_000, 'Boa/0.94.13', 'boa.conf', 'Content-Type: text/html'),
  elf('/usr/sbin/dropbear', 60_000, 'SSH-2.0-dropbear_2014.66', 'Dropbear sshd v%s', 'Password auth succeeded'),
  elf('/usr/sbin/mtd', 8_000, 'Usage: mtd [<options> ...] <command>', 'Could not open mtd device: %s'),
  elf('/usr/bin/lumen-camd', 90_000, 'lumen-camd 1.4', 'rtsp://%s:554/live', '/etc/lumen/cloud.conf'),
  elf('/lib/libuClibc-0.9.33.2.so', 80_000, 'uClibc'),
  elf('/lib/ld-uClibc-0.9.33.2.so', 12_000, 'LD_LIBRARY_PATH'),
  link('/lib/libc.so.0', 'libuClibc-0.9.33.2.so'),
  link('/lib/ld-uClibc.so.0', 'ld-uClibc-0.9.33.2.so'),
  elf('/usr/lib/libcrypto.so.1.0.0', 100_000, 'OpenSSL 1.0.2k  26 Jan 2017', 'crypto/ex_data.c'),
  elf('/usr/lib/libssl.so.1.0.0', 40_000, 'OpenSSL 1.0.2k  26 Jan 2017', 'ssl/ssl_lib.c'),
  elf(
    '/usr/lib/libz.so.1.2.8',
    16_000,
    ' inflate 1.2.8 Copyright 1995-2013 Mark Adler ',
    ' deflate 1.2.8 Copyright 1995-2013 Jean-loup Gailly and Mark Adler ',
  ),
  text('/etc/issue', 'Lumen Cam 1\n'),
  text('/etc/hostname', 'lumen-cam\n'),
  text('/etc/fstab', 'proc /proc proc defaults 0 0\ntmpfs /tmp tmpfs defaults 0 0\n'),
  // weak: an account for the help desk that needs no password at all
  text('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nsupport:x:0:0:help desk:/tmp:/bin/sh\nnobody:x:99:99:nobody:/:/bin/false\n'),
  // weak: root's password is `xc3511`, the first one that Mirai tried
  secret(
    '/etc/shadow',
    'root:$1$lumencam$12RfyBRUXS8..8PmXZNCw0:17295:0:99999:7:::\nsupport::17295:0:99999:7:::\nnobody:*:17295:0:99999:7:::\n',
  ),
  text('/etc/group', 'root:x:0:\nnobody:x:99:\n'),
  // weak: a root shell for whoever touches the serial contacts
  text('/etc/inittab', '::sysinit:/etc/init.d/rcS\nttyS0::respawn:-/bin/sh\n::restart:/sbin/init\n::ctrlaltdel:/sbin/reboot\n'),
  script('/etc/init.d/rcS', '#!/bin/sh\nmount -a\nmkdir -p /tmp/log\nfor s in /etc/init.d/S??*; do\n  [ -x "$s" ] && "$s" start\ndone\n'),
  script('/etc/init.d/S10network', '#!/bin/sh\n/sbin/ifconfig lo 127.0.0.1 up\n/sbin/udhcpc -i eth0 -b\n'),
  script('/etc/init.d/S20syslog', '#!/bin/sh\n/sbin/syslogd -O /tmp/log/messages\n'),
  // weak: two remote shells in clear text, open from the first start; the second asks for no login at all
  script(
    '/etc/init.d/S40telnet',
    '#!/bin/sh\n# needed by the factory test\n/usr/bin/telnetd -p 23 -l /bin/login\n/usr/bin/telnetd -p 9527 -l /bin/sh\n',
  ),
  script('/etc/init.d/S41ssh', '#!/bin/sh\n/usr/sbin/dropbear -p 22\n'),
  script('/etc/init.d/S50web', '#!/bin/sh\n/usr/sbin/boa -c /etc/boa\n'),
  script('/etc/init.d/S60camera', '#!/bin/sh\n/usr/bin/lumen-camd &\n/usr/sbin/fw-update.sh &\n'),
  text('/etc/boa/boa.conf', 'Port 80\nUser root\nGroup root\nDocumentRoot /www\nScriptAlias /cgi-bin/ /www/cgi-bin/\n'),
  // weak: a private key that every camera shares
  secret('/etc/lumen/device.key', sampleKey),
  // weak: one cloud password for all cameras
  text(
    '/etc/lumen/cloud.conf',
    'cloud_host=mqtt.cloud.lumen.example\ncloud_port=1883\ncloud_user=lumen-cam\ncloud_password=Brightly-17-Lit\nkey_file=/etc/lumen/device.key\n',
  ),
  text('/etc/lumen/version', '1.4\n'),
  // weak: an update over plain http, written to the flash chip without any check
  script(
    '/usr/sbin/fw-update.sh',
    `#!/bin/sh
# Looks for a new firmware and installs it.
new=$(wget -q -O - http://updates.lumen.example/lumen-cam-1/version)
[ "$new" = "$(cat /etc/lumen/version)" ] && exit 0
wget -q -O /tmp/new.bin http://updates.lumen.example/lumen-cam-1/latest.bin || exit 1
killall lumen-camd
mtd write /tmp/new.bin firmware
reboot
`,
  ),
  text(
    '/www/index.html',
    '<!doctype html>\n<title>Lumen Cam 1</title>\n<h1>Lumen Cam 1</h1>\n<img src="/cgi-bin/picture" alt="What the camera sees">\n',
  ),
  script('/www/cgi-bin/picture', '#!/bin/sh\necho "Content-Type: image/jpeg"\necho\ncat /tmp/picture.jpg\n'),
];

export const weakFirmware: Firmware = {
  bootLoader: 'U-Boot 2013.07 (May 09 2017 - 10:11:02)',
  environment: [
    'bootargs=console=ttyS0,115200 root=/dev/mtdblock3 rootfstype=squashfs',
    'bootcmd=bootm 0x40000',
    'bootdelay=3',
    'mtdparts=flash:192k(boot),64k(env),896k(kernel),832k(rootfs),64k(config)',
  ],
  kernel: 'Linux version 3.10.14 (build@lumen.example) (gcc version 4.6.4) #1 PREEMPT Tue May 9 10:20:31 CST 2017',
  kernelName: 'Linux-3.10.14',
  files,
  time: 1494295200, // 2017-05-09
  seed: 1,
};
