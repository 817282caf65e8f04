import * as THREE from 'three';
import { mix, noise, smoothstep } from '../noise.js';
import { leather, surfaceMaps, weave, wood } from '../textures.js';
import { fillet, lathe, stitches, subdivide, sweep, through } from '../geometry.js';
import { glossy, rough } from '../material.js';
import { backdrop, patch, shadowed, table } from '../set.js';

const SIDE = new THREE.Vector3(0, 0, 1);
/** Height of the cups' middle, their distance from the plane of symmetry, and how much taller than wide they are. */
const CUP_Y = 0.92;
const CUP_X = 0.98;
const TALL = 1.2;

const profile = (corners) => subdivide(fillet(corners, 10), 0.03).toReversed();

const SHELL = profile([
  [0.5, 0.26],
  [0.6, 0.245, 0.05],
  [0.7, 0.14, 0.09],
  [0.735, -0.02, 0.06],
  [0.72, -0.14, 0.04],
  [0.4, -0.15]
]);
const CAP = profile([
  [0, 0.275],
  [0.3, 0.27, 0.15],
  [0.47, 0.235, 0.02],
  [0.49, 0.2]
]);
const TRIM = profile([
  [0.47, 0.22],
  [0.485, 0.268, 0.01],
  [0.515, 0.272, 0.01],
  [0.53, 0.23]
]);
const CUSHION = profile([
  [0.4, -0.12],
  [0.68, -0.13, 0.05],
  [0.74, -0.27, 0.08],
  [0.7, -0.45, 0.1],
  [0.46, -0.46, 0.08],
  [0.37, -0.33, 0.07],
  [0.36, -0.15]
]);

/** Pulls the cushion's leather into the small folds it has towards its inner rim. */
const folds = (r, angle, y) => {
  const depth = smoothstep(-0.24, -0.42, y) * smoothstep(0.68, 0.45, r);
  return r + depth * 0.012 * noise(angle * 9, 3, 1000, 8, 91) + 0.006 * noise(angle * 3, y * 4, 1000, 64, 92);
};

/** Grille cap turned on a lathe: fine concentric grooves. */
function turned() {
  const paint = (u, v) => {
    const groove = 0.5 + 0.5 * Math.sin(v * 2 * Math.PI * 14);
    return { colour: [0.2, 0.21, 0.225].map((c) => c * (0.6 + 0.4 * groove)), height: groove, rough: 0.34 };
  };
  return glossy({ ...surfaceMaps(512, paint, [1 / 3, 1 / 0.56]), bumpScale: 0.012, metalness: 0.4 });
}

function cup(m) {
  const part = (points, material, deform) =>
    new THREE.Mesh(lathe(points, 160, { girth: 3, deform }), material);
  return new THREE.Group().add(
    part(SHELL, m.shell),
    part(CAP, m.cap),
    part(TRIM, m.metal),
    part(CUSHION, m.hide, folds),
    new THREE.Mesh(new THREE.CircleGeometry(0.42, 64).rotateX(Math.PI / 2).translate(0, -0.2, 0), m.cloth)
  );
}

/** Fork that carries a cup: an arc over its top half with a pivot at each end. */
function yoke(m) {
  const arc = Array.from({ length: 25 }, (_, i) => {
    const a = mix(-0.12, Math.PI + 0.12, i / 24);
    return [0.02 + 0.06 * Math.sin(a), 0.94 * Math.sin(a), 0.83 * Math.cos(a)];
  });
  const section = (t) => ({ a: 0.055 + 0.02 * Math.sin(Math.PI * t), b: 0.03, n: 3 });
  const group = new THREE.Group().add(
    new THREE.Mesh(
      sweep(through(arc), new THREE.Vector3(1, 0, 0), section, { along: 160, around: 28, cap: 0.05 }),
      m.metal
    )
  );
  for (const z of [-0.79, 0.79]) {
    const pivot = new THREE.Mesh(new THREE.CylinderGeometry(0.055, 0.055, 0.14, 32), m.shell);
    pivot.rotation.x = Math.PI / 2;
    pivot.position.set(0.02, -0.09, z);
    group.add(pivot);
  }
  return group;
}

function side(sign, m) {
  const group = new THREE.Group();
  const turn = new THREE.Group().add(cup(m));
  turn.rotation.z = -Math.PI / 2;
  const oval = new THREE.Group().add(turn);
  oval.scale.set(1, TALL, 1);
  oval.rotation.set(0, 0.1, -0.07);
  const rod = through([
    [0.09, 0.9, 0],
    [0.08, 1.1, 0],
    [0.03, 1.36, 0]
  ]);
  const slider = sweep(rod, SIDE, () => ({ a: 0.075, b: 0.022, n: 4 }), { along: 40, around: 24 });
  group.add(oval, yoke(m), new THREE.Mesh(slider, m.metal));
  group.position.set(sign * CUP_X, CUP_Y, 0);
  group.scale.x = sign;
  return group;
}

const BAND = through([
  [-1.04, CUP_Y + 1.16, 0],
  [-0.99, CUP_Y + 1.45, 0],
  [-0.82, CUP_Y + 1.78, 0],
  [-0.46, CUP_Y + 2.03, 0],
  [0, CUP_Y + 2.11, 0],
  [0.46, CUP_Y + 2.03, 0],
  [0.82, CUP_Y + 1.78, 0],
  [0.99, CUP_Y + 1.45, 0],
  [1.04, CUP_Y + 1.16, 0]
]);

