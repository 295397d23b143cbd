import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve, type KeyFiles, type ServicePeer, type Where } from './service-peers.ts';

/** How a TLS server is set up. */
export interface Tls extends Where {
  readonly files: KeyFiles;
  /** In OpenSSL's words, such as `TLSv1`; what the server takes by itself where absent. */
  readonly versions?: { readonly from: string; readonly to: string };
  /** OpenSSL's list of suites before TLS 1.3. */
  readonly suites?: string;
}

const strong = 'ECDHE+AESGCM:ECDHE+CHACHA20';
const anySuite = 'ALL:@SECLEVEL=0';

/** nginx with a page behind TLS: from TLS 1.2 on and with forward secrecy alone, unless said otherwise. */
export const nginxTls = (tls: Tls): Promise<ServicePeer> =>
  serve(({ folder, address, port }) => {
    mkdirSync(join(folder, 'temp'));
    writeFileSync(join(folder, 'index.html'), '<h1>Toy</h1>');
    const { from, to } = tls.versions ?? { from: 'TLSv1.2', to: 'TLSv1.3' };
    const names = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
    const versions = names.slice(names.indexOf(from), names.indexOf(to) + 1).join(' ');
    const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr; user root;
       events {} http { access_log off;
       ${temps.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n')}
       server { listen ${address}:${String(port)} ssl; root ${folder};
       ssl_certificate ${tls.files.certificate}; ssl_certificate_key ${tls.files.key};
       ssl_protocols ${versions}; ssl_ciphers "${tls.suites ?? strong}"; } }`,
    );
    return { command: 'nginx', args: ['-c', join(folder, 'nginx.conf'), '-p', folder], env: lenient(folder) };
  }, tls);

/** lighttpd with a page behind TLS, of the versions and suites that it takes by itself unless said otherwise. */
export const lighttpdTls = (tls: Tls): Promise<ServicePeer> =>
  serve(({ folder, address, port }) => {
    writeFileSync(join(folder, 'index.html'), '<h1>Toy</h1>');
    const { key, certificate } = tls.files;
    const choice = [
      ...(tls.versions === undefined
        ? []
        : [`"MinProtocol" => "${tls.versions.from}"`, `"MaxProtocol" => "${tls.versions.to}"`]),
      ...(tls.suites === undefined ? [] : [`"CipherString" => "${tls.suites}"`]),
    ];
    const lines = [`server.document-root = "${folder}"`, `server.bind = "${address}"`, `server.port = ${String(port)}`];
    lines.push('server.modules = ("mod_openssl")', 'ssl.engine = "enable"');
    lines.push(`ssl.pemfile = "${certificate}"`, `ssl.privkey = "${key}"`);
    if (choice.length > 0) lines.push(`ssl.openssl.ssl-conf-cmd = (${choice.join(', ')})`);
    writeFileSync(join(folder, 'lighttpd.conf'), `${lines.join('\n')}\n`);
    return { command: 'lighttpd', args: ['-D', '-f', join(folder, 'lighttpd.conf')], env: lenient(folder) };
  }, tls);

/** stunnel before nothing in particular: it ends TLS and forwards to its own port. */
export const stunnel = (tls: Tls): Promise<ServicePeer> =>
  serve(({ folder, address, port }) => {
    const { from, to } = tls.versions ?? { from: 'TLSv1.2', to: 'TLSv1.3' };
    const lines = ['foreground = yes', 'pid =', '[toy]', `accept = ${address}:${String(port)}`, 'connect = 9'];
    lines.push(`cert = ${tls.files.certificate}`, `key = ${tls.files.key}`, 'securityLevel = 0');
    lines.push(`sslVersionMin = ${from}`, `sslVersionMax = ${to}`, `ciphers = ${tls.suites ?? strong}`);
    writeFileSync(join(folder, 'stunnel.conf'), `${lines.join('\n')}\n`);
    return { command: 'stunnel4', args: [join(folder, 'stunnel.conf')], env: lenient(folder) };
  }, tls);

/** OpenSSL's own server. */
export const opensslServer = (tls: Tls): Promise<ServicePeer> =>
  serve(({ address, port }) => {
    const { key, certificate } = tls.files;
    const names: Readonly<Record<string, string>> = { TLSv1: '-tls1', 'TLSv1.1': '-tls1_1', 'TLSv1.2': '-tls1_2' };
    const version = tls.versions === undefined ? undefined : names[tls.versions.to];
    const files = ['-cert', certificate, '-cert_chain', certificate, '-key', key];
    const choice = ['-cipher', tls.suites ?? strong, ...(version === undefined ? [] : [version])];
    return {
      command: 'openssl',
      args: ['s_server', '-accept', `${address}:${String(port)}`, '-www', ...files, ...choice],
    };
  }, tls);

/** NSS's own server, which speaks SSLv3 where no OpenSSL does any more; SSLv3 to TLS 1.2. */
export const nssServer = ({
  files: { key, certificate },
  ...where
}: Pick<Tls, 'files'> & Where): Promise<ServicePeer> =>
  serve(({ folder, port }) => {
    const store = `sql:${folder}`;
    const bag = join(folder, 'toy.p12');
    const run = (command: string, ...args: readonly string[]) => execFileSync(command, args, { stdio: 'pipe' });
    run(
      'openssl',
      'pkcs12',
      '-export',
      '-in',
      certificate,
      '-inkey',
      key,
      '-name',
      'toy',
      '-out',
      bag,
      '-passout',
      'pass:x',
    );
    run('certutil', '-N', '-d', store, '--empty-password');
    run('pk12util', '-i', bag, '-d', store, '-W', 'x', '-K', '');
    return { command: 'selfserv', args: ['-d', store, '-n', 'toy', '-p', String(port), '-V', 'ssl3:tls1.2'] };
  }, where);

// The system's own policy would refuse what a careless toy offers.
function lenient(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, 'openssl.cnf');
  const lines = ['openssl_conf = conf', '[conf]', 'ssl_conf = ssl', '[ssl]', 'system_default = any', '[any]'];
  writeFileSync(file, `${[...lines, 'MinProtocol = TLSv1', `CipherString = ${anySuite}`].join('\n')}\n`);
  return { OPENSSL_CONF: file };
}
