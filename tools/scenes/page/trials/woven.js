import * as THREE from 'three';
import { grid, lathe, fillet, subdivide, sweep, through } from '../geometry.js';
import { glossy } from '../material.js';
import { mix, smoothstep } from '../noise.js';
import { weave } from '../textures.js';
import { dull, felt, foliage, marble, patterned, wobble } from './surfaces.js';
import { farWall, ground, ROOMS, trial } from './room.js';

const INKS = [
  [0.84, 0.79, 0.68],
  [0.2, 0.32, 0.38],
  [0.64, 0.34, 0.22],
  [0.55, 0.52, 0.46]
];

/** One side of a soft bag: bulged in the middle, flat at seams; `side` is 1 for the front. */
function panel(side) {
  const point = (u, v) => {
    const [x, y] = [side * (u - 0.5) * 2, v];
    const belly = (1 - x ** 4) * Math.sqrt(Math.max(0, 1 - v ** 6)) * smoothstep(0, 0.12, v);
    const fold = 0.02 * Math.sin(x * 9 + y * 5) * (1 - y);
    return new THREE.Vector3(x * (0.86 + 0.06 * y), 1.55 * y, side * (0.08 + 0.26 * belly + fold));
  };
  return grid(80, 80, point, (u, v) => [u * 2, v * 1.8]);
}

function strap(z, material) {
  const curve = through([
    [-0.42, 1.35, z],
    [-0.4, 1.85, z * 1.15],
    [-0.2, 2.2, z * 1.3],
    [0.2, 2.2, z * 1.3],
    [0.4, 1.85, z * 1.15],
    [0.42, 1.35, z]
  ]);
  return new THREE.Mesh(
    sweep(curve, new THREE.Vector3(0, 0, 1), () => ({ a: 0.02, b: 0.06, n: 4 }), { along: 90 }),
    material
  );
}

function tote(print) {
  const leather = dull({ color: 0x6d4028 });
  const cloth = dull(print);
  const product = new THREE.Group().add(
    new THREE.Mesh(panel(1), cloth),
    new THREE.Mesh(panel(-1), cloth),
    strap(0.16, leather),
    strap(-0.16, leather)
  );
  product.rotation.y = 0.35;
  return product;
}

/** A printed tote on cement tiles of the same colours. */
export function patternTote() {
  const print = patterned({ colours: INKS, count: 2, seed: 81, draw: foliage });
  const tiles = patterned({ colours: INKS, count: 4, seed: 83 });
  const set = [
    ground({ maps: tiles, tile: 3.4, turn: 0.35, bump: 1 }),
    farWall({
      tones: [
        [0.7, 0.66, 0.58],
        [0.3, 0.36, 0.38],
        [0.62, 0.45, 0.34]
      ]
    })
  ];
  return trial({
    product: tote({ map: print.map }),
    set,
    seed: 421,
    height: 1,
    camera: { position: [0.3, 3.4, 7.4], target: [0, 0.95, 0] }
  });
}

/** The same bag, tiled like the floor was, on marble. */
export function marbleTote() {
  const print = patterned({ colours: INKS, count: 3, seed: 85 });
  const stone = marble({ tone: [0.82, 0.79, 0.73], vein: [0.42, 0.4, 0.38], seed: 87 });
  const set = [
    ground({ maps: { map: stone.map }, tile: 4, turn: 0.2 }),
    farWall({
      tones: [
        [0.8, 0.77, 0.71],
        [0.6, 0.6, 0.58],
        [0.9, 0.88, 0.85]
      ]
    })
  ];
  return trial({
    product: tote({ map: print.map }),
    set,
    seed: 422,
    height: 1,
    camera: { position: [-0.5, 3.1, 7.4], target: [0, 0.95, 0] }
  });
}

