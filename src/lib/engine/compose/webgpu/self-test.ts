import { byteOfLinear, LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import { readBitmap } from '../../pixels.ts';
import { compose } from './compose/compose.ts';
import type { Readback } from './readback.ts';
import type { Stage } from './stage.ts';
import { upload } from './textures.ts';

/*
 * A device that is there need not work: drivers are broken, canvases stay empty. What the GPU makes of one pixel is
 * known beforehand.
 */

const OVER = [200, 30, 90, 128] as const;
const UNDER = [10, 240, 60, 255] as const;
/** Furthest that a byte may be off. */
const TOLERANCE = 1;

/** The two mixed in linear light. */
const MIXED = [0, 1, 2].map((c) => {
  const share = OVER[3] / 255;
  return byteOfLinear(LINEAR_OF_BYTE[OVER[c]!]! * share + LINEAR_OF_BYTE[UNDER[c]!]! * (1 - share));
});

const isAt = (bytes: Uint8ClampedArray, wanted: readonly number[]): boolean =>
  wanted.every((value, i) => Math.abs(bytes[i]! - value) <= TOLERANCE);

const pixel = (device: GPUDevice, bytes: readonly number[]): GPUTexture =>
  upload(device, 'self-test', { data: Uint8ClampedArray.from(bytes), width: 1, height: 1 });

/** Whether a pixel that is sent up, mixed and read back is what it must be. */
export async function mixesRight(device: GPUDevice, readback: Readback): Promise<boolean> {
  const [product, backdrop] = [pixel(device, OVER), pixel(device, UNDER)];
  const mixed = compose(device, { product, backdrop, shade: null, reflection: null });
  const bytes = await readback.bytes(mixed);
  for (const texture of [product, backdrop, mixed]) texture.destroy();
  return isAt(bytes, [...MIXED, 255]);
}

/** Whether a pixel that is shown on the stage is seen there. */
export function showsRight(device: GPUDevice, stage: Stage): boolean {
  const picture = pixel(device, UNDER);
  const { data } = readBitmap(stage.show(picture));
  picture.destroy();
  return isAt(data, UNDER);
}
