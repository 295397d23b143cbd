/** Buffer as Node has it, for the modules that verify; esbuild gives it to each of them. */
export { Buffer } from 'buffer/';
