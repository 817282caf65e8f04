import type { Matte, Pixels } from '../../domain/pixels.ts';
import { readBitmap } from '../pixels.ts';
import type { ReaderApi, Reading, ReadText } from './api.ts';
import { modelCalled, piecesOf, sizeOf } from '../segment/models.ts';
import { oneAtATime } from '../segment/queue.ts';
import { Runtime } from '../segment/runtime.ts';
import { Shelf } from '../segment/shelf.ts';
import { Weights, type Surroundings } from '../segment/weights.ts';
import { shareInside } from './inside.ts';
import { FACE_MODEL, findFaces, findTexts, openReader, TEXT_MODEL } from './networks.ts';

/** Both sessions are small: they stay as long as their worker. */
const BUDGET_BYTES = 2 ** 30;

/** ReaderApi on PP-OCR and BlazeFace; nothing is fetched here but the registry. */
export function readerApi(around: Surroundings): ReaderApi {
  const weights = new Weights(around);
  const runtime = new Runtime(weights, around.root, BUDGET_BYTES);
  const shelf = new Shelf(weights);
  const queue = oneAtATime();

  const readTexts = async (picture: Pixels, matte: Matte | null): Promise<ReadText[]> => {
    const texts = await findTexts(await openReader(runtime, weights, 'text'), picture);
    return texts.map((found) => ({ ...found, inside: matte && shareInside(found.corners, picture, matte) }));
  };

  const read = async (picture: Pixels, matte: Matte | null): Promise<Reading> => ({
    texts: (await shelf.isCached(TEXT_MODEL)) ? await readTexts(picture, matte) : null,
    faces: (await shelf.isCached(FACE_MODEL))
      ? await findFaces(await openReader(runtime, weights, 'face'), picture)
      : null
  });

  const missingBytes = async (): Promise<number> => {
    const manifest = await weights.manifest();
    const pieces = [TEXT_MODEL, FACE_MODEL].flatMap((id) => piecesOf(manifest, modelCalled(manifest, id)));
    // What runs them both is counted once.
    const once = [...new Map(pieces.map((piece) => [piece.sha256, piece])).values()];
    return sizeOf(once) - (await weights.stored(once));
  };

  return {
    missingBytes,
    isReady: async () => (await shelf.isCached(TEXT_MODEL)) || (await shelf.isCached(FACE_MODEL)),
    read: (bitmap, matte) => queue(() => read(readBitmap(bitmap), matte)).finally(() => bitmap.close())
  };
}
