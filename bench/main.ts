import { existsSync } from 'node:fs';
import { benchBatch } from './batch.ts';
import { benchChannels } from './channels.ts';
import { benchChecks } from './checks.ts';
import { benchCutout } from './cutout.ts';
import { benchEditor } from './editor.ts';
import { benchEncode } from './encode.ts';
import { benchFiles } from './files.ts';
import { benchPage } from './page.ts';
import { benchReading } from './reading.ts';

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  batch: benchBatch,
  channels: benchChannels,
  checks: benchChecks,
  cutout: benchCutout,
  editor: benchEditor,
  encode: benchEncode,
  files: benchFiles,
  page: benchPage,
  reading: benchReading
};

/** `npm run bench -- [which] [photo names…] [--all]`; without a name every benchmark runs. */
export async function main(args: readonly string[]): Promise<void> {
  const [which = '', ...rest] = args;
  const needsBuild = !['checks', 'encode', 'reading'].includes(which);
  if (needsBuild && !existsSync('build/embed.js'))
    throw new Error('Nothing built yet: run `npm run build` first.');
  const named = BENCHES[which];
  if (named) return named(rest);
  for (const bench of Object.values(BENCHES)) await bench(args);
}
