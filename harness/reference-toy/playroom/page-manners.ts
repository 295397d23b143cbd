/** What the pages of Pip's Playroom do as they should; a defect changes one of these. Plain data. */
export interface PageManners {
  /** Scripts besides those of the playroom that the policy of every page lets run, as in a policy. */
  readonly moreScript: string;
  /** Marks of the session cookie. */
  readonly cookieMarks: string;
  readonly hstsSeconds: number;
  /** Puts this into the front page, and lets its policy load it. */
  readonly onFrontPage: Part | undefined;
  /** The same on the pages of a guardian, and on the page where a child plays. */
  readonly onFamilyPages: Part | undefined;
  readonly onPlayPage: Part | undefined;
  /** Gives each browser a number at the first page. */
  readonly numbersVisitors: boolean;
  /** Keeps the address of the guardian out of addresses of pages. */
  readonly keepsEmailOut: boolean;
  /** Escapes names where they are put into script. */
  readonly escapesInScript: boolean;
  /** Asks whether data may be shared by a control of its own, beside the question whether it may be collected. */
  readonly asksForSharing: boolean;
  /** Sends everything that the child says to the listener as well. */
  readonly repeatsWords: boolean;
  /** Asks nothing of the child before the notice. */
  readonly asksNothingEarly: boolean;
  /** Pages between the wish to withdraw consent and the withdrawal. */
  readonly withdrawalPages: number;
  /** Remembers that somebody was too young. */
  readonly remembersAge: boolean;
  /** Text at the end of the script of the pages. */
  readonly inScript: string;
  /** Wants the guardian's password for each purchase. */
  readonly asksPasswordToBuy: boolean;
  /** Gives its pages without encryption too. */
  readonly opensPlainDoor: boolean;
  /** An item that the notice does not name. */
  readonly keepsSilentOf: string | undefined;
  /** Asks for the guardian's consent before a child is added. */
  readonly asksConsentFirst: boolean;
  /** Lets only those sign up whose year of birth is that of an adult. */
  readonly looksAtYear: boolean;
  /** Asks for the town of the child. */
  readonly asksTown: boolean;
  /** Says that the birthday is needed. */
  readonly marksBirthday: boolean;
  /** Pages between the wish to share no longer and the end of it. */
  readonly unsharingPages: number;
  /** The box that shares the name is ticked beforehand. */
  readonly ticksSharing: boolean;
  /** Offers the stories that another company tells by name only where the guardian shares it. */
  readonly sharesOnlyWhenAllowed: boolean;
  /** Where grown-ups may let a child follow somebody else's stories, and who of the family may allow it. */
  readonly outsideStories: 'nowhere' | 'for-guardians' | 'for-everybody';
}

/** Something in a page that is loaded from elsewhere, with the origin that its policy names. */
export interface Part {
  readonly html: string;
  readonly origin: string;
}

export const decentPages: PageManners = {
  moreScript: '',
  cookieMarks: 'Secure; HttpOnly; SameSite=Strict',
  hstsSeconds: 63_072_000,
  onFrontPage: undefined,
  onFamilyPages: undefined,
  onPlayPage: undefined,
  numbersVisitors: false,
  keepsEmailOut: true,
  escapesInScript: true,
  asksForSharing: true,
  repeatsWords: false,
  asksNothingEarly: true,
  withdrawalPages: 0,
  remembersAge: true,
  inScript: '',
  asksPasswordToBuy: true,
  opensPlainDoor: false,
  keepsSilentOf: undefined,
  asksConsentFirst: true,
  looksAtYear: true,
  asksTown: false,
  marksBirthday: true,
  unsharingPages: 0,
  ticksSharing: false,
  sharesOnlyWhenAllowed: true,
  outsideStories: 'nowhere',
};
