import { busybox, elf, emptyFolders, folder, link, script, secret, text } from './root-files.ts';
import { samplePublicKey } from './sample-key.ts';
import type { Firmware } from './write-flash.ts';

/** Lumen Cam 1, firmware 2.0: the same camera, mended. Each comment `mended` says what is different and where. */
const files: Firmware['files'] = [
  ...emptyFolders,
  folder('/mnt/card'),
  ...busybox('BusyBox v1.37.0 (2026-10-20 08:02:11 UTC) multi-call binary.', [
    ...['sh', 'cat', 'echo', 'ls', 'mkdir', 'mount', 'sleep'].map((name) => `/bin/${name}`),
    ...['ifconfig', 'init', 'syslogd', 'udhcpc', 'reboot'].map((name) => `/sbin/${name}`),
    ...['crond', 'ntpd'].map((name) => `/usr/sbin/${name}`),
  ]),
  elf('/usr/sbin/rtspd', 90_000, 'Lumen rtspd 2.0', 'rtsps://%s:322/live', 'WWW-Authenticate: Digest realm="Lumen Cam"'),
  elf('/usr/sbin/dropbear', 60_000, 'SSH-2.0-dropbear_2025.88', 'Pubkey auth succeeded'),
  elf('/usr/bin/swupdate', 70_000, 'SWUpdate v%s', 'Signature verification failed', 'public-key-file'),
  elf('/lib/ld-musl-arm.so.1', 80_000, 'musl libc (arm)', '1.2.5', 'Dynamic Program Loader'),
  elf('/usr/bin/openssl', 30_000, 'OpenSSL 3.5.4 30 Sep 2025', 'req', 'x509'),
  elf('/usr/lib/libcrypto.so.3', 120_000, 'OpenSSL 3.5.4 30 Sep 2025', 'crypto/ex_data.c'),
  elf('/usr/lib/libssl.so.3', 40_000, 'OpenSSL 3.5.4 30 Sep 2025', 'ssl/ssl_lib.c'),
  elf(
    '/usr/lib/libz.so.1.3.1',
    16_000,
    ' inflate 1.3.1 Copyright 1995-2024 Mark Adler ',
    ' deflate 1.3.1 Copyright 1995-2024 Jean-loup Gailly and Mark Adler ',
  ),
  link('/usr/lib/libz.so.1', 'libz.so.1.3.1'),
  text('/etc/issue', 'Lumen Cam 1\n'),
  text('/etc/hostname', 'lumen-cam\n'),
  text(
    '/etc/fstab',
    'proc /proc proc defaults 0 0\ntmpfs /tmp tmpfs defaults 0 0\n/dev/mtdblock4 /config jffs2 defaults 0 0\n/dev/mmcblk0p1 /mnt/card vfat ro 0 0\n',
  ),
  text('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nvideo:x:80:80:video server:/run:/bin/false\nnobody:x:99:99:nobody:/:/bin/false\n'),
  // mended: no password opens any account
  secret('/etc/shadow', 'root:*:20746:0:99999:7:::\nvideo:*:20746:0:99999:7:::\nnobody:*:20746:0:99999:7:::\n'),
  text('/etc/group', 'root:x:0:\nvideo:x:80:\nnobody:x:99:\n'),
  // mended: nothing answers on the serial contacts
  text('/etc/inittab', '::sysinit:/etc/init.d/rcS\n::restart:/sbin/init\n::ctrlaltdel:/sbin/reboot\n'),
  script('/etc/init.d/rcS', '#!/bin/sh\nmount -a\nmkdir -p /tmp/log\nfor s in /etc/init.d/S??*; do\n  [ -x "$s" ] && "$s" start\ndone\n'),
  script(
    '/etc/init.d/S10network',
    '#!/bin/sh\n/sbin/ifconfig lo 127.0.0.1 up\n/sbin/udhcpc -i eth0 -b\n/usr/sbin/ntpd -p time.lumen.example\n',
  ),
  script('/etc/init.d/S20syslog', '#!/bin/sh\n/sbin/syslogd -O /tmp/log/messages\n'),
  // mended: no private key is in the image; each camera makes its own when it first starts
  script(
    '/etc/init.d/S30keys',
    `#!/bin/sh
umask 077
[ -s /config/tls.pem ] && exit 0
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 -subj /CN=lumen-cam -keyout /config/tls.pem -out /config/tls.crt
cat /config/tls.crt >> /config/tls.pem
`,
  ),
  // mended: the owner's login is locked until the owner puts a card with a password and an ssh key into the camera
  text('/etc/rtspd/htpasswd', 'owner:*LK*\n'),
  script(
    '/etc/init.d/S35owner',
    `#!/bin/sh
[ -f /config/htpasswd ] || cat /etc/rtspd/htpasswd > /config/htpasswd
[ -f /mnt/card/htpasswd ] && cat /mnt/card/htpasswd > /config/htpasswd
[ -f /mnt/card/authorized_keys ] && cat /mnt/card/authorized_keys > /config/authorized_keys
`,
  ),
  link('/root/.ssh/authorized_keys', '/config/authorized_keys'),
  // mended: no telnet; ssh takes the owner's key alone (-s, -g: no passwords, -R: host key made on the camera)
  script('/etc/init.d/S41ssh', '#!/bin/sh\n/usr/sbin/dropbear -s -g -R -p 22\n'),
  // mended: no web server with a login of its own; the picture goes out over TLS, to the owner alone
  script('/etc/init.d/S50video', '#!/bin/sh\n/usr/sbin/rtspd -p 322 --tls /config/tls.pem --users /config/htpasswd\n'),
  script('/etc/init.d/S60cron', '#!/bin/sh\n/usr/sbin/crond -c /etc/crontabs\n'),
  text('/etc/crontabs/root', '17 4 * * * /usr/sbin/check-update\n'),
  // mended: updates are taken only when their signature fits this key
  text('/etc/swupdate.cfg', 'globals :\n{\n  verbose = true;\n  public-key-file = "/etc/swupdate/lumen-updates.pem";\n};\n'),
  text('/etc/swupdate/lumen-updates.pem', samplePublicKey),
  script(
    '/usr/sbin/check-update',
    '#!/bin/sh\nexec /usr/bin/swupdate -f /etc/swupdate.cfg -d "-u https://updates.lumen.example/lumen-cam-1/latest.swu"\n',
  ),
  text('/etc/lumen/version', '2.0\n'),
];

export const mendedFirmware: Firmware = {
  bootLoader: 'U-Boot 2025.10 (Oct 20 2026 - 08:12:44 +0000)',
  environment: [
    'bootargs=console=ttyS0,115200 root=/dev/mtdblock3 rootfstype=squashfs',
    'bootcmd=bootm 0x40000',
    'bootdelay=-2',
    'mtdparts=flash:192k(boot),64k(env),896k(kernel),832k(rootfs),64k(config)',
  ],
  kernel: 'Linux version 6.12.58 (build@lumen.example) (arm-linux-musleabi-gcc 14.3.0) #1 PREEMPT Tue Oct 20 08:20:31 UTC 2026',
  kernelName: 'Linux-6.12.58',
  files,
  time: 1792483200, // 2026-10-20
  seed: 2,
};
