import type { Repository } from '../../reports/accreditation/repository.ts';

/** How many days before its end something is called due. */
const due = { root: 60, list: 30, machine: 2, key: 60 } as const;

/** What of a scheme ends soon or has ended, and the command that renews it; nothing where nothing does. */
export function dueIn(
  { folder, root, targets, snapshot, timestamp, list }: Repository,
  now: string,
): readonly string[] {
  const said = (what: string, ends: string, command: string) =>
    `Due   ${what} ${ends <= now ? 'ended' : 'ends'} at ${ends}: toymark scheme ${command}`;
  const soon = (ends: string, days: number) => daysBetween(now, ends) < days;
  const [snapshotEnds, timestampEnds] = [snapshot.expires, timestamp.expires];
  const machine = snapshotEnds < timestampEnds ? snapshotEnds : timestampEnds;
  return [
    ...(soon(root.expires, due.root)
      ? [said('the root', root.expires, `rotate ${folder} --root-key … --threshold ${root.roles.root.threshold}`)]
      : []),
    ...(soon(targets.expires, due.list)
      ? [said('the trust list', targets.expires, `refresh ${folder} --list --key LIST.pem --key ONLINE.pem`)]
      : []),
    ...(soon(machine, due.machine)
      ? [said('what the machine signed', machine, `refresh ${folder} --key ONLINE.pem`)]
      : []),
    ...list.bodies.flatMap(({ id, keys }) => {
      const last = keys.reduce((latest, { notAfter }) => (notAfter > latest ? notAfter : latest), '');
      return soon(last, due.key)
        ? [
            said(
              `the last key of ${id}`,
              last,
              `add-key ${folder} ${id} --public-key … --key LIST.pem --key ONLINE.pem`,
            ),
          ]
        : [];
    }),
  ];
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
