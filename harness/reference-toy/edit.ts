import type { Answers, Ixit } from '../../schemas/types.ts';
import type { PlayroomManners } from './playroom/manners.ts';
import type { ClassicManners } from './bluetooth/classic-manners.ts';
import type { LeManners, PairingManners, ToyCharacteristic } from './bluetooth/manners.ts';
import type { Product } from './product.ts';

/** The change of one table of the declaration. */
export const inTable =
  <Name extends keyof Ixit>(name: Name, change: (rows: Required<Ixit>[Name]) => Required<Ixit>[Name]) =>
  (product: Product): Product => {
    const rows = product.declaration.ixit[name];
    if (rows === undefined) throw new Error(`the declaration has no table ${name}`);
    const ixit = { ...product.declaration.ixit, [name]: change(rows as Required<Ixit>[Name]) };
    return { ...product, declaration: { ...product.declaration, ixit } };
  };

/** A table that the declaration did not have. */
export const withTable =
  <Name extends keyof Ixit>(name: Name, rows: Required<Ixit>[Name]) =>
  (product: Product): Product => {
    const ixit = { ...product.declaration.ixit, [name]: rows };
    return { ...product, declaration: { ...product.declaration, ixit } };
  };

type Statements = NonNullable<NonNullable<Ixit['documents']>[number]['statements']>;

/** The change of what a declared document is said to state. */
export const inStatements = (id: string, change: (rows: Statements) => Statements) =>
  inTable('documents', (rows) =>
    rows.map((row) => (row.id === id ? { ...row, statements: change(row.statements ?? []) } : row)),
  );

/** The declaration of features as present. */
export const withFeatures =
  (...ids: readonly string[]) =>
  (product: Product): Product => {
    const features = { ...product.declaration.features, ...Object.fromEntries(ids.map((id) => [id, true])) };
    return { ...product, declaration: { ...product.declaration, features } };
  };

/** Several changes, one after the other. */
export const all =
  (...changes: readonly ((product: Product) => Product)[]) =>
  (product: Product): Product =>
    changes.reduce((changed, change) => change(changed), product);

type Answer = Answers['answers'][number];

/** More that the examiner saw. */
export const withAnswers =
  (...more: readonly Answer[]) =>
  (product: Product): Product => ({
    ...product,
    answers: { ...product.answers, answers: [...product.answers.answers, ...more] },
  });

/** The change of every answer to a question. */
export const inAnswers =
  (question: string, changed: Partial<Answer>) =>
  (product: Product): Product => ({
    ...product,
    answers: {
      ...product.answers,
      answers: product.answers.answers.map((answer) =>
        answer.question === question ? { ...answer, ...changed } : answer,
      ),
    },
  });

/** Answers to questions that only arise with the change. */
export const answering =
  (...more: readonly Answer[]) =>
  (product: Product): Product => ({
    ...product,
    answers: { ...product.answers, answers: [...product.answers.answers, ...more] },
  });

/** The product with a feature that it does not have otherwise. */
export const having =
  (feature: string) =>
  (product: Product): Product => {
    const { features } = product.declaration;
    if (features[feature] === undefined) throw new Error(`there is no feature ${feature}`);
    return { ...product, declaration: { ...product.declaration, features: { ...features, [feature]: true } } };
  };

/** The change of words in a published document. @throws Error where the words do not stand in it */
export const inDocument =
  (path: string, words: string, instead: string) =>
  (product: Product): Product => ({
    ...product,
    published: product.published.map((document) => {
      if (document.path !== path) return document;
      if (!document.text.includes(words)) throw new Error(`${path} does not hold "${words}"`);
      return { ...document, text: document.text.replace(words, instead) };
    }),
  });

/** A document that is gone from the site. */
export const withoutDocument =
  (path: string) =>
  (product: Product): Product => ({
    ...product,
    published: product.published.filter((document) => document.path !== path),
  });

/** The change of what the playroom does. */
export const inPlayroom =
  (changed: Partial<PlayroomManners>) =>
  (product: Product): Product => {
    const { playroom } = product.pip;
    const manners = { ...playroom.manners, ...changed };
    return { ...product, pip: { ...product.pip, playroom: { ...playroom, manners } } };
  };

/** The change of what the toy does over Bluetooth Classic. */
export const inClassic =
  (changed: Partial<ClassicManners>) =>
  (product: Product): Product => ({
    ...product,
    pip: { ...product.pip, classic: { ...product.pip.classic, ...changed } },
  });

/** The change of what the toy does over Bluetooth Low Energy. */
export const inLe =
  (change: (le: LeManners) => LeManners) =>
  (product: Product): Product => ({ ...product, pip: { ...product.pip, le: change(product.pip.le) } });

/** The change of how it pairs. */
export const inPairing = (changed: Partial<PairingManners>) =>
  inLe((le) => ({ ...le, pairing: { ...le.pairing, ...changed } }));

/** The change of one of its characteristics. */
export const inCharacteristic = (uuid: string, changed: Partial<ToyCharacteristic>) =>
  inLe((le) => ({
    ...le,
    characteristics: le.characteristics.map((each) => (each.uuid === uuid ? { ...each, ...changed } : each)),
  }));

/** Everything that a pairing opens is opened by any encrypted link. */
export const openedByEncryption = (le: LeManners): LeManners => ({
  ...le,
  characteristics: le.characteristics.map((each) => ({
    ...each,
    ...(each.read === 'authenticated' ? { read: 'encrypted' as const } : {}),
    ...(each.write === 'authenticated' ? { write: 'encrypted' as const } : {}),
    ...(each.subscribe === 'authenticated' ? { subscribe: 'encrypted' as const } : {}),
  })),
});

/** A change that is made only once, however many defects rest on it; a declared feature tells that it was made. */
export const once =
  (feature: string, change: (product: Product) => Product) =>
  (product: Product): Product =>
    product.declaration.features[feature] === true ? product : change(product);

type Characteristics = NonNullable<Product['declaration']['ixit']['gattCharacteristics']>;

/** Nothing is declared to carry what asks for a strong pairing, so that only what is open to strangers fails. */
export const withoutCarrying = (rows: Characteristics): Characteristics =>
  rows.map((row) => {
    const rest = { ...row };
    delete rest.carries;
    return rest;
  });
