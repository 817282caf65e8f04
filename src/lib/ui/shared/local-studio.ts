import type { Studio } from '../../pipeline/studio.ts';

let opened: Promise<Studio> | undefined;

/** The app's one studio, opened on first need, so that the start screen shows before any of its code has come. */
export function localStudio(): Promise<Studio> {
  opened ??= import('../../pipeline/studio.ts').then(({ createStudio }) =>
    createStudio({ persistence: 'local' })
  );
  return opened;
}
