import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { freshKey, issue, keyPem, type Identity } from './certificates.ts';
import { hosts } from './playroom/hosts.ts';
import { cloudName, siteName, type Pip, type PipUnit } from './pip.ts';

/** A key and its certificate, in PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** The keys and certificates of a toy. */
export interface Equipment {
  /** Certificate of the root that the declaration names, in PEM. */
  readonly trustAnchor: string;
  /** By id of the unit. */
  readonly units: Readonly<Record<string, KeyAndCertificate>>;
  readonly site: KeyAndCertificate;
  /** For every host of the playroom. */
  readonly playroom: KeyAndCertificate;
}

const day = 86_400_000;

/** Makes fresh keys for every unit and the site, and certificates by a fresh root. */
export function equip(pip: Pip): Equipment {
  const root = issue({ name: 'Example Toys Root', names: [] });
  const signer = pip.certificates.root === 'declared' ? root : issue({ name: 'Somebody Else Root', names: [] });
  const shared = freshKeyOf(pip);
  const of = (unit: PipUnit) => {
    const key = pip.certificates.keys === 'shared' ? shared : freshKeyOf(pip);
    return [unit.id, inPem(issueFor(pip, unit, { signer, key }))] as const;
  };
  const site = issue({ name: siteName, names: [siteName, cloudName], issuer: root });
  const playroom = issue({ name: hosts.playroom, names: Object.values(hosts), issuer: root });
  return {
    trustAnchor: root.certificate,
    units: Object.fromEntries(pip.units.map(of)),
    site: inPem(site),
    playroom: inPem(playroom),
  };
}

function issueFor(
  { certificates }: Pip,
  { serial, addresses }: PipUnit,
  { signer, key }: { readonly signer: Identity; readonly key: KeyObject },
): Identity {
  const { from, to, names, withAddresses } = certificates;
  const after = (days: number) => new Date(Date.now() + days * day);
  return issue({
    name: `Pip ${serial.slice(-4)}`,
    names: [...names, ...(withAddresses ? addresses : [])],
    issuer: signer,
    key,
    notBefore: after(from),
    notAfter: after(to),
  });
}

function freshKeyOf({ certificates: { kind } }: Pip): KeyObject {
  if (kind === 'P-256') return freshKey();
  return generateKeyPairSync('rsa', { modulusLength: kind === 'RSA-2048' ? 2048 : 1024 }).privateKey;
}

const inPem = (identity: Identity): KeyAndCertificate => ({
  key: keyPem(identity),
  certificate: identity.certificate,
});
