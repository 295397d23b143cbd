import { randomBytes } from 'node:crypto';
import type { PipUnit, WebManners } from '../pip.ts';
import { Guard } from './guard.ts';
import { equalSecrets, weakness } from './passwords.ts';
import { freshTotpSecret, totpHolds } from './totp.ts';

/** An open session of the set-up page. */
export interface Session {
  readonly id: string;
  /** Proves that a request comes from a page of the toy. */
  readonly token: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code: string;
}

export type SignIn =
  | { readonly outcome: 'session'; readonly session: Session }
  | { readonly outcome: 'locked'; readonly seconds: number }
  | { readonly outcome: 'refused' | 'code-wanted' };

const mostSessions = 50;

/** What one unit knows of its guardian: password, second factor, sessions. Shared by all its addresses. */
export class Owner {
  readonly #manners: WebManners;
  readonly #guard: Guard;
  readonly #sessions = new Map<string, Session>();
  readonly #former: string[] = [];
  #password: string;
  #totpSecret: string | undefined;

  constructor(unit: PipUnit, manners: WebManners) {
    this.#manners = manners;
    this.#guard = new Guard(manners.lock);
    this.#password = unit.setUpCode;
  }

  signIn({ username, password, code }: Credentials): SignIn {
    const seconds = this.#guard.lockedFor();
    if (seconds > 0) return { outcome: 'locked', seconds };
    if (!this.#holds(username, password)) return this.#failed();
    if (this.#totpSecret !== undefined && this.#manners.asksSecondFactor) {
      if (code === '') return { outcome: 'code-wanted' };
      if (!totpHolds(this.#totpSecret, code)) return this.#failed();
    }
    this.#guard.succeeded();
    return { outcome: 'session', session: this.#open() };
  }

  session(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  signOut({ id }: Session): void {
    this.#sessions.delete(id);
  }

  /** Changes the password and ends every other session; returns why not, where it does not. */
  change(session: Session, old: string, fresh: string): { readonly locked: number } | string | undefined {
    const locked = this.#guard.lockedFor();
    if (locked > 0) return { locked };
    if (!equalSecrets(old, this.#password)) {
      this.#guard.failed();
      return 'This is not the password in use.';
    }
    const weak = this.#manners.refusesWeakPasswords ? weakness(fresh) : undefined;
    if (weak !== undefined) return weak;
    if (!this.#manners.forgetsOldPassword) this.#former.push(this.#password);
    this.#password = fresh;
    if (this.#manners.endsOtherSessions)
      for (const id of this.#sessions.keys()) if (id !== session.id) this.#sessions.delete(id);
    return undefined;
  }

  /** Switches the second factor on and returns the secret for the guardian's authenticator. */
  enableSecondFactor(): string {
    this.#totpSecret = freshTotpSecret();
    return this.#totpSecret;
  }

  disableSecondFactor(): void {
    this.#totpSecret = undefined;
  }

  get hasSecondFactor(): boolean {
    return this.#totpSecret !== undefined;
  }

  #holds(username: string, password: string): boolean {
    const { backDoor } = this.#manners;
    if (backDoor?.username === username && backDoor.password === password) return true;
    const right = [this.#password, ...this.#former].map((known) => equalSecrets(known, password)).includes(true);
    return equalSecrets(username, this.#manners.username) && right;
  }

  #failed(): SignIn {
    this.#guard.failed();
    return { outcome: 'refused' };
  }

  #open(): Session {
    const [oldest] = this.#sessions.keys();
    if (oldest !== undefined && this.#sessions.size >= mostSessions) this.#sessions.delete(oldest);
    const session = { id: randomBytes(24).toString('base64url'), token: randomBytes(24).toString('base64url') };
    this.#sessions.set(session.id, session);
    return session;
  }
}
