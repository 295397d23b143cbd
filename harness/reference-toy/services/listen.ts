import { once } from 'node:events';
import type { Server, Socket } from 'node:net';

/** Listens at one address; returns how to stop, which also ends every open connection. */
export async function listen(server: Server, port: number, address: string): Promise<() => void> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.listen({ port, host: address, ipv6Only: true });
  await once(server, 'listening');
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
}
