/** Values of the bench's family whose names begin so are the guardian's; all others are the child's. */
export const isOfGuardian = (canary: string): boolean => canary.startsWith('guardian');
