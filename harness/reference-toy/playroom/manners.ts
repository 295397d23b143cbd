import { decentPages, type PageManners } from './page-manners.ts';

/** What Pip's Playroom does as it should; a defect turns one of these off. Plain data. */
export interface PlayroomManners {
  readonly pages: PageManners;
  /** Asks for a token before it gives a family's data. */
  readonly asksForToken: boolean;
  /** Checks who signed a token. */
  readonly checksSignature: boolean;
  /** Checks until when a token holds. */
  readonly checksExpiry: boolean;
  /** Asks whose an object is before it is read, and before it is changed or deleted. */
  readonly checksOwnerOnRead: boolean;
  readonly checksOwnerOnChange: boolean;
  /** Lists only what belongs to the caller's family. */
  readonly listsOwnOnly: boolean;
  /** Drops fields that a client may not set. */
  readonly dropsProtectedFields: boolean;
  /** Lets only staff on the console. */
  readonly guardsConsole: boolean;
  /** Lets nobody on the console whom only the provider knows. */
  readonly refusesStrangersAtConsole: boolean;
  /** Gives media only to signed addresses. */
  readonly signsMedia: boolean;
  readonly hidesFolders: boolean;
  readonly mediaExpires: boolean;
  /** Draws invitations at random instead of counting them. */
  readonly drawsInvitations: boolean;
  /** Keeps values apart from the commands of its database. */
  readonly keepsQueriesApart: boolean;
  /** Keeps the inside of an error to itself. */
  readonly hidesErrors: boolean;
  /** Lets only the invited accept an invitation, and asks the owner before a toy changes hands. */
  readonly asksInvited: boolean;
  readonly asksOwnerOfToy: boolean;
  readonly slowsMisses: boolean;
  /** Answers alike, and in the same time, whether an account exists or not. */
  readonly hidesAccounts: boolean;
  readonly tellsOfLinks: boolean;
  readonly endsOnSignOut: boolean;
  readonly endsOnPasswordChange: boolean;
  readonly endsWhenIdle: boolean;
  /** Lets only a guardian invite and remove people. */
  readonly onlyGuardiansInvite: boolean;
  readonly endsOnRemoval: boolean;
  /** Starts a toy afresh with a new family. */
  readonly startsFresh: boolean;
  /** Deletes by itself, and all of it. */
  readonly deletesAtOnce: boolean;
  readonly deletesForGood: boolean;
  readonly exportsMessages: boolean;
  readonly forgetsInTime: boolean;
  /** Keeps what it answered as sound, beside the words of the child. */
  readonly keepsSpoken: boolean;
  /** Keeps its database off the internet. */
  readonly locksDatabase: boolean;
}

export const decentPlayroom: PlayroomManners = {
  pages: decentPages,
  asksForToken: true,
  checksSignature: true,
  checksExpiry: true,
  checksOwnerOnRead: true,
  checksOwnerOnChange: true,
  listsOwnOnly: true,
  dropsProtectedFields: true,
  guardsConsole: true,
  refusesStrangersAtConsole: true,
  signsMedia: true,
  hidesFolders: true,
  mediaExpires: true,
  drawsInvitations: true,
  keepsQueriesApart: true,
  hidesErrors: true,
  asksInvited: true,
  asksOwnerOfToy: true,
  slowsMisses: true,
  hidesAccounts: true,
  tellsOfLinks: true,
  endsOnSignOut: true,
  endsOnPasswordChange: true,
  endsWhenIdle: true,
  onlyGuardiansInvite: true,
  endsOnRemoval: true,
  startsFresh: true,
  deletesAtOnce: true,
  deletesForGood: true,
  exportsMessages: true,
  forgetsInTime: true,
  keepsSpoken: false,
  locksDatabase: true,
};
