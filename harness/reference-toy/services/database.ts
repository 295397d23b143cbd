import { createServer, type Server, type Socket } from 'node:net';
import type { Room } from '../playroom/room.ts';

/** Where the database of the playroom would be found, if it were open. */
export const databaseName = 'database.pip.example';
export const databasePort = 6379;

/** More than any command of a visitor needs. */
const mostOctets = 64 * 1024;
const mostWords = 64;

/** What the playroom keeps, given to whoever asks by the protocol of Redis (RESP 2); what strangers set is kept beside it. */
export function openDatabase(room: Room): Server {
  const set = new Map<string, string>();
  return createServer((socket) => {
    socket.setTimeout(30_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    let heard = '';
    socket.on('data', (octets) => {
      heard += octets.toString('latin1');
      heard = answerAll(socket, heard, (words) => obey(room, set, words));
    });
  });
}

// Returns what is not yet a whole command; what cannot become one ends the connection, as Redis does.
function answerAll(socket: Socket, heard: string, act: (words: readonly string[]) => string): string {
  let rest = heard;
  for (let read = readCommand(rest); read !== 'more'; read = readCommand(rest)) {
    if (read === 'broken') {
      socket.end('-ERR Protocol error\r\n');
      return '';
    }
    socket.write(act(read.words));
    rest = rest.slice(read.octets);
  }
  return rest;
}

type Read = { readonly words: readonly string[]; readonly octets: number } | 'more' | 'broken';

function readCommand(heard: string): Read {
  const head = /^\*(\d{1,4})\r\n/.exec(heard);
  if (head === null) return heard.length > 8 || !/^(?:\*\d*\r?)?$/.test(heard) ? 'broken' : 'more';
  const wanted = Number(head[1]);
  if (wanted < 1 || wanted > mostWords || heard.length > mostOctets) return 'broken';
  const words: string[] = [];
  let at = head[0].length;
  while (words.length < wanted) {
    const length = /^\$(\d{1,6})\r\n/.exec(heard.slice(at, at + 12));
    if (length === null) return /^(?:\$\d{0,6}\r?)?$/.test(heard.slice(at)) ? 'more' : 'broken';
    const [from, octets] = [at + length[0].length, Number(length[1])];
    if (octets > mostOctets) return 'broken';
    if (heard.length < from + octets + 2) return 'more';
    words.push(heard.slice(from, from + octets));
    at = from + octets + 2;
  }
  return { words, octets: at };
}

const text = (value: string) => `$${String(Buffer.byteLength(value))}\r\n${value}\r\n`;
const list = (values: readonly string[]) => `*${String(values.length)}\r\n${values.join('')}`;

function obey(room: Room, set: Map<string, string>, [command = '', key = '', value = '']: readonly string[]): string {
  const held = new Map([...heldBy(room), ...set]);
  const found = held.get(key);
  const commands: Readonly<Record<string, () => string>> = {
    PING: () => '+PONG\r\n',
    INFO: () => text(`# Server\r\nredis_mode:standalone\r\n# Keyspace\r\ndb0:keys=${String(held.size)}\r\n`),
    SCAN: () => list([text('0'), list([...held.keys()].slice(0, 1000).map(text))]),
    GET: () => (found === undefined ? '$-1\r\n' : text(found)),
    SET: () => {
      if (set.size < 1000) set.set(key, value);
      return '+OK\r\n';
    },
    DEL: () => `:${String(Number(set.delete(key)))}\r\n`,
  };
  return commands[command.toUpperCase()]?.() ?? '-ERR unknown command\r\n';
}

const heldBy = ({ people, children, messages }: Room): readonly (readonly [string, string])[] => {
  const rows = (name: string, table: ReadonlyMap<string, object>) =>
    [...table].map(([id, row]) => [`${name}:${id}`, JSON.stringify(row)] as const);
  return [...rows('people', people), ...rows('children', children), ...rows('messages', messages)];
};
