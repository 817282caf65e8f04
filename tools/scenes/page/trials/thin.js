import * as THREE from 'three';
import { sweep, through } from '../geometry.js';
import { glossy } from '../material.js';
import { concrete, wood } from '../textures.js';
import { dull, felt, punched, wobble } from './surfaces.js';
import { farWall, ground, ROOMS, trial } from './room.js';

const OAK = [
  [0.66, 0.47, 0.3],
  [0.5, 0.33, 0.19],
  [0.28, 0.17, 0.09]
];
const ASH = [
  [0.8, 0.7, 0.56],
  [0.67, 0.55, 0.4],
  [0.45, 0.34, 0.23]
];
const oak = (seed) => wood({ planks: 4, tones: OAK, seed, size: 1024 });
const ash = (seed) => wood({ planks: 4, tones: ASH, seed, size: 1024 });

const tube = (points, radius, material, { closed = false, along = 120 } = {}) =>
  new THREE.Mesh(new THREE.TubeGeometry(through(points, closed), along, radius, 8, closed), material);

function hoop(y, radius, thick, material) {
  const ring = new THREE.Mesh(new THREE.TorusGeometry(radius, thick, 10, 120), material);
  ring.rotation.x = Math.PI / 2;
  ring.position.y = y;
  return ring;
}

/** A fruit basket of thin copper wire on a light wooden table. */
export function wireBasket() {
  const copper = glossy({ color: 0xb06a3c, metalness: 1, roughness: 0.3 });
  const product = new THREE.Group();
  const radius = (y) => 0.6 + 0.62 * Math.sqrt(y / 1.1);
  for (const y of [0.12, 0.3, 0.5, 0.72, 0.95]) product.add(hoop(y, radius(y), 0.008, copper));
  product.add(hoop(1.1, radius(1.1), 0.028, copper), hoop(0.02, radius(0.02), 0.02, copper));
  for (let i = 0; i < 30; i++) {
    const a = (i / 30) * 2 * Math.PI;
    const rib = [0.02, 0.2, 0.5, 0.8, 1.1].map((y) => [radius(y) * Math.sin(a), y, radius(y) * Math.cos(a)]);
    product.add(tube(rib, 0.009, copper, { along: 40 }));
  }
  const set = [
    ground({ maps: ash(21), tile: 5, turn: 0.2, bump: 2 }),
    farWall({
      tones: [
        [0.74, 0.7, 0.64],
        [0.9, 0.88, 0.84],
        [0.45, 0.5, 0.42]
      ]
    })
  ];
  return trial({ product, set, seed: 401, camera: { position: [0.4, 3.1, 6.6], target: [0, 0.5, 0] } });
}

function spindle(x, lean, material) {
  const points = [0, 0.35, 0.7, 1].map((t) => [
    x * (1 + 0.12 * t),
    1.18 + 1.25 * t,
    -0.5 - lean * t * t - 0.1 * t
  ]);
  return tube(points, 0.026, material, { along: 30 });
}

function leg(x, z, material) {
  return tube(
    [
      [x, 1.15, z],
      [x * 1.1, 0.55, z * 1.1],
      [x * 1.22, 0, z * 1.22]
    ],
    0.05,
    material,
    { along: 24 }
  );
}

