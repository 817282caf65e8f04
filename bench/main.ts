import { existsSync } from 'node:fs';
import { benchCutout } from './cutout.ts';
import { benchEditor } from './editor.ts';
import { benchFiles } from './files.ts';
import { benchPage } from './page.ts';

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  cutout: benchCutout,
  editor: benchEditor,
  files: benchFiles,
  page: benchPage
};

/** `npm run bench -- [which] [photo names…] [--all]`; without a name every benchmark runs. */
export async function main(args: readonly string[]): Promise<void> {
  if (!existsSync('build/embed.js')) throw new Error('Nothing built yet: run `npm run build` first.');
  const [which = '', ...rest] = args;
  const named = BENCHES[which];
  if (named) return named(rest);
  for (const bench of Object.values(BENCHES)) await bench(args);
}
