import { untrack } from 'svelte';
import type { Job } from '../../domain/batch/job.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { Batching } from './batching.svelte.ts';
import type { Thumbs, ThumbWish } from './thumbs.svelte.ts';

/** What is in sight: photos as they came, and jobs by what was made of them. */
interface InSight {
  readonly photos: readonly (Photo | undefined)[];
  readonly jobs: readonly Job[];
}

/** Document → preview: what was made is asked for, then shown small. To be called while a component is set up. */
export function showSmall(batching: Batching, thumbs: Thumbs, inSight: () => InSight): void {
  $effect(() => {
    const { jobs } = inSight();
    untrack(() => batching.look(jobs));
  });
  $effect(() => {
    const { photos, jobs } = inSight();
    const made = jobs.flatMap(({ id }) => batching.outputs.get(id) ?? []);
    const wishes = [
      ...photos.flatMap((photo): ThumbWish[] => (photo ? [{ id: photo.source.sha256, of: photo }] : [])),
      ...made.flatMap((output): ThumbWish[] => (output.file ? [{ id: output.file.sha256, of: output }] : []))
    ];
    untrack(() => thumbs.show(wishes));
  });
}