/** A spindle-back chair: floor and wall are seen between its sticks and legs. */
export function chair() {
  const beech = glossy({
    ...wood({ planks: 1, tones: OAK, seed: 33, size: 512 }),
    roughness: 0.4,
    ior: 1.45
  });
  const seat = sweep(
    through([
      [0, 1.18, -0.56],
      [0, 1.14, 0],
      [0, 1.16, 0.58]
    ]),
    new THREE.Vector3(1, 0, 0),
    () => ({ a: 0.6, b: 0.055, n: 5 }),
    { along: 60, around: 48, cap: 0.12 }
  );
  const rail = through([
    [-0.68, 2.42, -0.86],
    [0, 2.52, -1],
    [0.68, 2.42, -0.86]
  ]);
  const top = sweep(rail, new THREE.Vector3(0, 1, 0), () => ({ a: 0.09, b: 0.04, n: 3 }), {
    along: 60,
    cap: 0.06
  });
  const product = new THREE.Group().add(new THREE.Mesh(seat, beech), new THREE.Mesh(top, beech));
  for (let i = -3; i <= 3; i++) product.add(spindle(i * 0.17, 0.32, beech));
  for (const x of [-0.46, 0.46]) product.add(leg(x, 0.44, beech), leg(x, -0.44, beech));
  product.add(
    tube(
      [
        [-0.5, 0.5, 0.48],
        [-0.5, 0.5, -0.48]
      ],
      0.026,
      beech
    ),
    tube(
      [
        [0.5, 0.5, 0.48],
        [0.5, 0.5, -0.48]
      ],
      0.026,
      beech
    )
  );
  product.rotation.y = -0.5;
  const set = [
    ground({ maps: oak(27), tile: 4, turn: 0.4, bump: 2 }),
    farWall({
      tones: [
        [0.62, 0.66, 0.66],
        [0.5, 0.42, 0.34],
        [0.85, 0.84, 0.8]
      ],
      z: -4.5
    })
  ];
  return trial({
    product,
    set,
    seed: 402,
    height: 1.2,
    camera: { position: [0.5, 3, 9], target: [0, 1.2, 0] }
  });
}

/** Three plain gold rings on grey concrete, one leaning on the others. */
export function rings() {
  const gold = glossy({ color: 0xf0c060, metalness: 1, roughness: 0.2 });
  const band = (radius) => {
    const circle = new THREE.EllipseCurve(0, 0, radius, radius, 0, 2 * Math.PI);
    const points = circle
      .getPoints(100)
      .slice(0, -1)
      .map((p) => [p.x, p.y, 0]);
    const section = () => ({ a: 0.14, b: 0.035, n: 3 });
    return new THREE.Mesh(
      sweep(through(points, true), new THREE.Vector3(0, 0, 1), section, { along: 160 }),
      gold
    );
  };
  const place = (mesh, [x, y, z], [rx, ry, rz]) => {
    mesh.position.set(x, y, z);
    mesh.rotation.set(rx, ry, rz);
    return mesh;
  };
  const product = new THREE.Group().add(
    place(band(0.62), [-0.55, 0.14, 0.25], [Math.PI / 2, 0, 0]),
    place(band(0.62), [0.72, 0.14, 0.1], [Math.PI / 2, 0, 0]),
    place(band(0.56), [0.1, 0.56, -0.2], [-0.5, 0.35, 0])
  );
  const set = [
    ground({ maps: concrete({ tone: [0.56, 0.55, 0.53], seed: 44, size: 768 }), tile: 3, bump: 1.5 })
  ];
  return trial({
    product,
    set,
    seed: 403,
    room: ROOMS.tent,
    look: { exposure: 1.8 },
    camera: { position: [0.2, 4, 5.6], target: [0.05, 0.25, 0] }
  });
}

function blade(flip, steel) {
  const shape = new THREE.Shape();
  shape.moveTo(-0.06, -0.35);
  shape.quadraticCurveTo(-0.12, 0.8, 0.01, 1.75);
  shape.quadraticCurveTo(0.1, 0.9, 0.09, -0.35);
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth: 0.03,
    bevelSize: 0.008,
    bevelThickness: 0.008,
    curveSegments: 24
  });
  const mesh = new THREE.Mesh(geometry, steel);
  mesh.scale.x = flip;
  return mesh;
}

