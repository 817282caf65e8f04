import * as THREE from 'three';
import { cells, clamp, fbm, mix, noise, smoothstep } from '../noise.js';
import { surfaceMaps, wood } from '../textures.js';
import { fillet, lathe, subdivide, sweep, through } from '../geometry.js';
import { glossy } from '../material.js';
import { backdrop, patch, shadowed, table } from '../set.js';

const GIRTH = 5.2;
const GLAZE = [0.07, 0.3, 0.33];
const GLAZE_DEEP = [0.03, 0.16, 0.21];
const GLAZE_THIN = [0.52, 0.36, 0.2];
const IRON = [0.13, 0.08, 0.05];
const CLAY = [0.68, 0.55, 0.42];

/** Half section of the mug from the middle of its foot, up the outside, over the lip and down the inside. */
const PROFILE = subdivide(
  fillet(
    [
      [0, 0.07],
      [0.56, 0.06, 0.05],
      [0.6, 0, 0.025],
      [0.68, 0, 0.03],
      [0.72, 0.07, 0.04],
      [0.85, 0.3, 0.2],
      [0.88, 1.1, 0.45],
      [0.84, 1.79, 0.05],
      [0.815, 1.83, 0.025],
      [0.775, 1.79, 0.05],
      [0.8, 1.0, 0.4],
      [0.76, 0.26, 0.2],
      [0, 0.14]
    ],
    10
  ),
  0.03
);

/** Where along the profile (0…1) a share of its length lies: height, and whether on the outside. */
function places() {
  const lengths = [0];
  for (let i = 1; i < PROFILE.length; i++)
    lengths.push(lengths[i - 1] + PROFILE[i].distanceTo(PROFILE[i - 1]));
  const total = lengths.at(-1);
  const top = PROFILE.reduce((best, p, i) => (p.y > PROFILE[best].y ? i : best), 0);
  const at = (v) => {
    let i = 1;
    while (i < lengths.length - 1 && lengths[i] < v * total) i++;
    const share = (v * total - lengths[i - 1]) / (lengths[i] - lengths[i - 1]);
    return { y: mix(PROFILE[i - 1].y, PROFILE[i].y, share), outside: i <= top };
  };
  return { total, at: Array.from({ length: 2049 }, (_, i) => at(i / 2048)) };
}

/** How much glaze covers a point (0 bare clay … 1), how thinly it has run, how thick its roll, and its iron speckles. */
function glazeAt(u, y, outside) {
  const run = 0.3 + 0.035 * fbm(u, 0.5, 5, 1, 3, 41) + 0.03 * Math.max(0, noise(u * 13, 0.5, 13, 1, 43));
  const cover = outside ? smoothstep(run - 0.008, run + 0.008, y) : 1;
  const lip = smoothstep(1.72, 1.84, y + 0.03 * fbm(u, y / 2, 9, 4, 3, 44));
  const roll = outside ? smoothstep(run + 0.07, run + 0.015, y) * 0.55 : 0;
  const c = cells(u, y / 5.2, 70, 45);
  const fine = cells(u, y / 5.2, 160, 46);
  const speck = Math.max(
    c.id > 0.8 ? smoothstep(0.06 + 0.5 * (c.id - 0.8), 0.03, c.first) : 0,
    fine.id > 0.84 ? smoothstep(0.2, 0.08, fine.first) * 0.7 : 0
  );
  return { cover, thin: clamp(lip + 0.12 * fbm(u, y / 2, 6, 5, 3, 47)), roll, speck };
}

function glazeColour(g, u, y) {
  const cloud = clamp(0.42 + 0.42 * fbm(u, y / 2, 3, 3, 5, 48) + 0.25 * (1 - y / 1.8) + g.roll);
  const rings = 0.03 * noise(u * 3, y * 26, 3, 64, 49);
  const grit = 1 + 0.06 * fbm(u, y, 20, 8, 3, 50);
  return [0, 1, 2].map((c) => {
    const glaze = mix(mix(GLAZE[c], GLAZE_DEEP[c], cloud), GLAZE_THIN[c], g.thin * 0.85) + rings;
    return mix(mix(CLAY[c] * grit, glaze, g.cover), IRON[c], g.speck * (0.45 + 0.35 * g.cover));
  });
}

function glazePoint(u, y, outside) {
  const g = glazeAt(u, y, outside);
  const throwing = noise(0.5, y * 9 + u * 0.8, 4, 64, 51) * 0.5 + noise(0.5, y * 21 + u, 4, 64, 52) * 0.25;
  const tooth = (1 - g.cover) * fbm(u, y / 2, 160, 80, 2, 53) * 0.3;
  return {
    colour: glazeColour(g, u, y),
    height: throwing + g.cover * 0.7 + g.roll * 0.8 + tooth,
    rough: mix(0.9, 0.19 + 0.15 * g.thin, g.cover)
  };
}