/** `BAND` moved inwards (towards the head) by `d` and along z by `z`, between two shares of its length. */
function beside(d, z, from = 0, to = 1) {
  return through(
    Array.from({ length: 61 }, (_, i) => {
      const t = mix(from, to, i / 60);
      const inward = new THREE.Vector3().crossVectors(SIDE, BAND.getTangentAt(t)).normalize();
      return BAND.getPointAt(t)
        .addScaledVector(inward, -d)
        .add(new THREE.Vector3(0, 0, z));
    })
  );
}

function band(m) {
  const wide = (t) => smoothstep(0, 0.22, Math.min(t, 1 - t));
  const outer = sweep(BAND, SIDE, (t) => ({ a: mix(0.11, 0.2, wide(t)), b: 0.042, n: 4 }), {
    along: 220,
    around: 40,
    cap: 0.05
  });
  const pad = (t) => ({
    a: mix(0.13, 0.19, wide(t)),
    b: 0.085 + 0.006 * Math.abs(Math.sin(t * 19 * Math.PI)),
    n: 2.6
  });
  const inner = sweep(beside(0.1, 0, 0.17, 0.83), SIDE, pad, { along: 260, around: 40, cap: 0.1 });
  const group = new THREE.Group().add(new THREE.Mesh(outer, m.hide), new THREE.Mesh(inner, m.hide));
  for (const z of [-1, 1]) {
    const seam = beside(-0.043, z * 0.135, 0.14, 0.86);
    group.add(stitches(seam, { spacing: 0.05, length: 0.028, radius: 0.007, material: m.thread }));
  }
  for (const end of [0.02, 0.98]) {
    const collar = through([
      BAND.getPointAt(Math.max(0, end - 0.02)),
      BAND.getPointAt(Math.min(1, end + 0.02))
    ]);
    group.add(
      new THREE.Mesh(
        sweep(collar, SIDE, () => ({ a: 0.125, b: 0.056, n: 5 }), { along: 20, around: 40, cap: 0.02 }),
        m.shell
      )
    );
  }
  return group;
}

function assemble() {
  const m = {
    shell: glossy({ color: 0x17191d, roughness: 0.36, clearcoat: 0.3, clearcoatRoughness: 0.3 }),
    cap: turned(),
    metal: glossy({ color: 0xd2d4d7, metalness: 1, roughness: 0.27 }),
    hide: rough({
      ...leather({ tone: [0.5, 0.31, 0.2], seed: 61, grain: 40, repeat: [2.2, 2.2] }),
      bumpScale: 0.006
    }),
    cloth: rough({ ...weave({ tone: [0.1, 0.1, 0.1], seed: 66, threads: 60 }), bumpScale: 0.006 }),
    thread: rough({ color: 0xe2cba4, roughness: 0.8 })
  };
  const pair = new THREE.Group().add(side(-1, m), side(1, m), band(m));
  pair.position.y = -new THREE.Box3().setFromObject(pair, true).min.y;
  return pair;
}

function study(u, v) {
  const base = [0.72, 0.74, 0.77].map((c) => c * (0.72 + 0.36 * smoothstep(0.9, 0.1, u)));
  const add = (rgb, k, colour) => rgb.map((c, i) => mix(c, colour[i], k));
  let rgb = add(base, 0.8 * patch(u, v, [0.2, 0.36, 0.42, 0.9], 0.025), [0.93, 0.95, 0.98]);
  rgb = add(rgb, 0.5 * patch(u, v, [0.575, 0.485, 0.86, 0.5], 0.006), [0.42, 0.36, 0.31]);
  for (const [x, w, h, c] of [
    [0.592, 0.012, 0.07, [0.55, 0.4, 0.33]],
    [0.607, 0.018, 0.06, [0.36, 0.43, 0.5]],
    [0.628, 0.012, 0.075, [0.75, 0.69, 0.58]]
  ]) {
    rgb = add(rgb, 0.6 * patch(u, v, [x, 0.5, x + w, 0.5 + h], 0.005), c);
  }
  return rgb;
}

/** Over-ear headphones standing on a light ash desk in a bright study. */
export function headphones() {
  const product = assemble();
  product.rotation.y = -0.62;
  const ash = wood({
    planks: 4,
    tones: [
      [0.83, 0.75, 0.63],
      [0.7, 0.59, 0.45],
      [0.48, 0.38, 0.27]
    ],
    seed: 37,
    gloss: 0.55
  });
  const set = new THREE.Group().add(
    table({ maps: ash, tile: [7, 7], turn: -0.06, bump: 0.004, back: -3 }),
    backdrop({ paint: study, gain: 0.95, z: -9 })
  );
  return {
    product: shadowed(product),
    set,
    centre: new THREE.Vector3(0, 1.4, 0),
    room: {
      wall: [0.36, 0.37, 0.39],
      ceiling: [0.62, 0.62, 0.62],
      floor: [0.52, 0.46, 0.37],
      panels: [
        { at: [150, 36], size: [56, 50], soft: 8, colour: [6.4, 6.5, 6.8], bars: 1 },
        { at: [40, 40], size: [30, 60], soft: 14, colour: [2.6, 2.6, 2.6] },
        { at: [90, 48], size: [70, 30], soft: 20, colour: [1.2, 1.2, 1.2] }
      ]
    },
    camera: { fov: 20.5, position: [0.5, 3.0, 12], target: [-0.05, 1.5, 0], aperture: 0.1, nearer: 0.5 },
    look: { exposure: 1.25, contrast: 1.2, saturation: 1.2, seed: 303 },
    size: [1600, 1600]
  };
}
