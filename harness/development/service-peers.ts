import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, isIPv6, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort, scratch, startPeer } from './peer.ts';

/** A real service on this machine, and what ends it. */
export interface ServicePeer {
  readonly port: number;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Where a service listens: on a free port of 127.0.0.1 unless said otherwise. */
export interface Where {
  readonly address?: string;
  readonly port?: number;
}

/** What a service is started with. */
export interface Place {
  readonly folder: string;
  readonly address: string;
  readonly port: number;
}

/** The program of a service; it is ready when its port accepts a connection, unless said otherwise. */
export interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly ready?: RegExp;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a service with a folder of its own. */
export async function serve(
  prepare: (place: Place) => Started,
  { address = '127.0.0.1', port: wanted }: Where = {},
): Promise<ServicePeer> {
  const { folder, remove } = scratch();
  chmodSync(folder, 0o755);
  const port = wanted ?? (await freePort(address));
  const { command, args, ready, env } = prepare({ folder, address, port });
  const peer = await startPeer({ command, args, ready: ready ?? { port, address }, ...(env && { env }) });
  return {
    port,
    folder,
    stop: async () => {
      await peer.stop();
      remove();
    },
  };
}

/** Files in PEM: a private key, and its certificate followed by those above it. */
export interface KeyFiles {
  readonly key: string;
  readonly certificate: string;
}

/** mosquitto; open, or with the user `guardian` and the password `correct horse`, or with TLS. */
export const mosquitto = (
  options: Where & { readonly password?: boolean; readonly tls?: boolean | KeyFiles } = {},
): Promise<ServicePeer> =>
  serve(({ folder, address, port }) => {
    const lines = ['user root', `listener ${String(port)} ${address}`];
    lines.push(`allow_anonymous ${String(options.password !== true)}`);
    if (options.password === true) {
      const file = join(folder, 'passwords');
      execFileSync('mosquitto_passwd', ['-b', '-c', file, 'guardian', 'correct horse'], { stdio: 'ignore' });
      chmodSync(file, 0o644);
      lines.push(`password_file ${file}`);
    }
    if (options.tls !== undefined && options.tls !== false) {
      const { key, certificate } = options.tls === true ? selfSigned(folder) : options.tls;
      lines.push(`keyfile ${key}`, `certfile ${certificate}`);
    }
    writeFileSync(join(folder, 'mosquitto.conf'), `${lines.join('\n')}\nsys_interval 1\n`);
    return { command: 'mosquitto', args: ['-c', join(folder, 'mosquitto.conf')] };
  }, options);

/** nginx with a public page, a listing under /files/, writing allowed or not, and /private/ behind HTTP Basic (`guardian`, `correct horse`). */
export const nginx = (
  options: Where & { readonly dav?: boolean; readonly limited?: boolean } = {},
): Promise<ServicePeer> =>
  serve(({ folder, address, port }) => {
    for (const name of ['www', 'www/files', 'www/private', 'temp']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'www/index.html'), '<h1>Toy of Zyxwvut Qponmlk</h1>');
    writeFileSync(join(folder, 'www/files/voice-0001.wav'), 'RIFF');
    writeFileSync(join(folder, 'www/private/index.html'), 'behind the login');
    const hash = execFileSync('openssl', ['passwd', '-apr1', 'correct horse'], { encoding: 'utf8' }).trim();
    writeFileSync(join(folder, 'htpasswd'), `guardian:${hash}\n`);
    const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const limit = options.limited === true ? 'limit_req zone=logins burst=5 nodelay; limit_req_status 429;' : '';
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr; user root;
       events {} http { access_log off;
       limit_req_zone $binary_remote_addr zone=logins:1m rate=4r/s;
       ${temps.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n')}
       server { listen ${inUrl(address)}:${String(port)}; root ${folder}/www;
       ${options.dav === true ? 'dav_methods PUT DELETE;' : ''}
       location /files/ { autoindex on; }
       location /private/ { ${limit} auth_basic toy; auth_basic_user_file ${folder}/htpasswd; } } }`,
    );
    return { command: 'nginx', args: ['-c', join(folder, 'nginx.conf'), '-p', folder] };
  }, options);

/** vsftpd that lets anybody in, and anybody upload into one folder. */
export async function vsftpd(where: Where = {}): Promise<ServicePeer> {
  const isRoot = process.getuid?.() === 0;
  const peer = await serve(({ folder, address, port }) => {
    const [root = '', upload = '', empty = ''] = ['root', 'root/upload', 'empty'].map((name) => join(folder, name));
    for (const name of [root, upload, empty]) mkdirSync(name);
    writeFileSync(join(root, 'voice-0001.wav'), 'RIFF');
    // As root it serves as Debian's user for it; a plain user's vsftpd serves as that user, who may not write above either.
    if (isRoot) execFileSync('chown', ['ftp', upload]);
    else chmodSync(root, 0o555);
    const lines = ['listen=YES', `listen_port=${String(port)}`, 'anonymous_enable=YES', 'write_enable=YES'];
    lines.push('background=NO', 'anon_upload_enable=YES', 'anon_mkdir_write_enable=YES', 'anon_other_write_enable=YES');
    lines.push(`anon_root=${root}`, `secure_chroot_dir=${empty}`, `listen_address=${address}`);
    lines.push('seccomp_sandbox=NO', 'isolate_network=NO', 'isolate=NO');
    if (!isRoot) lines.push('run_as_launching_user=YES');
    writeFileSync(join(folder, 'vsftpd.conf'), `${lines.join('\n')}\n`);
    return { command: 'vsftpd', args: [join(folder, 'vsftpd.conf')] };
  }, where);
  const stop = () => {
    chmodSync(join(peer.folder, 'root'), 0o755);
    return peer.stop();
  };
  return { ...peer, stop };
}

/** redis without a password. */
export const redis = (where: Where = {}): Promise<ServicePeer> =>
  serve(
    ({ folder, address, port }) => ({
      command: 'redis-server',
      args: ['--port', String(port), '--bind', address, '--dir', folder, '--save', '', '--appendonly', 'no'],
    }),
    where,
  );

/** snmpd that answers the community `public`, read only, to who asks from this machine. */
export const snmpd = (where: Where = {}): Promise<ServicePeer> =>
  serve(({ folder, address, port }) => {
    writeFileSync(
      join(folder, 'snmpd.conf'),
      'rocommunity public 127.0.0.0/8\nrocommunity6 public ::1\nsysContact guardian\n',
    );
    const args = ['-f', '-Lo', '-C', '-c', join(folder, 'snmpd.conf'), '-p', join(folder, 'pid')];
    return {
      command: 'snmpd',
      args: [...args, `${isIPv6(address) ? 'udp6' : 'udp'}:${inUrl(address)}:${String(port)}`],
      ready: /NET-SNMP version/,
    };
  }, where);

/** A shell on a port, without a login. */
export const openShell = (): Promise<ServicePeer> =>
  oddPeer((socket) => {
    socket.write(Buffer.from([255, 253, 24, 255, 251, 1]));
    socket.write('toy:/# ');
    const shell = spawn('/bin/sh', { stdio: ['pipe', 'pipe', 'pipe'] });
    socket.pipe(shell.stdin);
    shell.stdout.pipe(socket, { end: false });
    socket.on('close', () => void shell.kill());
  });

/** A TCP service of a few lines: one that says nothing, resets, or never stops talking. */
export async function oddPeer(behave: (socket: Socket) => void, address = '127.0.0.1'): Promise<ServicePeer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    behave(socket);
  }).listen(0, address);
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { port: (server.address() as { port: number }).port, folder: '', stop };
}

const inUrl = (address: string) => (isIPv6(address) ? `[${address}]` : address);

function selfSigned(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...args, '-subj', '/CN=toy.example', '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  for (const file of [key, certificate]) chmodSync(file, 0o644);
  return { key, certificate };
}
