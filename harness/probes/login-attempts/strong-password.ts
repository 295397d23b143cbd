/**
 * What the probe sets where a password is to be accepted. No secret: a laboratory that finds a unit with it after an
 * interrupted run gets back in.
 */
export const strongPassword = 'Toymark-bench-7Qz!4x';

/** The same, or another where it is in use: a change to what is in use shows nothing. */
export const strongPasswordBut = (used: string): string =>
  used === strongPassword ? `${strongPassword}-2` : strongPassword;
