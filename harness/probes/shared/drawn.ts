/**
 * Whether capitals follow each other as they do in what is drawn by chance, and not as where words are written together.
 * Of 16 octets in base64url one in forty holds no figure. `exportAsPDFDocument` has humps of about five letters, drawn
 * letters of two; of the drawn words without a figure one in sixteen is taken for words.
 */
export function hasShortHumps(value: string): boolean {
  const humps = value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return humps.join('').length < shortHump * humps.length;
}

/** In letters. */
const shortHump = 3.25;
