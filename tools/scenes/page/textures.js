import * as THREE from 'three';
import { cells, clamp, fbm, hash, mix, noise, smoothstep } from './noise.js';

function finish(texture, repeat) {
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  texture.repeat.set(repeat[0], repeat[1]);
  texture.generateMipmaps = true;
  texture.minFilter = THREE.LinearMipmapLinearFilter;
  texture.magFilter = THREE.LinearFilter;
  texture.anisotropy = 8;
  texture.needsUpdate = true;
  return texture;
}

/** Colour texture from `paint(u, v) → [r, g, b]` (sRGB, 0…1). */
export function colourMap(width, height, paint, repeat = [1, 1]) {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const rgb = paint(x / width, y / height);
      for (let c = 0; c < 3; c++) data[at + c] = clamp(rgb[c]) * 255 + 0.5;
    }
  }
  const texture = new THREE.DataTexture(data, width, height, THREE.RGBAFormat);
  texture.colorSpace = THREE.SRGBColorSpace;
  return finish(texture, repeat);
}

const halves = (data, size) => new THREE.DataTexture(data, size, size, THREE.RGBAFormat, THREE.HalfFloatType);

/** Colour, bump and roughness textures from one `paint(u, v) → { colour: sRGB 0…1, height, rough }`. */
export function surfaceMaps(size, paint, repeat = [1, 1]) {
  const colour = new Uint8Array(size * size * 4).fill(255);
  const height = new Uint16Array(size * size * 4);
  const rough = new Uint16Array(size * size * 4);
  for (let i = 0, at = 0; i < size * size; i++, at += 4) {
    const p = paint((i % size) / size, Math.floor(i / size) / size);
    for (let c = 0; c < 3; c++) colour[at + c] = clamp(p.colour[c]) * 255 + 0.5;
    height.fill(THREE.DataUtils.toHalfFloat(p.height), at, at + 4);
    rough.fill(THREE.DataUtils.toHalfFloat(p.rough ?? 1), at, at + 4);
  }
  const map = new THREE.DataTexture(colour, size, size, THREE.RGBAFormat);
  map.colorSpace = THREE.SRGBColorSpace;
  return {
    map: finish(map, repeat),
    bumpMap: finish(halves(height, size), repeat),
    roughnessMap: finish(halves(rough, size), repeat)
  };
}

const blend = (a, b, t) => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

/** One point of planked wood: year rings bent by noise, fibres, pores and the gaps between planks. */
function woodPoint(u, v, planks, seed) {
  const plank = Math.floor(v * planks);
  const across = v * planks - plank;
  const offset = hash(plank, 3, seed);
  const warp = fbm(u + offset, v, 2, planks * 3, 3, seed + plank * 31, 0.42);
  const ring = (across - 0.5 + offset * 0.6) * 9 + warp * 1.3 + hash(plank, 5, seed) * 4;
  const saw = ring - Math.floor(ring);
  const late = smoothstep(0.45, 0.93, saw) * (1 - smoothstep(0.95, 1, saw));
  const fibre =
    noise(u * 24, v * 700, 24, 700, seed + 7) * 0.6 + noise(u * 60, v * 1400, 60, 1400, seed + 8) * 0.4;
  const pore = smoothstep(0.34, 0.62, noise(u * 70, v * 520, 70, 520, seed + 9)) * (0.35 + 0.65 * late);
  const gap = smoothstep(0.011, 0.003, Math.min(across, 1 - across));
  return { tone: hash(plank, 11, seed), late, fibre, pore, gap, stain: fbm(u, v, 4, 4, 3, seed + 12) };
}

/** Maps of a planked table top; `tones` are light, late-wood and pore colours (sRGB 0…1). */
export function wood({ planks, tones, seed, size = 1536, gloss = 0.5 }) {
  return surfaceMaps(size, (u, v) => {
    const p = woodPoint(u, v, planks, seed);
    const base = blend(tones[0], tones[1], clamp(p.late * 0.75 + p.stain * 0.16 + (p.tone - 0.5) * 0.5));
    const shade = 1 + p.fibre * 0.07 + p.stain * 0.05;
    const body = blend(base, tones[2], clamp(p.pore * 0.5)).map((c) => c * shade);
    return {
      colour: blend(body, [0.05, 0.035, 0.025], p.gap * 0.85),
      height: p.fibre * 0.12 - p.pore * 0.4 - p.gap * 4 + p.late * 0.1,
      rough: clamp(gloss + p.pore * 0.2 + p.fibre * 0.05 + p.stain * 0.07, 0.2, 1)
    };
  });
}

/** Maps of pebbled leather tinted `tone` (sRGB 0…1), `grain` pebbles a tile. */
export function leather({ tone, seed, grain = 62, repeat = [1, 1], size = 768 }) {
  return surfaceMaps(
    size,
    (u, v) => {
      const du = fbm(u, v, 12, 12, 2, seed) * 0.012;
      const dv = fbm(u, v, 12, 12, 2, seed + 5) * 0.012;
      const c = cells(u + du, v + dv, grain, seed + 9, 0.7);
      const pebble = Math.sqrt(smoothstep(0, 0.75, c.second - c.first)) * (0.85 + 0.15 * c.id);
      const shade = 0.87 + 0.13 * pebble + 0.055 * fbm(u, v, 3, 3, 5, seed + 21);
      return {
        colour: tone.map((t) => t * shade),
        height: pebble + fbm(u, v, 60, 60, 2, seed + 33) * 0.12,
        rough: 0.6 - 0.18 * pebble
      };
    },
    repeat
  );
}

/** Maps of trowelled concrete or stone around `tone` (sRGB 0…1): clouds, fine sand and a few pits. */
export function concrete({ tone, seed, size = 1024, cloud = 0.05 }) {
  return surfaceMaps(size, (u, v) => {
    const c = cells(u, v, 40, seed + 3);
    const pit = c.id > 0.86 ? smoothstep(0.2, 0.08, c.first) : 0;
    const sand = fbm(u, v, 190, 190, 2, seed + 4);
    const shade = 1 + fbm(u, v, 3, 3, 6, seed, 0.58) * cloud + sand * 0.03 - pit * 0.14;
    return {
      colour: tone.map((t) => t * shade),
      height: sand * 0.25 - pit * 1.2 + fbm(u, v, 8, 8, 4, seed + 6) * 0.4,
      rough: clamp(0.7 + fbm(u, v, 5, 5, 3, seed + 8) * 0.1)
    };
  });
}

/** Maps of a plain-woven cloth around `tone` (sRGB 0…1) with `threads` (even) a tile. */
export function weave({ tone, seed, threads = 64, repeat = [1, 1], size = 768 }) {
  return surfaceMaps(
    size,
    (u, v) => {
      const x = u * threads;
      const y = v * threads;
      const slub =
        1 + 0.25 * noise(x, v * 6, threads, 6, seed) + 0.25 * noise(u * 6, y, 6, threads, seed + 1);
      const thread = slub * Math.sqrt(Math.sin(Math.PI * (x % 1)) * Math.sin(Math.PI * (y % 1)));
      const over = (Math.floor(x) + Math.floor(y)) % 2;
      const shade = 0.72 + 0.28 * thread * (over ? 1 : 0.85) + 0.05 * fbm(u, v, 4, 4, 4, seed + 5);
      return { colour: tone.map((t) => t * shade), height: thread, rough: 0.9 };
    },
    repeat
  );
}
