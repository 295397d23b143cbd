import { converse, type Conversation } from '../shared/conversation.ts';
import { withoutOptions } from '../shared/telnet.ts';
import type { Asking, Finding } from './finding.ts';

/** Waits for a prompt; where a shell prompts without a login, asks it for an echo. */
export async function askTelnet({ place }: Asking): Promise<readonly Finding[]> {
  const conversation = await converse(place);
  if (conversation === undefined) return [];
  try {
    const heard = await prompt(conversation);
    const connect = { operation: 'connect', target: 'telnet', content: heard } as const;
    if (heard === '') return [{ ...connect, outcome: conversation.ending === 'open' ? 'unanswered' : 'refused' }];
    if (!/[$#>%]\s*$/.test(heard)) return [{ ...connect, outcome: 'refused' }];
    return [{ ...connect, outcome: 'granted' }, await echo(conversation)];
  } finally {
    conversation.close();
  }
}

async function prompt(conversation: Conversation): Promise<string> {
  let text = '';
  for (let turn = 0; turn < 4 && !/[$#>%:]\s*$/.test(text); turn++) {
    const { text: more, refusals } = withoutOptions(await conversation.hear((bytes) => bytes.length > 0, 1500));
    if (refusals.length > 0) conversation.say(refusals);
    text += more;
  }
  return text;
}

// The sum appears only where a shell reckoned it: what was typed may come back too.
async function echo(conversation: Conversation): Promise<Finding> {
  conversation.say('\r\necho $((40000+321))\r\n');
  const heard = await conversation.hear((bytes) => bytes.includes('40321'), 3000);
  const outcome = heard.includes('40321') ? 'granted' : heard.length > 0 ? 'refused' : 'unanswered';
  return { operation: 'command', target: 'echo $((40000+321))', outcome, content: withoutOptions(heard).text };
}
