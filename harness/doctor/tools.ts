/** A program of the host that the harness can use, and what its absence costs. */
export interface HostTool {
  readonly name: string;
  /** The Debian package that brings it. */
  readonly package: string;
  readonly needed: 'for use' | 'for tests';
  readonly cost: string;
  /** Where it lies if it is no program. */
  readonly file?: string;
  /** An applet that some builds of the program leave out. */
  readonly applet?: string;
}

/** What Debian's lighttpd speaks TLS with. */
export const lighttpdTlsModule = '/usr/lib/lighttpd/mod_openssl.so';

/** Every program of the host that something here may start. None is needed to judge or to verify. */
export const hostTools: readonly HostTool[] = [
  use('unshare', 'util-linux', 'toymark start shares the network of this computer'),
  use('ip', 'iproute2', 'toymark start shares the network of this computer'),
  use('btvirt', 'bluez-test-tools', 'toymark start leaves out Bluetooth'),
  use('gcc', 'gcc', 'the emulated Bluetooth cannot be built'),
  { ...use('C headers', 'libc6-dev', 'the emulated Bluetooth cannot be built'), file: '/usr/include/stdlib.h' },
  tests('openssl', 'openssl', 'certificates and TLS servers are not compared with OpenSSL'),
  tests('mosquitto', 'mosquitto', 'MQTT is not tried against a real broker'),
  tests('mosquitto_pub', 'mosquitto-clients', 'MQTT is not tried with a real client'),
  tests('nginx', 'nginx-light', 'web and TLS probes do without this server'),
  tests('lighttpd', 'lighttpd', 'web and TLS probes do without this server'),
  {
    ...tests('lighttpd with TLS', 'lighttpd-mod-openssl', 'the TLS scan is not compared on this server'),
    file: lighttpdTlsModule,
  },
  tests('stunnel4', 'stunnel4', 'TLS probes do without this server'),
  tests('vsftpd', 'vsftpd', 'FTP is not tried against a real server'),
  tests('snmpd', 'snmpd', 'SNMP is not tried against a real agent'),
  tests('dropbear', 'dropbear-bin', 'SSH is not tried against a real server'),
  // Debian's plain busybox has no Telnet server.
  { ...tests('busybox', 'busybox-static', 'Telnet is not tried against a real server'), applet: 'telnetd' },
  tests('dnsmasq', 'dnsmasq-base', 'no tracker behind a name of the product is shown to be seen'),
  tests('redis-server', 'redis-server', 'Redis is not tried against a real server'),
  tests('avahi-daemon', 'avahi-daemon', 'mDNS is not tried against a real responder'),
  tests('minidlnad', 'minidlna', 'SSDP is not tried against a real server'),
  tests('sslscan', 'sslscan', 'the TLS scan is not compared with another'),
  tests('nmap', 'nmap', 'the port scan is not compared with another'),
  tests('tshark', 'tshark', 'captures are not compared with another reader'),
  tests('chromium', 'chromium', 'pages are not looked at in a real browser'),
  tests('chromium-headless-shell', 'chromium-headless-shell', 'the demonstration takes a sixth longer'),
  tests('Xvfb', 'xvfb', 'no journey is recorded in a window'),
  tests('xdotool', 'xdotool', 'no journey is recorded in a window'),
  { name: 'DejaVu fonts', package: 'fonts-dejavu', needed: 'for tests', cost: 'pictures of pages show empty boxes' },
  use('pkcs11-tool', 'opensc', 'keys in hardware tokens cannot sign'),
  tests('softhsm2-util', 'softhsm2', 'signing with a hardware token is not tried'),
  tests('pdfsig', 'poppler-utils', 'signatures of PDF are not checked by another program'),
  tests('qpdf', 'qpdf', 'the structure of PDF is not checked by another program'),
  tests('certutil', 'libnss3-tools', 'no program but ours is told whose PDF to trust'),
  tests('selfserv', 'libnss3-tools', 'SSLv3 is not tried against a real server'),
  tests('zbarimg', 'zbar-tools', 'QR codes are not read by another program'),
  tests('go', 'golang-go', 'the registry is not read by Go, an independent implementation'),
  {
    ...tests('golang.org/x/mod/sumdb', 'golang-golang-x-mod-dev', 'the registry is not read by Go'),
    file: '/usr/share/gocode/src/golang.org/x/mod/sumdb/note/note.go',
  },
  tests('testssl', 'testssl.sh', 'the bench does not measure the TLS scan against another'),
  tests('rg', 'ripgrep', 'the bench does not measure the search for canaries against another'),
];

function use(name: string, from: string, cost: string): HostTool {
  return { name, package: from, needed: 'for use', cost };
}

function tests(name: string, from: string, cost: string): HostTool {
  return { name, package: from, needed: 'for tests', cost };
}
