const more = ['Tell me more!', 'I shall remember it until bedtime.', 'Bears like that, too.'];

/** What Pip says to what a child said. */
export const replyTo = (text: string): string => `That is lovely. ${more[text.length % more.length] ?? ''}`;

const rate = 8000;
/** Samples of a tone: a twentieth of a second. */
const each = rate / 20;

/** Words as sound that can be played: a tone for each octet, and the words in the title (RIFF WAVE, 8 bits, mono, 8 kHz). */
export function spoken(words: string): Buffer {
  const letters = Buffer.from(words).subarray(0, 200);
  const samples = Buffer.alloc(letters.length * each, 128);
  for (const [at, letter] of letters.entries())
    for (let sample = 0; sample < each; sample++) {
      const turns = (sample * (200 + letter * 4)) / rate;
      samples[at * each + sample] = 128 + Math.round(60 * Math.sin(2 * Math.PI * turns));
    }
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  const title = Buffer.concat([Buffer.from('INFO'), chunk('INAM', Buffer.from(`${words}\0`))]);
  const parts = [Buffer.from('WAVE'), chunk('fmt ', format), chunk('LIST', title), chunk('data', samples)];
  return chunk('RIFF', Buffer.concat(parts));
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
