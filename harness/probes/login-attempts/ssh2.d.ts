/** The part of ssh2 that a login needs. */
declare module 'ssh2' {
  import type { EventEmitter } from 'node:events';

  interface Connecting {
    readonly host: string;
    readonly port: number;
    readonly username: string;
    readonly password: string;
    readonly readyTimeout: number;
    readonly authHandler: readonly string[];
    readonly algorithms: { readonly serverHostKey: { readonly append: readonly string[] } };
  }

  interface Accepting extends EventEmitter {
    listen(port: number, address: string): void;
    address(): { readonly port: number };
    close(): void;
  }

  const ssh2: {
    readonly Client: new () => EventEmitter & { connect(to: Connecting): void; destroy(): void };
    readonly Server: new (options: { readonly hostKeys: readonly string[] }) => Accepting;
  };
  export = ssh2;
}
