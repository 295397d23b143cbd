interface Field {
  readonly name: string;
  readonly value: string;
}

/** Fields of a security.txt in their order (RFC 9116, section 2); comments and the armour of a signature left out. */
export function securityTxtFields(lines: string): readonly Field[] {
  const body = lines.replace(/-----BEGIN PGP SIGNATURE-----[^]*$/, '');
  return body
    .split(/\r?\n/)
    .flatMap((line): Field[] => {
      const [, name, value] = /^([A-Za-z][A-Za-z-]{0,60}): {0,8}(\S.*)$/.exec(line.slice(0, 4000)) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value: value.trim() }];
    })
    .slice(0, 200);
}
