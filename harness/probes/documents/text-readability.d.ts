declare module 'text-readability' {
  /** The part of the library that is used here; it has no types of its own. */
  const readability: {
    readonly fleschKincaidGrade: (text: string) => number;
    readonly textMedian: (text: string) => number;
    readonly lexiconCount: (text: string) => number;
    readonly sentenceCount: (text: string) => number;
  };
  export { readability as default };
}
