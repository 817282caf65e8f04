import * as THREE from 'three';
import { accumulate } from './accumulate.js';

/** Standard deviation in pixels of the lens's own blur. */
const LENS_BLUR = 0.6;
/** Rounds in which the product's colours are carried to pixels that few coverage samples hit. */
const SPREAD = 4;

const white = (parameters) =>
  new THREE.MeshBasicMaterial({ color: 0xffffff, side: THREE.DoubleSide, ...parameters });

/** What an opaque mesh covers: everything, or where its perforation leaves material. Clear ones stay as they are. */
function coverOf({ transparent, alphaMap, alphaTest }, original) {
  if (transparent) return original;
  return alphaMap ? white({ alphaMap, alphaTest }) : white();
}

/** Calls `act` while every mesh under `root` wears `dress(its material)`. */
function dressed(root, dress, act) {
  const worn = [];
  root.traverse((node) => {
    if (!node.isMesh) return;
    worn.push([node, node.material]);
    node.material = dress(node.material);
  });
  try {
    return act();
  } finally {
    for (const [node, material] of worn) node.material = material;
  }
}

/** The set as the lens sees it, with the shadows that the product throws, but without the product. */
function behind(job, product) {
  const unseen = (material) => Object.assign(material.clone(), { colorWrite: false, depthWrite: false });
  return dressed(product, unseen, () => accumulate(job));
}

/** The product alone, premultiplied. */
function alone(job, set) {
  set.visible = false;
  const linear = accumulate(job);
  set.visible = true;
  return linear;
}

/** Exact coverage (0–1) of the product, from many sub-pixel shifts. */
function coverage(job, product, set, frames) {
  set.visible = false;
  for (const light of job.lights) light.visible = false;
  const linear = dressed(
    product,
    (m) => coverOf(m, m),
    () => accumulate({ ...job, frames })
  );
  for (const light of job.lights) light.visible = true;
  set.visible = true;
  return Float32Array.from({ length: linear.length / 4 }, (_, i) => linear[4 * i + 3]);
}

/** Gives pixel `i` the mean colour of those neighbours that have one; false where none has. */
function take(colour, known, i, width) {
  let n = 0;
  const sum = [0, 0, 0];
  for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) {
    if (!known[i + step]) continue;
    n++;
    for (let c = 0; c < 3; c++) sum[c] += colour[4 * (i + step) + c];
  }
  for (let c = 0; c < 3 && n > 0; c++) colour[4 * i + c] = sum[c] / n;
  return n > 0;
}

/** Premultiplied floats to straight colours, in place, carried a little outwards. */
function unmultiply(linear, width) {
  const known = Uint8Array.from({ length: linear.length / 4 }, (_, i) => (linear[4 * i + 3] > 0.02 ? 1 : 0));
  known.forEach((on, i) => {
    for (let c = 0; c < 3 && on; c++) linear[4 * i + c] /= linear[4 * i + 3];
  });
  for (let round = 0; round < SPREAD; round++) {
    const found = [];
    for (let i = width + 1; i < known.length - width - 1; i++) {
      if (!known[i] && take(linear, known, i, width)) found.push(i);
    }
    for (const i of found) known[i] = 1;
  }
  return linear;
}

function kernel(sigma) {
  const half = Math.ceil(2.5 * sigma);
  const bell = Array.from({ length: 2 * half + 1 }, (_, i) =>
    Math.exp(-((i - half) ** 2) / (2 * sigma ** 2))
  );
  const sum = bell.reduce((a, b) => a + b);
  return bell.map((b) => b / sum);
}

/** Gaussian blur of RGBA floats; the frame's borders are repeated. */
function blur(from, width, height, sigma) {
  const taps = kernel(sigma);
  const half = (taps.length - 1) / 2;
  const pass = (source, at) => {
    const out = new Float32Array(source.length);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i += 4) {
        for (let k = -half; k <= half; k++) {
          const j = 4 * at(x, y, k);
          for (let c = 0; c < 4; c++) out[i + c] += taps[k + half] * source[j + c];
        }
      }
    }
    return out;
  };
  const inside = (v, n) => Math.min(n - 1, Math.max(0, v));
  const across = pass(from, (x, y, k) => y * width + inside(x + k, width));
  return pass(across, (x, y, k) => inside(y + k, height) * width + x);
}

/**
 * A product and its set as two layers that are put together in linear light, as a lens does it: the photo, and the
 * product alone, both linear RGBA floats, bottom row first. `alone` is premultiplied, its alpha the exact coverage.
 */
export function layers(job, product, set, coverFrames) {
  const { width, height } = job;
  const back = behind(job, product);
  const colour = unmultiply(alone(job, set), width);
  coverage(job, product, set, coverFrames).forEach((a, i) => {
    for (let c = 0; c < 3; c++) {
      colour[4 * i + c] *= a;
      back[4 * i + c] = colour[4 * i + c] + (1 - a) * back[4 * i + c];
    }
    colour[4 * i + 3] = a;
  });
  return {
    photo: blur(back, width, height, LENS_BLUR),
    alone: blur(colour, width, height, LENS_BLUR)
  };
}
