import { random } from './noise.js';

/** Log range of AgX in stops around middle grey (Sobotka's AgX, as fitted by Benjamin Wrensch 2023). */
const MIN_EV = -12.47393;
const MAX_EV = 4.026069;
const INSET = [
  [0.842479062253094, 0.0784335999999992, 0.0792237451477643],
  [0.0423282422610123, 0.878468636469772, 0.0791661274605434],
  [0.0423756549057051, 0.0784336, 0.879142973793104]
];
const OUTSET = [
  [1.19687900512017, -0.0980208811401368, -0.0990297440797205],
  [-0.0528968517574562, 1.15190312990417, -0.0989611768448433],
  [-0.0529716355144438, -0.0980434501171241, 1.15107367264116]
];

/** `m` × (r, g, b) into `out`. */
function apply(m, r, g, b, out) {
  for (let i = 0; i < 3; i++) out[i] = m[i][0] * r + m[i][1] * g + m[i][2] * b;
}

function curve(x) {
  const x2 = x * x;
  const x4 = x2 * x2;
  return 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232;
}

/** Linear scene colour to display-encoded sRGB through AgX with more contrast and saturation ("punchy"), 0…1, in place. */
function toneMap(rgb, { contrast, saturation }) {
  apply(INSET, rgb[0], rgb[1], rgb[2], rgb);
  for (let i = 0; i < 3; i++) {
    const ev = (Math.log2(Math.max(rgb[i], 1e-10)) - MIN_EV) / (MAX_EV - MIN_EV);
    rgb[i] = Math.max(0, curve(Math.min(1, Math.max(0, ev)))) ** contrast;
  }
  const luma = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  for (let i = 0; i < 3; i++) rgb[i] = luma + (rgb[i] - luma) * saturation;
  apply(OUTSET, rgb[0], rgb[1], rgb[2], rgb);
}

/**
 * Develops linear floats (RGBA, bottom row first) like a camera: exposure, lens vignette, tone curve, sensor grain.
 * Returns sRGB bytes, RGBA, top row first.
 */
export function develop(linear, width, height, look) {
  const { exposure, vignette = 0.22, grain = 0.011, seed } = look;
  const next = random(seed);
  const out = new Uint8ClampedArray(width * height * 4);
  const rgb = [0, 0, 0];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const from = ((height - 1 - y) * width + x) * 4;
      const r2 = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 2;
      const gain = exposure * (1 - vignette * r2 * r2 - vignette * 0.4 * r2);
      for (let c = 0; c < 3; c++) rgb[c] = linear[from + c] * gain;
      toneMap(rgb, look);
      const shared = next() + next() - 1;
      for (let c = 0; c < 3; c++)
        out[to + c] = 255 * (rgb[c] + grain * (shared + 0.5 * (next() - 0.5))) + 0.5;
      out[to + 3] = 255;
    }
  }
  return out;
}

/**
 * Develops a product alone (premultiplied linear RGBA, bottom row first) with the light and the grain that it has in
 * its photo. Returns sRGB bytes, straight alpha, RGB 0 where alpha is 0, top row first.
 */
export function developCutout(linear, width, height, look) {
  const straight = linear.map((value, i) => (i % 4 === 3 ? value : value / Math.max(linear[i | 3], 1e-4)));
  const out = develop(straight, width, height, look);
  for (let i = 0; i < width * height; i++) {
    const from = ((height - 1 - Math.floor(i / width)) * width + (i % width)) * 4;
    out[4 * i + 3] = 255 * linear[from + 3];
    if (out[4 * i + 3] === 0) out.fill(0, 4 * i, 4 * i + 3);
  }
  return out;
}
