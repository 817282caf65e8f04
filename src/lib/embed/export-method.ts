import { planExport } from '../domain/batch/plan.ts';
import { runExport } from '../pipeline/export-run.ts';
import type { Mark } from '../pipeline/gone.ts';
import { extensionOf } from '../pipeline/plan.ts';
import { MemorySink, type ZipSink } from '../pipeline/zip.ts';
import type { Desk } from './desk.ts';
import type { Params } from './requests.ts';
import type { Exported } from './sdk/types.ts';

/** One ZIP of everything that was asked for, into the host's stream or back as a Blob. @throws as the contract has it */
export async function exportPhotos(
  desk: Desk,
  { channels: ids, locales, photos, only, sharedSizes, to }: Params<'export'>,
  mark: Mark | undefined,
  signal: AbortSignal
): Promise<Exported> {
  const channels = [...new Set(ids)].map((id) => desk.studio.rules.channel(id));
  photos?.forEach((id) => desk.photo(id));
  const words = await desk.reportWords();
  const sink = new MemorySink();
  const { manifest } = await desk.files.run(() => {
    const { studio, project } = desk;
    const selection = { channels, sharedSizes, ...(locales && { locales }), ...(photos && { photos }) };
    return runExport(
      studio,
      project,
      planExport(project, selection, extensionOf),
      to ? streamInto(to) : sink,
      {
        layout: 'folders',
        includeReview: false,
        only,
        mark,
        words,
        signal,
        onProgress: (done, total, file) =>
          desk.emit('progress', {
            task: 'export',
            ...(file && { id: file.photo }),
            stage: 'render',
            done,
            total
          })
      }
    );
  }, signal);
  desk.emit('exported', { files: manifest.files.length });
  const zip = await sink.zips[0]?.blob;
  return zip ? { zip, manifest } : { manifest };
}

/** There is one ZIP: nothing splits it. */
const streamInto = (to: WritableStream<Uint8Array>): ZipSink => ({ open: async () => to });