function body() {
  const { total, at } = places();
  const paint = (u, v) => {
    const { y, outside } = at[Math.round(clamp(v) * 2048)];
    return glazePoint(u, y, outside);
  };
  const material = glossy({
    ...surfaceMaps(1536, paint, [1 / GIRTH, 1 / total]),
    bumpScale: 0.008,
    ior: 1.52
  });
  const wobble = (r, angle, y) =>
    r * (1 + 0.004 * Math.sin(angle * 2 + y) + 0.003 * Math.sin(angle * 3 - y * 2));
  return new THREE.Mesh(lathe(PROFILE, 192, { girth: GIRTH, deform: wobble }), material);
}

function handle() {
  const curve = through([
    [0.8, 1.45, 0],
    [1.0, 1.52, 0],
    [1.28, 1.47, 0],
    [1.46, 1.24, 0],
    [1.44, 0.94, 0],
    [1.27, 0.66, 0],
    [1.03, 0.47, 0],
    [0.8, 0.4, 0]
  ]);
  const section = (t) => {
    const flare = Math.max(smoothstep(0.16, 0, t), smoothstep(0.84, 1, t));
    return { a: 0.15 + 0.05 * flare, b: 0.082 + 0.06 * flare, n: 2.5 };
  };
  const geometry = sweep(curve, new THREE.Vector3(0, 0, 1), section, { along: 120, around: 40 });
  const paint = (u, v) => {
    const p = glazePoint(u + 0.2, 0.62 + 0.7 * v, true);
    const worn = 0.1 * Math.abs(Math.sin(4 * Math.PI * u));
    return { ...p, colour: p.colour.map((c, i) => mix(c, GLAZE_THIN[i], worn)), height: 0 };
  };
  const maps = surfaceMaps(512, paint, [1 / 0.8, 1 / 2.4]);
  return new THREE.Mesh(geometry, glossy({ ...maps, ior: 1.52 }));
}

function kitchen(u, v) {
  const wall = [0.83, 0.75, 0.65].map(
    (c, i) => c * (0.7 + 0.42 * smoothstep(1, 0.05, u) - [0, 0.02, 0.05][i] * (1 - v))
  );
  const add = (rgb, k, colour) => rgb.map((c, i) => mix(c, colour[i], k));
  let rgb = add(wall, 0.85 * patch(u, v, [0.3, 0.35, 0.44, 0.72], 0.035), [0.93, 0.91, 0.86]);
  rgb = add(rgb, 0.6 * patch(u, v, [0.56, 0.2, 0.74, 0.46], 0.03), [0.55, 0.4, 0.27]);
  const leaves = Math.hypot(u - 0.635, (v - 0.45) * 0.75) + 0.012 * fbm(u, v, 40, 30, 2, 55);
  rgb = add(rgb, 0.8 * smoothstep(0.046, 0.026, leaves), [0.4, 0.45, 0.32]);
  rgb = add(rgb, 0.8 * patch(u, v, [0.615, 0.3, 0.655, 0.4], 0.01), [0.84, 0.8, 0.74]);
  return add(rgb, 0.6 * patch(u, v, [0.1, 0.2, 0.26, 0.46], 0.05), [0.55, 0.44, 0.33]);
}

/** A hand-thrown stoneware mug on an oak table by a kitchen window. */
export function mug() {
  const product = new THREE.Group().add(body(), handle());
  product.rotation.y = 0.42;
  const oak = wood({
    planks: 5,
    tones: [
      [0.7, 0.5, 0.31],
      [0.52, 0.33, 0.18],
      [0.28, 0.17, 0.09]
    ],
    seed: 11,
    gloss: 0.5
  });
  const set = new THREE.Group().add(
    table({ maps: oak, turn: 0.1, tile: [5.2, 5.2], bump: 0.006, back: -5.2 }),
    backdrop({ paint: kitchen, gain: 0.85 })
  );
  return {
    product: shadowed(product),
    set,
    centre: new THREE.Vector3(0.1, 0.9, 0),
    room: {
      wall: [0.34, 0.31, 0.27],
      ceiling: [0.5, 0.48, 0.45],
      floor: [0.32, 0.21, 0.12],
      panels: [
        { at: [152, 20], size: [50, 76], soft: 8, colour: [5.2, 5.3, 5.6], bars: 1 },
        { at: [15, 28], size: [40, 50], soft: 24, colour: [0.9, 0.85, 0.75] }
      ]
    },
    camera: { fov: 24, position: [0.35, 2.35, 6.8], target: [0.22, 0.88, 0], aperture: 0.075, nearer: 0.4 },
    look: { exposure: 1.75, contrast: 1.25, saturation: 1.28, seed: 101 },
    size: [1600, 1200]
  };
}
