import { PackshotError } from '../../../domain/errors.ts';
import type { OnnxModel } from '../models.ts';
import type { Adapter } from './adapter.ts';
import { clipseg } from './clipseg.ts';
import { salient } from './salient.ts';
import { sam } from './sam.ts';

const MAKERS: Partial<Record<OnnxModel['task'], (model: OnnxModel) => Adapter>> = {
  'salient-segmentation': salient,
  'promptable-segmentation': sam,
  'text-segmentation': clipseg
};

/** What runs an added model. @throws `model-unavailable` where this version has nothing for its task */
export function adapterFor(model: OnnxModel): Adapter {
  const make = MAKERS[model.task];
  if (make) return make(model);
  throw new PackshotError('model-unavailable', `Nothing here runs ${model.task}`, { model: model.id });
}
