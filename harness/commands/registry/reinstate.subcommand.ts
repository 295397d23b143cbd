import type { Define } from '../command.ts';
import { defineChange } from '../registry-change.ts';

export const define: Define = (command) => defineChange(command, 'reinstated', 'end the suspension of certificates');
