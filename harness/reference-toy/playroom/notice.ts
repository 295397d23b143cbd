/** What the notice and the privacy policy say of each item, as the declaration has it. */
export const items = [
  {
    item: 'first name',
    purpose: 'So that Pip can greet the child',
    kept: 'until you delete it',
  },
  { item: 'birthday', purpose: 'So that Pip can congratulate the child', kept: 'until you delete it' },
  {
    item: 'words that the child writes to Pip',
    purpose: 'So that you can read them again together',
    kept: 'for 30 days',
  },
  { item: 'drawings', purpose: 'So that you can look at them again together', kept: 'for 30 days' },
  { item: 'email address', purpose: 'To tell you about updates and problems', kept: 'until you delete the account' },
  { item: 'times of play', purpose: 'To show you how long the child played', kept: 'for 30 days' },
] as const;
