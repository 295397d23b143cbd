import { NotObserved, type Observing } from '../../../gather/probe.ts';
import { exchange } from '../http.ts';

/** All mails to an address, as the bench's post box gives them, in one text. @throws NotObserved where it cannot be read */
export async function readMails({ bench, signal }: Pick<Observing, 'bench' | 'signal'>, to: string): Promise<string> {
  if (bench.mailbox === undefined) throw new NotObserved('input-missing', 'the bench names no mailbox');
  const url = new URL(bench.mailbox.replace('{address}', encodeURIComponent(to)));
  const secure = url.protocol === 'https:';
  const address = bench.names?.[url.hostname] ?? url.hostname;
  const place = { address, port: Number(url.port || (secure ? 443 : 80)), name: url.hostname, secure, signal };
  const answer = await exchange(place, { method: 'GET', path: `${url.pathname}${url.search}` });
  if (answer?.status !== 200) throw new NotObserved('unreachable', `the mailbox of the bench did not answer`);
  return answer.body.toString('utf8');
}
