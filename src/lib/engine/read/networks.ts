import type { Pixels, Rect } from '../../domain/pixels.ts';
import { prepare, type InputSpec } from '../segment/adapters/picture.ts';
import type { FoundFace, FoundText } from './api.ts';
import { modelOf, type Model } from '../segment/models.ts';
import { floatsOf, type Runtime, type Session } from '../segment/runtime.ts';
import type { Weights } from '../segment/weights.ts';
import { FACE_SIDE, facesIn, joined, partsOf } from './faces.ts';
import { textsIn } from './regions.ts';

/** Ids of the models in `models.json`. */
export const TEXT_MODEL = 'ppocr-v4-det';
export const FACE_MODEL = 'blazeface';

const NCHW = { layout: 'NCHW', dtype: 'float32', resize: 'letterbox' } as const;

/** PP-OCR was trained on B G R with ImageNet's figures for R G B, in that order (PaddleOCR, `det_mv3_db.yml`). */
const TEXT_INPUT: InputSpec = {
  ...NCHW,
  multipleOf: 32,
  maxSide: 960,
  scale: 1 / 255,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
  channelOrder: 'BGR'
};

const FACE_INPUT: InputSpec = {
  ...NCHW,
  size: [FACE_SIDE, FACE_SIDE],
  multipleOf: 1,
  maxSide: FACE_SIDE,
  scale: 1 / 127.5,
  mean: [1, 1, 1],
  std: [1, 1, 1],
  channelOrder: 'RGB'
};

const layer = (number: number) => `StatefulPartitionedCall/functional_1/conv2d_${number}/BiasAdd`;

/** BlazeFace's two grids, with the names of their values in the converted graph. */
const GRIDS = [
  { side: 16, guesses: 2, scores: layer(33), boxes: layer(35) },
  { side: 8, guesses: 6, scores: layer(34), boxes: layer(36) }
] as const;

/** What a session needs while it runs. */
const MEMORY_BYTES = 300 * 2 ** 20;

/** Words, signs and logos made of letters, wherever they lie. @throws `model-unavailable`, `out-of-memory` */
export async function findTexts(session: Session, picture: Pixels): Promise<FoundText[]> {
  const { feed, frame } = prepare(picture, TEXT_INPUT);
  const [input = '', output = ''] = [...session.inputs, ...session.outputs];
  const results = await session.run({ [input]: feed }, [output]);
  return textsIn(floatsOf(results[output]!), frame, picture);
}

/** Faces seen from the front, small ones too. @throws `model-unavailable`, `out-of-memory` */
export async function findFaces(session: Session, picture: Pixels): Promise<FoundFace[]> {
  const { width, height } = picture;
  const whole = await facesOf(session, picture, { x: 0, y: 0, width, height });
  const parts: { part: Rect; faces: FoundFace[] }[] = [];
  for (const part of partsOf(picture)) parts.push({ part, faces: await facesOf(session, picture, part) });
  return joined(whole, parts, picture);
}

/** Faces in one part of a picture, in px of it. */
async function facesOf(session: Session, picture: Pixels, part: Rect): Promise<FoundFace[]> {
  const { feed } = prepare(picture, FACE_INPUT, part);
  const [input = ''] = session.inputs;
  const results = await session.run(
    { [input]: feed },
    GRIDS.flatMap(({ scores, boxes }) => [scores, boxes])
  );
  const grids = GRIDS.map(({ side, guesses, scores, boxes }) => {
    return { side, guesses, scores: floatsOf(results[scores]!), boxes: floatsOf(results[boxes]!) };
  });
  return facesIn(grids, part);
}

/** The session of one of the two, whose files have been downloaded. */
export async function openReader(
  runtime: Runtime,
  weights: Weights,
  engine: Extract<Model['engine'], 'text' | 'face'>
): Promise<Session> {
  const id = engine === 'text' ? TEXT_MODEL : FACE_MODEL;
  const model = modelOf(await weights.manifest(), engine, id);
  return runtime.session(`${engine} ${model.weights.sha256}`, () => weights.read(model.weights), {
    memoryBytes: MEMORY_BYTES
  });
}
