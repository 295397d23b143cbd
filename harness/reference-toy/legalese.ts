const sentence =
  'Notwithstanding any contradictory stipulation, the aforementioned organisation undertakes appropriate administrative, ' +
  'technological and contractual precautions commensurate with internationally acknowledged recommendations, insofar as ' +
  'the implementation of the respective precautions is proportionate to the anticipated operational considerations.';

/** Words that nobody without a degree reads to their end, so many times. */
export const legalese = (times: number): string => Array.from({ length: times }, () => sentence).join(' ');
