import type { Define } from '../command.ts';
import { defineChange } from '../registry-change.ts';

export const define: Define = (command) => defineChange(command, 'withdrawn', 'withdraw certificates for good');
