/** What the IANA name of a cipher suite must not contain, and why. */
export const forbiddenSuites: readonly { readonly name: RegExp; readonly because: string }[] = [
  { name: /_NULL(?:_|$)/, because: 'it does not encrypt' },
  { name: /^TLS_SHA(?:256|384)_/, because: 'it does not encrypt' },
  { name: /_anon_/i, because: 'it does not show who the server is' },
  { name: /EXPORT|_40(?:_|$)|DES40/, because: 'its key is short on purpose' },
  { name: /RC4/, because: 'RC4 leaks what it hides' },
  { name: /RC2/, because: 'RC2 is broken' },
  { name: /3DES|DES_192/, because: 'its blocks are too short' },
  { name: /_DES_/, because: 'its key is too short' },
  { name: /IDEA/, because: 'its blocks are too short' },
  { name: /FORTEZZA/, because: 'it is withdrawn' },
  { name: /28147|_MAGMA_/, because: 'its blocks are too short' },
  { name: /MD5/, because: 'MD5 is broken' },
];

/** Why a suite is forbidden; undefined where it is not. */
export const whyForbidden = (suite: string): string | undefined =>
  forbiddenSuites.find(({ name }) => name.test(suite))?.because;
