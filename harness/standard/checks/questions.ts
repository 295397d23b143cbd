import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Who is asked: questions and evidence from the examiner come together, and an interview is one of them. */
export const check: Check = ({ requirements }) =>
  requirements.flatMap(({ value, where }) =>
    value.testCases.flatMap(({ evidence, questions, method }, index): Problem[] => {
      const assessor = evidence.includes('assessor');
      const at = (...path: (string | number)[]) => where(['testCases', index, ...path]);
      return [
        ...(assessor && questions === undefined
          ? [{ code: 'QUESTIONS' as const, where: at(), problem: 'evidence from the assessor needs questions' }]
          : []),
        ...(!assessor && questions !== undefined
          ? [
              {
                code: 'QUESTIONS' as const,
                where: at('questions'),
                problem: 'questions need evidence from the assessor',
              },
            ]
          : []),
        ...(method === 'interview' && !assessor
          ? [{ code: 'METHOD' as const, where: at('method'), problem: 'an interview has the assessor as evidence' }]
          : []),
      ];
    }),
  );
