import * as THREE from 'three';
import { fillet, lathe, subdivide } from '../geometry.js';
import { glossy } from '../material.js';
import { concrete, weave } from '../textures.js';
import { clear, dull, marble } from './surfaces.js';
import { farWall, ground, ROOMS, trial } from './room.js';

const turned = (corners, material, segments = 128) =>
  new THREE.Mesh(lathe(subdivide(fillet(corners, 10), 0.05), segments), material);

/** A white bottle vase on white paper before a white wall. */
export function whiteVase() {
  const porcelain = glossy({ color: 0xf2f1ee, roughness: 0.45, ior: 1.5 });
  const outline = [
    [0, 0.02],
    [0.4, 0, 0.04],
    [0.5, 0.06, 0.06],
    [0.82, 0.6, 0.35],
    [0.6, 1.25, 0.3],
    [0.17, 1.5, 0.15],
    [0.16, 1.95, 0.1],
    [0.27, 2.12, 0.03],
    [0.22, 2.12, 0.02],
    [0.12, 1.9, 0.1],
    [0.12, 1.5]
  ];
  const product = new THREE.Group().add(turned(outline, porcelain));
  const paper = concrete({ tone: [0.9, 0.9, 0.89], seed: 61, size: 512, cloud: 0.02 });
  const set = [
    ground({ maps: paper, tile: 4, bump: 0.2 }),
    farWall({
      tones: [
        [0.93, 0.93, 0.92],
        [0.95, 0.95, 0.94],
        [0.9, 0.9, 0.89]
      ],
      gain: 1,
      z: -6
    })
  ];
  return trial({
    product,
    set,
    seed: 411,
    height: 1,
    room: ROOMS.tent,
    look: { exposure: 1.75, contrast: 1.12 },
    camera: { position: [0.2, 2.3, 7.4], target: [0, 1.02, 0] }
  });
}

/** A black cloth-covered speaker on black slate before a dark wall. */
export function blackSpeaker() {
  const cloth = dull({
    ...weave({ tone: [0.075, 0.075, 0.08], seed: 64, threads: 48, repeat: [7, 3], size: 384 }),
    bumpScale: 1
  });
  const lacquer = glossy({ color: 0x0c0c0e, roughness: 0.3, ior: 1.5 });
  const body = new THREE.Mesh(new THREE.CylinderGeometry(0.62, 0.62, 1.5, 96, 1, true), cloth);
  body.position.y = 0.85;
  const foot = turned(
    [
      [0, 0],
      [0.58, 0, 0.04],
      [0.64, 0.1, 0.03],
      [0, 0.12]
    ],
    lacquer
  );
  const lid = turned(
    [
      [0, 1.6],
      [0.64, 1.58, 0.02],
      [0.64, 1.68, 0.06],
      [0.4, 1.7, 0.05],
      [0.36, 1.66, 0.02],
      [0, 1.66]
    ],
    lacquer
  );
  const product = new THREE.Group().add(body, foot, lid);
  const set = [
    ground({
      maps: concrete({ tone: [0.085, 0.085, 0.09], seed: 66, size: 768, cloud: 0.2 }),
      tile: 3,
      bump: 2
    }),
    farWall({
      tones: [
        [0.07, 0.07, 0.075],
        [0.1, 0.095, 0.09],
        [0.05, 0.05, 0.06]
      ],
      gain: 0.7
    })
  ];
  return trial({
    product,
    set,
    seed: 412,
    look: { exposure: 2.4, grain: 0.02 },
    camera: { target: [0, 0.82, 0] }
  });
}

/** Four equal glazed bowls on marble. */
export function fourBowls() {
  const outline = [
    [0, 0.05],
    [0.26, 0.04, 0.02],
    [0.28, 0, 0.01],
    [0.33, 0.02, 0.02],
    [0.4, 0.14, 0.1],
    [0.6, 0.5, 0.1],
    [0.62, 0.62, 0.02],
    [0.58, 0.62, 0.02],
    [0.54, 0.5, 0.1],
    [0.34, 0.18, 0.1],
    [0, 0.12]
  ];
  const glaze = glossy({ color: 0x5f7f8c, roughness: 0.25, ior: 1.5 });
  const product = new THREE.Group();
  for (const [x, z] of [
    [-0.78, 0.55],
    [0.62, 0.78],
    [-0.6, -0.85],
    [0.82, -0.6]
  ]) {
    const bowl = turned(outline, glaze);
    bowl.position.set(x, 0, z);
    product.add(bowl);
  }
  const stone = marble({ tone: [0.86, 0.85, 0.83], vein: [0.5, 0.5, 0.52], seed: 68 });
  const set = [ground({ maps: { map: stone.map }, tile: 5, turn: 0.5 })];
  return trial({
    product,
    set,
    seed: 413,
    height: 0.3,
    camera: { position: [0.2, 5, 6.4], target: [0, 0.25, 0] }
  });
}

/** A water carafe of clear glass with a cork ball on a linen cloth. */
export function glassCarafe() {
  const outside = [
    [0, 0.03],
    [0.5, 0.02, 0.05],
    [0.58, 0.1, 0.08],
    [0.56, 0.85, 0.3],
    [0.2, 1.35, 0.2],
    [0.19, 1.7, 0.08],
    [0.25, 1.86, 0.02]
  ];
  const wall = turned(outside, clear({ color: 0xdfe9ea, opacity: 0.1 }));
  const water = turned(
    [
      [0, 0.07],
      [0.47, 0.08, 0.05],
      [0.53, 0.14, 0.06],
      [0.515, 0.7, 0.05],
      [0, 0.7]
    ],
    clear({ color: 0xbfd6d9, opacity: 0.14 })
  );
  const cork = new THREE.Mesh(
    new THREE.SphereGeometry(0.25, 48, 32),
    dull({ ...concrete({ tone: [0.72, 0.54, 0.36], seed: 71, size: 256 }), bumpScale: 2 })
  );
  cork.position.y = 1.98;
  water.renderOrder = 1;
  wall.renderOrder = 2;
  const product = new THREE.Group().add(water, wall, cork);
  const set = [
    ground({
      maps: weave({ tone: [0.63, 0.6, 0.52], seed: 73, threads: 96, size: 768 }),
      tile: 1.6,
      turn: 0.3,
      bump: 1
    }),
    farWall({
      tones: [
        [0.5, 0.56, 0.55],
        [0.85, 0.82, 0.74],
        [0.3, 0.38, 0.3]
      ]
    })
  ];
  const scene = trial({ product, set, seed: 414, height: 1, camera: { target: [0, 1, 0] } });
  for (const glass of [wall, water]) glass.castShadow = false;
  return scene;
}