function strandInto(list, from, turn, reach, i) {
  const bend = 0.35 * wobble(i, 6);
  const to = (t, side) => {
    const a = turn + bend * t;
    return [
      from[0] + reach * t * Math.cos(a),
      Math.max(0.015, from[1] * (1 - t) ** 2 + 0.05 * side),
      from[2] + reach * t * Math.sin(a)
    ];
  };
  const points = [to(0, 0), to(0.35, wobble(i, 7) + 0.4), to(0.7, wobble(i, 8) + 0.5), to(1, 0)];
  list.push(new THREE.TubeGeometry(through(points), 8, 0.009, 5));
}

/** A square cushion lying on felt of nearly its own colour, with a long thread fringe all round. */
export function fringeCushion() {
  const point = (sign) => (u, v) => {
    const [x, z] = sign > 0 ? [2 * v - 1, 2 * u - 1] : [2 * u - 1, 2 * v - 1];
    const rise = Math.sqrt(Math.max(0, (1 - x ** 4) * (1 - z ** 4)));
    const pull = 1 - 0.07 * (1 - x * x) * (z * z) - 0.07 * (1 - z * z) * (x * x);
    return new THREE.Vector3(x * pull, 0.2 + sign * 0.36 * rise * (sign > 0 ? 1 : 0.55), z * pull);
  };
  const cloth = dull({
    ...weave({ tone: [0.66, 0.56, 0.42], seed: 91, threads: 72, repeat: [2, 2], size: 512 }),
    bumpScale: 1
  });
  const thread = dull({ color: 0xcfb48a });
  const product = new THREE.Group().add(
    new THREE.Mesh(grid(60, 60, point(1)), cloth),
    new THREE.Mesh(grid(60, 60, point(-1)), cloth)
  );
  const strands = [];
  for (let i = 0; i < 560; i++) {
    const t = ((i % 140) / 140) * 2 - 1;
    const quarter = Math.floor(i / 140) * (Math.PI / 2);
    const [x, z] = [Math.cos(quarter) - t * Math.sin(quarter), Math.sin(quarter) + t * Math.cos(quarter)];
    const pull = 0.985 - 0.07 * (1 - t * t);
    strandInto(strands, [x * pull, 0.2, z * pull], quarter + 0.3 * t, 0.34 + 0.05 * wobble(i, 9), i);
  }
  for (const geometry of strands) product.add(new THREE.Mesh(geometry, thread));
  product.rotation.y = 0.3;
  const set = [ground({ maps: felt({ tone: [0.55, 0.49, 0.4], seed: 93, grain: 0.14 }), tile: 2, bump: 1 })];
  return trial({
    product,
    set,
    seed: 423,
    height: 0.3,
    camera: { position: [0.2, 6, 5.2], target: [0, 0.1, 0] }
  });
}

