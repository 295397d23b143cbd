import { randomBytes, randomInt } from 'node:crypto';
import type { PlayroomManners } from './manners.ts';
import type * as kept from './records.ts';
import { issueToken, readToken } from './tokens.ts';

/** A toy that was made, with the code on the label inside its zip. */
export interface Label {
  readonly serial: string;
  readonly code: string;
}

/** What the playroom is set up with; plain data. */
export interface RoomSettings {
  readonly manners: PlayroomManners;
  readonly labels: readonly Label[];
  readonly key: string;
  /** With it the laboratory advances the clock of a family of its own. */
  readonly laboratoryKey: string;
  /** What the address of each host ends with: nothing, or `:8443`. */
  readonly port: number;
}

const day = 86_400_000;
/** How long a token holds, and an unused session (milliseconds). */
export const lives = { token: 60 * day, idle: 12 * 3_600_000, media: 60_000, messages: 30 * day };

/** Everything the playroom knows, and how it is found. */
export class Room {
  readonly families = new Map<string, kept.Family>();
  readonly people = new Map<string, kept.Person>();
  readonly children = new Map<string, kept.Child>();
  readonly toys = new Map<string, kept.Toy>();
  readonly messages = new Map<string, kept.Message>();
  readonly drawings = new Map<string, kept.Drawing>();
  readonly invitations = new Map<string, kept.Invitation>();
  readonly purchases = new Map<string, kept.Purchase>();
  readonly notices = new Map<string, kept.Notice>();
  readonly sessions = new Map<string, kept.Session>();
  /** Whom a guardian allows to tell stories, by family. */
  readonly storytellers = new Map<string, readonly string[]>();
  readonly pending = new Map<string, kept.Pending>();
  readonly misses = new Map<string, number>();
  readonly post: kept.Mail[] = [];
  readonly settings: RoomSettings;
  #invited = 4000;

  constructor(settings: RoomSettings) {
    this.settings = settings;
  }

  get manners(): PlayroomManners {
    return this.settings.manners;
  }

  origin(name: string): string {
    return `https://${name}${this.settings.port === 443 ? '' : `:${this.settings.port}`}`;
  }

  now(family: string): number {
    return Date.now() + (this.families.get(family)?.ahead ?? 0);
  }

  newFamily(): kept.Family {
    const family = { id: newId(), consentedAt: undefined, sharing: false, ahead: 0 };
    this.families.set(family.id, family);
    return family;
  }

  personOf(email: string): kept.Person | undefined {
    return [...this.people.values()].find((person) => person.email === email.toLowerCase());
  }

  /** Starts a session and gives its token. */
  open(person: kept.Person, role: kept.Role, { child, seconds }: { child?: string; seconds?: number } = {}): string {
    const now = this.now(person.family);
    const session = { id: newId(), person: person.id, family: person.family, role, child, usedAt: now };
    this.sessions.set(session.id, session);
    const until = now + (seconds === undefined ? lives.token : seconds * 1000);
    return issueToken(this.settings.key, { session: session.id, family: person.family, until });
  }

  /** The session that a token proves; undefined where it proves none. */
  sessionOf(token: string): kept.Session | undefined {
    const claims = readToken(this.settings.key, token, this.manners.checksSignature);
    const session = claims === undefined ? undefined : this.sessions.get(claims.session);
    if (claims === undefined || session === undefined) return undefined;
    const now = this.now(session.family);
    if (this.manners.checksExpiry && claims.until <= now) return undefined;
    if (this.manners.endsWhenIdle && session.usedAt + lives.idle <= now) return undefined;
    session.usedAt = now;
    return session;
  }

  /** Ends sessions. */
  end(which: (session: kept.Session) => boolean): void {
    for (const session of this.sessions.values()) if (which(session)) this.sessions.delete(session.id);
  }

  /** Shows a guardian something new in the account. */
  note(family: string, text: string): void {
    const id = newId();
    this.notices.set(id, { id, family, text });
  }

  /** The same, and a mail of it. */
  tell(family: string, text: string): void {
    this.note(family, text);
    for (const { email, role } of this.peopleOf(family)) {
      if (role === 'guardian') this.send({ to: email, subject: "News from Pip's Playroom", text });
    }
  }

  send(mail: kept.Mail): void {
    this.post.push(mail);
    if (this.post.length > 20_000) this.post.splice(0, 10_000);
  }

  peopleOf(family: string): readonly kept.Person[] {
    return [...this.people.values()].filter((person) => person.family === family && person.confirmed);
  }

  newInvitation(): string {
    return this.manners.drawsInvitations ? newCode() : String(this.#invited++);
  }
}

/** 128 random bits. */
export const newId = (): string => randomBytes(16).toString('base64url');

// No letter or figure that a parent could take for another.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Eighty random bits that a person can type. */
export const newCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  );
