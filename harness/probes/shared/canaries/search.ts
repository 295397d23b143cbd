/** Where a pattern stands in the bytes that were searched. */
export interface Match {
  /** Its place in the list of patterns. */
  readonly pattern: number;
  /** Offset of its first byte. */
  readonly start: number;
}

/** Looks for many patterns at once, in time linear in the bytes. Letters of ASCII count in either case. */
export class ManyPatterns {
  readonly #patterns: readonly Uint8Array[];
  readonly #shortest: number;
  /** For each byte its class: bytes that occur in no pattern share class 0, and letters that differ in case share one. */
  readonly #classes = new Uint8Array(256);
  #classCount = 1;
  /** By state and class twice the next state, and one more where a pattern ends there; states count in whole rows. */
  #next: Uint32Array = new Uint32Array(0);
  /** By row the pattern that ends there, or -1; by pattern the next one that ends there. */
  #outputs: Int32Array = new Int32Array(0);
  #chain: Int32Array = new Int32Array(0);
  /** How far a window of the shortest length may move, by a hash of its last three bytes. */
  readonly #shifts = new Uint8Array(65_536);

  /** @throws Error at a pattern shorter than 4 bytes, which would be found everywhere */
  constructor(patterns: readonly Uint8Array[]) {
    const short = patterns.find(({ length }) => length < 4);
    if (short !== undefined) throw new Error(`a pattern of ${short.length} bytes is too short to mean anything`);
    this.#patterns = patterns;
    this.#shortest = patterns.reduce((least, { length }) => Math.min(least, length), 255);
    this.#sortBytes();
    this.#build();
    this.#measureShifts();
  }

  /** Every place where a pattern ends, in the order of their ends; at most `atMost` of them. */
  matches(bytes: Uint8Array, atMost = 100_000): readonly Match[] {
    const found: Match[] = [];
    const [next, classes, shifts] = [this.#next, this.#classes, this.#shifts];
    const { length } = bytes;
    const window = this.#shortest - 1;
    if (this.#patterns.length === 0) return found;
    let state = 0;
    let at = 0;
    while (at < length) {
      if (state === 0) {
        // Nothing has begun: skip what cannot be the beginning of any pattern.
        let last = at + window;
        while (last < length) {
          const shift = shifts[hashOf(bytes[last - 2] ?? 0, bytes[last - 1] ?? 0, bytes[last] ?? 0)] ?? 0;
          if (shift === 0) break;
          last += shift;
        }
        at = last - window;
        if (last >= length) return found;
      }
      const step = next[state + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      state = step >>> 1;
      at++;
      if ((step & 1) === 1 && this.#report(state, at, found) >= atMost) return found;
    }
    return found;
  }

  #report(state: number, end: number, found: Match[]): number {
    const row = state / this.#classCount;
    for (let pattern = this.#outputs[row] ?? -1; pattern !== -1; pattern = this.#chain[pattern] ?? -1)
      found.push({ pattern, start: end - (this.#patterns[pattern]?.length ?? 0) });
    return found.length;
  }

  #sortBytes(): void {
    for (const pattern of this.#patterns)
      for (const byte of pattern) {
        const small = lowered(byte);
        if (this.#classes[small] === 0) this.#classes[small] = this.#classCount++;
      }
    for (let capital = 65; capital <= 90; capital++) this.#classes[capital] = this.#classes[capital + 32] ?? 0;
  }

  // Aho and Corasick (1975): a trie whose missing branches lead to where the longest suffix continues.
  #build(): void {
    const width = this.#classCount;
    const rows = this.#patterns.reduce((sum, { length }) => sum + length, 0) + 1;
    this.#next = new Uint32Array(rows * width);
    this.#outputs = new Int32Array(rows).fill(-1);
    this.#chain = new Int32Array(this.#patterns.length).fill(-1);
    let used = width;
    this.#patterns.forEach((pattern, index) => {
      let state = 0;
      for (const byte of pattern) {
        const branch = state + (this.#classes[lowered(byte)] ?? 0);
        if (this.#next[branch] === 0) {
          this.#next[branch] = used;
          used += width;
        }
        state = this.#next[branch] ?? 0;
      }
      this.#chain[index] = this.#outputs[state / width] ?? -1;
      this.#outputs[state / width] = index;
    });
    this.#next = this.#next.slice(0, used);
    this.#outputs = this.#outputs.slice(0, used / width);
    this.#link(used);
    this.#next.forEach((state, place) => {
      this.#next[place] = state * 2 + (this.#outputs[state / width] === -1 ? 0 : 1);
    });
  }

  #link(used: number): void {
    const width = this.#classCount;
    const fallback = new Uint32Array(used);
    const queue: number[] = [];
    for (let branch = 0; branch < width; branch++) if (this.#next[branch] !== 0) queue.push(this.#next[branch] ?? 0);
    for (let state = queue[0], turn = 0; state !== undefined; state = queue[++turn]) {
      const back = fallback[state] ?? 0;
      this.#inherit(state / width, back / width);
      for (let branch = 0; branch < width; branch++) {
        const child = this.#next[state + branch] ?? 0;
        if (child === 0) this.#next[state + branch] = this.#next[back + branch] ?? 0;
        else {
          fallback[child] = this.#next[back + branch] ?? 0;
          queue.push(child);
        }
      }
    }
  }

  // What ends in the longest suffix ends here too. The chains share their tails.
  #inherit(row: number, back: number): void {
    const inherited = this.#outputs[back] ?? -1;
    if (inherited === -1) return;
    let last = this.#outputs[row] ?? -1;
    if (last === -1) {
      this.#outputs[row] = inherited;
      return;
    }
    while ((this.#chain[last] ?? -1) !== -1) last = this.#chain[last] ?? -1;
    if (last !== inherited) this.#chain[last] = inherited;
  }

  // Wu and Manber (1994), used only to skip: the automaton decides, so that hostile bytes cost no more than twice.
  #measureShifts(): void {
    const length = this.#shortest;
    this.#shifts.fill(Math.max(0, length - 2));
    for (const pattern of this.#patterns)
      for (let end = 2; end < length; end++) {
        const hash = hashOf(pattern[end - 2] ?? 0, pattern[end - 1] ?? 0, pattern[end] ?? 0);
        this.#shifts[hash] = Math.min(this.#shifts[hash] ?? 0, length - 1 - end);
      }
  }
}

const lowered = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

// The bit that tells capitals from small letters is left out.
const hashOf = (first: number, second: number, third: number): number =>
  (((first & 0xdf) << 8) ^ ((second & 0xdf) << 4) ^ (third & 0xdf)) & 0xffff;
