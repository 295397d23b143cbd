/**
 * What the probe sets where a password is to be accepted. No secret: a laboratory that finds a unit with it after an
 * interrupted run gets back in.
 */
export const strongPassword = 'Toymark-bench-7Qz!4x';
