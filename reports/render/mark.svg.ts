/**
 * The mark: a toy block seen from its corner, whose near edges are a tick. One colour, legible at 16 pixels.
 */
export const markPath = 'M4 9 16 2.5 28 9v13.5L16 29 4 22.5zM4 9l7 10.5L28 9M16 29V16.4';

/** The mark as a file of its own. */
export const markSvg: string = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.6"',
  ` stroke-linecap="round" stroke-linejoin="round"><title>Toymark</title><path d="${markPath}"/></svg>`,
].join('');