/** A shaving brush: some two thousand tapered hairs above a resin handle, beside a dark basin shelf. */
export function shavingBrush() {
  const resin = glossy({ color: 0x6b1f16, roughness: 0.15, ior: 1.55 });
  const outline = [
    [0, 0],
    [0.4, 0, 0.05],
    [0.44, 0.12, 0.08],
    [0.28, 0.42, 0.15],
    [0.4, 0.75, 0.1],
    [0.42, 0.86, 0.03],
    [0, 0.88]
  ];
  const handle = new THREE.Mesh(lathe(subdivide(fillet(outline, 10), 0.03), 96), resin);
  const count = 2200;
  const hairs = new THREE.InstancedMesh(new THREE.CylinderGeometry(0.0015, 0.007, 1, 5), dull({}), count);
  const up = new THREE.Vector3(0, 1, 0);
  for (let i = 0; i < count; i++) {
    const [r, a] = [Math.sqrt((i + 0.5) / count), i * 2.39996];
    const lean = new THREE.Vector3(
      Math.cos(a) * r * 0.42 + 0.06 * wobble(i, 3),
      1,
      Math.sin(a) * r * 0.42 + 0.06 * wobble(i, 4)
    ).normalize();
    const length = 1.12 - 0.22 * r * r + 0.04 * wobble(i, 5);
    const root = new THREE.Vector3(Math.cos(a) * r * 0.36, 0.86, Math.sin(a) * r * 0.36);
    const turn = new THREE.Quaternion().setFromUnitVectors(up, lean);
    hairs.setMatrixAt(
      i,
      new THREE.Matrix4().compose(
        root.addScaledVector(lean, length / 2),
        turn,
        new THREE.Vector3(1, length, 1)
      )
    );
    const tone = mix(0.25, 0.8, smoothstep(-1, 1, wobble(i, 6)));
    hairs.setColorAt(i, new THREE.Color(tone, tone * 0.86, tone * 0.68));
  }
  const product = new THREE.Group().add(handle, hairs);
  const set = [
    ground({
      maps: { map: marble({ tone: [0.3, 0.32, 0.33], vein: [0.6, 0.6, 0.58], seed: 97 }).map },
      tile: 4
    }),
    farWall({
      tones: [
        [0.42, 0.46, 0.47],
        [0.75, 0.76, 0.75],
        [0.5, 0.36, 0.26]
      ]
    })
  ];
  return trial({
    product,
    set,
    seed: 424,
    room: ROOMS.lamp,
    height: 1,
    look: { exposure: 1.9 },
    camera: { position: [0.2, 2.2, 6.8], target: [0, 0.98, 0] }
  });
}

/** One willow strand round the basket, in front of every other stake. */
function course(y, radius, phase, material) {
  const points = Array.from({ length: 144 }, (_, i) => {
    const a = (i / 144) * 2 * Math.PI;
    const r = radius + 0.035 * Math.sin(18 * a + phase);
    return [r * Math.sin(a), y + 0.008 * wobble(i, 11), r * Math.cos(a)];
  });
  return new THREE.Mesh(new THREE.TubeGeometry(through(points, true), 288, 0.03, 6, true), material);
}

/** A wicker basket with an arched handle on a jute mat of the same straw. */
export function wicker() {
  const willows = [0xb98a52, 0xa87a45, 0xc79a62].map((color) => dull({ color }));
  const product = new THREE.Group();
  const radius = (y) => 0.68 + 0.26 * y;
  for (let k = 0; k < 17; k++)
    product.add(course(0.03 + k * 0.058, radius(k * 0.058), k * Math.PI, willows[k % 3]));
  for (let i = 0; i < 36; i++) {
    const a = (i / 36) * 2 * Math.PI;
    const points = [0, 0.5, 1.03].map((y) => [radius(y) * Math.sin(a), y, radius(y) * Math.cos(a)]);
    product.add(new THREE.Mesh(new THREE.TubeGeometry(through(points), 12, 0.022, 6), willows[1]));
  }
  for (const phase of [0, 2.1, 4.2]) {
    const points = Array.from({ length: 40 }, (_, i) => {
      const [t, s] = [(i / 39) * Math.PI, (i / 39) * 60 + phase];
      const r = 0.9 + 0.035 * Math.cos(s);
      return [r * Math.cos(t), 0.95 + (r + 0.1) * Math.sin(t), 0.035 * Math.sin(s)];
    });
    product.add(new THREE.Mesh(new THREE.TubeGeometry(through(points), 240, 0.03, 6), willows[2]));
  }
  product.rotation.y = 0.5;
  const set = [
    ground({
      maps: weave({ tone: [0.68, 0.53, 0.35], seed: 99, threads: 28, size: 512 }),
      tile: 1.5,
      turn: 0.5,
      bump: 2
    }),
    farWall({
      tones: [
        [0.66, 0.58, 0.46],
        [0.82, 0.78, 0.7],
        [0.42, 0.34, 0.25]
      ]
    })
  ];
  return trial({
    product,
    set,
    seed: 425,
    height: 1,
    camera: { position: [0.3, 3, 7.6], target: [0, 0.9, 0] }
  });
}
