/** The names under which the playroom and what belongs to it are reached. */
export const hosts = {
  playroom: 'playroom.pip.example',
  /** Drawings. */
  media: 'media.pip.example',
  /** For the people who work at the manufacturer. */
  console: 'console.pip.example',
  /** Another company, with whose accounts one can sign in. */
  accounts: 'accounts.example',
  /** Another company, which tells stories by name where the guardian shares it. */
  stories: 'stories.example',
  /** The family's post box, which stands for any provider of mail. */
  mail: 'mail.example',
  /** Another company, which turns speech into text; a decent playroom tells it nothing. */
  listener: 'speech.example',
} as const;
