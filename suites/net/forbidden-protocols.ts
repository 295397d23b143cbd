/** Protocols that have no place on a toy's network interface, as the port scanner names them, and why. */
export const forbiddenProtocols: Readonly<Record<string, string>> = {
  telnet: 'a shell in the clear',
  rsh: 'a shell that trusts addresses',
  rlogin: 'a shell that trusts addresses',
  rexec: 'a shell in the clear',
  ftp: 'files and passwords in the clear',
  tftp: 'files without any password',
  adb: 'a debug shell',
  gdbserver: 'a debugger',
  jdwp: 'a debugger',
  'node-inspector': 'a debugger',
  'chrome-devtools': 'a debugger',
  openocd: 'a debugger',
  redis: 'a database',
  memcached: 'a database',
  mongodb: 'a database',
  mysql: 'a database',
  postgresql: 'a database',
  elasticsearch: 'a database',
  couchdb: 'a database',
  influxdb: 'a database',
  cassandra: 'a database',
  etcd: 'a database',
  zookeeper: 'a database',
  docker: 'control of all programs',
  distcc: 'runs programs for strangers',
  x11: 'screen and keyboard in the clear',
  vnc: 'screen and keyboard in the clear',
  nfs: 'files that trust addresses',
  rpcbind: 'a list of services for strangers',
  smb1: 'a file service given up for its flaws',
  finger: 'tells who is logged in',
  echo: 'a reflector for attacks on others',
  chargen: 'a reflector for attacks on others',
  qotd: 'a reflector for attacks on others',
  discard: 'a test service',
  daytime: 'a test service',
};

/** Why a protocol is forbidden, whatever the case of its name; undefined where it is not. */
export const whyForbidden = (protocol: string): string | undefined => {
  const name = protocol.toLowerCase();
  return Object.hasOwn(forbiddenProtocols, name) ? forbiddenProtocols[name] : undefined;
};
