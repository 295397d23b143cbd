import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findTool } from '../development/needs.ts';
import { hostTools, type HostTool } from './tools.ts';

/** A program and whether it is here. */
export interface Examined extends HostTool {
  readonly found: boolean;
}

const fonts = ['/usr/share/fonts/truetype/dejavu', '/usr/share/fonts/TTF', '/usr/share/fonts/dejavu-sans-fonts'];

/** Looks for every program of the host. */
export function examine(): readonly Examined[] {
  return hostTools.map((tool) => ({ ...tool, found: isHere(tool) }));
}

function isHere({ name, package: from, applet, file }: HostTool): boolean {
  if (file !== undefined) return existsSync(file);
  if (from === 'fonts-dejavu') return fonts.some((folder) => existsSync(folder));
  const path = findTool(name);
  if (path === undefined || applet === undefined) return path !== undefined;
  return spawnSync(path, ['--list'], { encoding: 'utf8' }).stdout.split('\n').includes(applet);
}

/** The packages that are missing, each once. */
export const missingPackages = (examined: readonly Examined[]): readonly string[] => [
  ...new Set(examined.filter(({ found }) => !found).map((tool) => tool.package)),
];

/** The command that installs what is missing on Debian. */
export const installCommand = (packages: readonly string[]): string =>
  `sudo apt-get install --no-install-recommends ${packages.join(' ')}`;

/** A table for people, grouped by what the programs are needed for. */
export function tableOf(examined: readonly Examined[]): string {
  const width = (pick: (tool: Examined) => string) => Math.max(...examined.map((tool) => pick(tool).length));
  const [names, packages] = [width(({ name }) => name), width((tool) => tool.package)];
  const line = (tool: Examined) =>
    `  ${tool.found ? '✓' : '✕'} ${tool.name.padEnd(names)}  ${tool.package.padEnd(packages)}  ${tool.found ? '' : `missing: ${tool.cost}`}`.trimEnd();
  const groups = (['for use', 'for tests'] as const).map((needed) => {
    const own = examined.filter((tool) => tool.needed === needed);
    return `${needed === 'for use' ? 'For use' : 'For the tests of toymark itself'}\n${own.map(line).join('\n')}\n`;
  });
  return groups.join('\n');
}
