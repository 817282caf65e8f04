import { hostWorker } from '../../../src/lib/engine/rpc.ts';
import type { FinderApi } from '../../../src/lib/engine/segment/api.ts';
import { createStudio, type Studio } from '../../../src/lib/pipeline/studio.ts';

export interface DrawnFile {
  readonly name: string;
  readonly data: Blob;
}

/** A PNG that `draw` paints; transparent where it paints nothing. */
export async function drawn(
  name: string,
  [width, height]: readonly [number, number],
  draw: (context: OffscreenCanvasRenderingContext2D) => void
): Promise<DrawnFile> {
  const canvas = new OffscreenCanvas(width, height);
  draw(canvas.getContext('2d')!);
  return { name, data: await canvas.convertToBlob({ type: 'image/png' }) };
}

type Box = readonly [x: number, y: number, width: number, height: number];

/** 900 × 600 px, dark boxes on `background`; on white the stub model finds exactly them. */
export const boxes = (name: string, places: readonly Box[], background: string | null = '#fff') =>
  drawn(name, [900, 600], (context) => {
    if (background !== null) {
      context.fillStyle = background;
      context.fillRect(0, 0, 900, 600);
    }
    context.fillStyle = '#203040';
    for (const place of places) context.fillRect(...place);
  });

/** The app's studio, in memory, with the stub in place of ISNet. */
export async function stubStudio(): Promise<Studio> {
  const segment = hostWorker<FinderApi>(
    () =>
      new Worker(new URL('../../fixtures/segment.worker.ts', import.meta.url), {
        type: 'module',
        name: 'segment'
      }),
    { name: 'segment' }
  );
  const studio = await createStudio({ persistence: 'memory' });
  const close = () => {
    segment.end();
    studio.close();
  };
  return { ...studio, segment, close };
}
