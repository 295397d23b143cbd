/** What the playroom keeps, in memory. Every record but a mail belongs to a family. */
export interface Family {
  readonly id: string;
  /** When the guardian confirmed the consent, in milliseconds of the family's clock. */
  consentedAt: number | undefined;
  /** Whether the storyteller, another company, may learn the first name. */
  sharing: boolean;
  /** How far the laboratory has advanced the family's clock, in milliseconds. */
  ahead: number;
}

export type Role = 'guardian' | 'relative' | 'child' | 'staff';

export interface Person {
  readonly id: string;
  family: string;
  readonly email: string;
  password: Hashed | undefined;
  role: Role;
  confirmed: boolean;
}

export interface Hashed {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export interface Child {
  readonly id: string;
  family: string;
  name: string;
  birthday: string;
  colour: string;
  /** Deleted for the guardian's eyes only; a decent playroom keeps no such child. */
  hidden?: true;
}

export interface Toy {
  readonly serial: string;
  family: string;
  name: string;
  /** What it was told to say last. */
  said: string;
}

export interface Message {
  readonly id: string;
  readonly family: string;
  readonly child: string;
  readonly text: string;
  readonly at: number;
}

export interface Drawing {
  readonly id: string;
  readonly family: string;
  readonly child: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly at: number;
}

export interface Invitation {
  readonly code: string;
  readonly family: string;
  readonly email: string;
  readonly by: string;
}

export interface Purchase {
  readonly id: string;
  readonly family: string;
  readonly story: string;
}

/** What the guardian is told in the account. */
export interface Notice {
  readonly id: string;
  readonly family: string;
  readonly text: string;
}

export interface Session {
  readonly id: string;
  readonly person: string;
  readonly family: string;
  readonly role: Role;
  /** The child who plays, where the role is that of a child. */
  readonly child: string | undefined;
  usedAt: number;
}

/** A letter in the post box of the demonstration, which stands for the family's own provider. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly code?: string;
  readonly link?: string;
}

/** What waits for a code that was sent by mail. */
export interface Pending {
  readonly kind: 'account' | 'consent' | 'password';
  readonly person: string;
  readonly share?: boolean;
}
