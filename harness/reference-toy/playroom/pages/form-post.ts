import { Refused, seeOther, type Answer, type Asked, type Route, type Routes } from '../asked.ts';
import type { Role } from '../records.ts';

/** A page that shows a form and does what the form asks. */
export interface FormPage {
  readonly path: string;
  readonly who: 'anyone' | readonly Role[];
  readonly show: (asked: Asked, told?: string) => Answer | Promise<Answer>;
  readonly act: (asked: Asked) => Answer | Promise<Answer>;
  /** Where the browser goes when it is done. */
  readonly next: string;
}

/** The two routes of such a page. */
export const formPage = ({ path, who, ...rest }: FormPage): Routes => ({
  [`GET ${path}`]: { who, act: (asked) => rest.show(asked) },
  [`POST ${path}`]: { who, act: submission(rest) },
});

/** Does what a form asks and goes on; shows the page again where the form was refused, and says why. */
export const submission =
  ({ show, act, next }: Pick<FormPage, 'show' | 'act' | 'next'>): Route['act'] =>
  async (asked) => {
    try {
      const { headers = {} } = await act(asked);
      return seeOther(next, headers);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { ...(await show(asked, error.message)), status: error.status };
    }
  };