function grip(side, plastic) {
  const [cx, cy] = [side * 0.42, -1.05];
  const points = Array.from({ length: 24 }, (_, i) => {
    const a = (i / 24) * 2 * Math.PI;
    return [cx + 0.26 * Math.cos(a) + 0.06 * Math.sin(a) * side, cy + 0.42 * Math.sin(a), 0.02];
  });
  const eye = sweep(
    through(points, true),
    new THREE.Vector3(0, 0, 1),
    () => ({ a: 0.05, b: 0.075, n: 2.4 }),
    { along: 120 }
  );
  const neck = tube(
    [
      [0, -0.25, 0.02],
      [side * 0.1, -0.5, 0.02],
      [side * 0.26, -0.72, 0.02]
    ],
    0.075,
    plastic,
    { along: 24 }
  );
  return new THREE.Group().add(new THREE.Mesh(eye, plastic), neck);
}

/** Half-open scissors lying flat, seen from above: desk through both handles. */
export function scissors() {
  const steel = glossy({ color: 0xc9ccd0, metalness: 1, roughness: 0.24 });
  const plastic = glossy({ color: 0x1d2b33, roughness: 0.4, ior: 1.5 });
  const flat = new THREE.Group();
  for (const side of [-1, 1]) {
    const half = new THREE.Group().add(blade(side, steel), grip(side, plastic));
    half.rotation.z = side * 0.2;
    half.position.z = side * 0.03;
    flat.add(half);
  }
  const screw = new THREE.Mesh(new THREE.CylinderGeometry(0.07, 0.07, 0.12, 32), steel);
  screw.rotation.x = Math.PI / 2;
  flat.add(screw);
  flat.rotation.set(-Math.PI / 2, 0, 0.6);
  const product = new THREE.Group().add(flat);
  const set = [ground({ maps: felt({ tone: [0.42, 0.47, 0.44], seed: 46 }), tile: 2.5, bump: 0.8 })];
  return trial({
    product,
    set,
    seed: 404,
    height: 0.1,
    room: ROOMS.lamp,
    look: { exposure: 1.9 },
    camera: { position: [0, 9, 1.2], target: [0, 0, 0] }
  });
}

function pencil(i, colour) {
  const body = new THREE.Mesh(new THREE.CylinderGeometry(0.05, 0.05, 1.7, 6), dull({ color: colour }));
  const cone = new THREE.Mesh(new THREE.ConeGeometry(0.05, 0.16, 6), dull({ color: 0xd8b48a }));
  const tip = new THREE.Mesh(new THREE.ConeGeometry(0.018, 0.06, 8), dull({ color: 0x222222 }));
  cone.position.y = 0.93;
  tip.position.y = 0.99;
  const group = new THREE.Group().add(body, cone, tip);
  group.position.set(0.26 * wobble(i, 1), 0.98 + 0.1 * wobble(i, 2), 0.26 * wobble(i, 3));
  group.rotation.set(0.16 * wobble(i, 4), i, 0.2 * wobble(i, 5));
  return group;
}

/** Pencils in a cup of punched steel: the wall is seen through two layers of holes. */
export function meshCup() {
  const sheet = glossy({
    color: 0x8f9499,
    metalness: 0.9,
    roughness: 0.35,
    alphaMap: punched(56, 26, 0.34),
    alphaTest: 0.5
  });
  const cup = new THREE.Mesh(new THREE.CylinderGeometry(0.56, 0.5, 1.3, 96, 1, true), sheet);
  cup.position.y = 0.65;
  const rim = glossy({ color: 0x8f9499, metalness: 0.9, roughness: 0.3 });
  const product = new THREE.Group().add(cup, hoop(1.3, 0.56, 0.022, rim), hoop(0.02, 0.5, 0.022, rim));
  [0xc23b2e, 0x2f5d9e, 0xe0b02c, 0x3d7d4c, 0x222326].forEach((colour, i) =>
    product.add(pencil(i + 3, colour))
  );
  const set = [
    ground({ maps: oak(52), tile: 4.5, turn: -0.15, bump: 2 }),
    farWall({
      tones: [
        [0.58, 0.6, 0.62],
        [0.75, 0.76, 0.78],
        [0.4, 0.33, 0.27]
      ]
    })
  ];
  return trial({ product, set, seed: 405, camera: { position: [0.3, 2.2, 6.8], target: [0, 0.95, 0] } });
}
