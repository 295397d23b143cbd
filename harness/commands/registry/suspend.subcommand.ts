import type { Define } from '../command.ts';
import { defineChange } from '../registry-change.ts';

export const define: Define = (command) =>
  defineChange(command, 'suspended', 'suspend certificates; the next status list says so');
