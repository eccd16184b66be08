/** Commands that do a thing and end: never a service. */
export const ordinaryCommands: ReadonlySet<string> = new Set(
  `[ [[ ] ]] : . ar arp arping ash awk base64 basename bash blkid blockdev brctl bridge bzip2 cal cat chattr chgrp chmod chown chroot cksum clear cmp cp
cpio cryptsetup cut date dbus-send dbus-uuidgen dropbearkey dropbearconvert ssh-keygen service systemctl start stop dd depmod devmem df dhcprelease diff dirname dmesg dnsdomainname dos2unix du dumpkmap echo egrep
env ethtool eval exit expand expr export false fbset fdflush fdisk fgrep find findfs flash_erase flash_eraseall flashcp flock fold free fsck fsck.ext4
fsck.fat fsck_msdos ftpget ftpput fuser fw_printenv fw_setenv gpio grep gunzip gzip halt head hexdump hostid hostname hwclock i2cget i2cset i2ctransfer
id ifconfig ifdown ifenslave ifrename ifup insmod install ip ip6tables ip6tables-restore ipaddr ipcalc iplink iproute ipset iptables iptables-restore
iptables-save iw iwconfig iwlist iwpriv jffs2mark jffs2reset kill killall killall5 last ldconfig less let ln loadfont loadkmap local lock logger logname
logread losetup ls lsattr lsblk lsmod lsof lspci lsusb lzop md5sum mdev mesg mii-tool mkdir mkdosfs mke2fs mkfifo mkfs mkfs.ext4 mkfs.jffs2 mkfs.ubifs
mkfs.vfat mknod mkswap mktemp modinfo modprobe more mount mount_root mountpoint mtd mv nameif nanddump nandwrite netstat nice nmeter nohup nslookup nvram
openssl openvt passwd patch pgrep pidof ping ping6 pivot_root pkill printenv printf ps pwd pwdx rdate rdev read readlink readonly realpath reboot renice
reset resize2fs return rm rmdir rmmod route rx script sed seq set setconsole setfont setkeycodes setlogcons setserial sh sha1sum sha256sum sha512sum shift
sleep sort split stat strings stty su sulogin.sh swapoff swapon swconfig switch_root sync sysctl sysupgrade tail tar tee test time timeout top touch tr
traceroute trap true tty tune2fs tunctl ubiattach ubidetach ubiformat ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol ubus uci udevadm udevstart
udevtrigger udevsettle ulimit umask umount uname uncompress uniq unix2dos unlink unset unxz unzip uptime usb_modeswitch usleep uudecode uuencode vconfig vi
wait watch wc wget curl which whoami wl wlanconfig xargs xz yes zcat`.split(/\s+/),
);

/** Commands that a boot script expects to succeed: `mount … && x` starts x. */
export const presumedToSucceed: ReadonlySet<string> = new Set(
  `: true cd echo printf export local readonly set shift unset umask ulimit mkdir mount umount chmod chown chgrp touch ln cp mv rm rmdir sleep usleep sync
ifconfig route ip brctl vconfig insmod modprobe mdev mknod mkfifo hostname sysctl stty date dd tar gunzip logger swapon swapoff losetup trap wait ldconfig
ethtool iptables ip6tables depmod rmmod hwclock mount_root tee tr sed awk`.split(/\s+/),
);
