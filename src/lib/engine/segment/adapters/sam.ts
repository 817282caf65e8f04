import type { Prompt } from '../../../domain/document/edits/cutout.ts';
import type { Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import type { OnnxModel } from '../models.ts';
import { floatsOf, type Feed, type Output } from '../runtime.ts';
import { misfit, requirePorts, takeOnly, type Adapter } from './adapter.ts';
import { toAlpha } from './answer.ts';
import { frameOf, prepare } from './picture.ts';

/*
 * "Segment Anything" (Kirillov et al. 2023) in two graphs, as its authors export them (segment_anything/utils/onnx.py):
 * the encoder sees the photo once, the decoder answers each prompt.
 */

const DECODER = {
  inputs: [
    'image_embeddings',
    'point_coords',
    'point_labels',
    'mask_input',
    'has_mask_input',
    'orig_im_size'
  ],
  outputs: ['masks', 'iou_predictions']
} as const;

/** Meaning of a point, ibid. */
const LABEL = { exclude: 0, include: 1, topLeft: 2, bottomRight: 3, padding: -1 } as const;

/** The mask an earlier answer may be fed back as is so many times the embedding's sides. */
const MASK_PER_EMBEDDING = 4;

const float = (data: number[], dims: number[]): Feed => ({
  type: 'float32',
  data: Float32Array.from(data),
  dims
});

/**
 * A prompt as the decoder takes it: points in px of the encoder's frame, a box as its two corners. Without a box the
 * decoder wants a padding point.
 */
export function pointsOf({ box, include, exclude }: Prompt, photo: Size, content: Size): [Feed, Feed] {
  const [sx, sy] = [content.width / photo.width, content.height / photo.height];
  const points: [x: number, y: number, label: number][] = [
    ...include.map(({ x, y }): [number, number, number] => [x * sx, y * sy, LABEL.include]),
    ...exclude.map(({ x, y }): [number, number, number] => [x * sx, y * sy, LABEL.exclude])
  ];
  if (box) {
    points.push([box.x * sx, box.y * sy, LABEL.topLeft]);
    points.push([(box.x + box.width) * sx, (box.y + box.height) * sy, LABEL.bottomRight]);
  } else points.push([0, 0, LABEL.padding]);
  return [
    float(
      points.flatMap(([x, y]) => [x, y]),
      [1, points.length, 2]
    ),
    float(
      points.map(([, , label]) => label),
      [1, points.length]
    )
  ];
}

/** The mask that the decoder itself trusts most, as logits. @throws `model-unavailable` (data.reason `shape`) */
function bestMask(masks: Output, trust: Output): Coarse {
  const [batch, count = 0, height = 0, width = 0] = masks.dims;
  const logits = floatsOf(masks);
  const scores = floatsOf(trust);
  const isFitting = masks.dims.length === 4 && batch === 1 && scores.length === count;
  if (!isFitting || count === 0 || logits.length !== count * width * height) {
    throw misfit('shape', `masks is [${masks.dims.join(', ')}], iou_predictions [${trust.dims.join(', ')}]`);
  }
  const best = scores.reduce((top, score, i) => (score > scores[top]! ? i : top), 0);
  return { alpha: logits.slice(best * width * height, (best + 1) * width * height), width, height };
}

/** Promptable-segmentation: needs a box or clicks. The photo's embedding is kept for the next prompt. */
export function sam(model: OnnxModel): Adapter {
  const { input, names } = model;
  return async (photo, ask, files, name) => {
    takeOnly(ask, ['box', 'clicks'], true);
    const { content } = frameOf(photo, input);
    const encode = async (): Promise<Output> => {
      const session = await files.session('encoder');
      requirePorts(session, { inputs: [names.in], outputs: [names.out] });
      const { [names.out]: embedding } = await session.run({ [names.in]: prepare(photo, input).feed }, [
        names.out
      ]);
      if (embedding!.dims.length !== 4)
        throw misfit('shape', `${names.out} is [${embedding!.dims.join(', ')}]`);
      return embedding!;
    };
    const embedding = await (name === undefined ? encode() : files.once(`embedding ${name}`, encode));
    const decoder = await files.session('decoder');
    requirePorts(decoder, DECODER);
    const [coords, labels] = pointsOf(ask.prompt, photo, content);
    const [rows = 0, columns = 0] = embedding.dims.slice(2).map((length) => length * MASK_PER_EMBEDDING);
    const feeds = {
      image_embeddings: { type: 'float32', data: floatsOf(embedding), dims: embedding.dims },
      point_coords: coords,
      point_labels: labels,
      mask_input: { type: 'float32', data: new Float32Array(rows * columns), dims: [1, 1, rows, columns] },
      has_mask_input: float([0], [1]),
      // Not the photo's size: its mask, blown up to 24 MP, would say no more and need a GB.
      orig_im_size: float([content.height, content.width], [2])
    } as const;
    const { masks, iou_predictions: trust } = await decoder.run(feeds, DECODER.outputs);
    return toAlpha(bestMask(masks, trust), { activation: 'sigmoid', normalise: 'none' });
  };
}
