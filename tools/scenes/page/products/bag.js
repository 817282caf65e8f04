import * as THREE from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import { fbm, mix, smoothstep } from '../noise.js';
import { concrete, leather } from '../textures.js';
import { boxUv, grid, slab, stitches, sweep, through, uneven } from '../geometry.js';
import { glossy, rough } from '../material.js';
import { backdrop, patch, shadowed, table } from '../set.js';

const HEIGHT = 2.05;
const ROUND = 0.16;
const SQUARE = 5.5;
const SIDE = new THREE.Vector3(0, 0, 1);
const TAN = [0.6, 0.27, 0.16];

const halfWidth = (y) => mix(1.52, 1.3, y / HEIGHT) + 0.03 * Math.sin((Math.PI * y) / HEIGHT);
const halfDepth = (y) => mix(0.58, 0.36, (y / HEIGHT) ** 1.3) + 0.05 * Math.sin((Math.PI * y) / HEIGHT);

/** Depth of the body's front at (x, y): its level sections are superellipses. */
const frontAt = (x, y) =>
  halfDepth(y) * Math.max(0, 1 - Math.abs(x / halfWidth(y)) ** SQUARE) ** (1 / SQUARE);

/** Level and inset of the body's outline from the middle of its base to the middle of its top. */
function outline(v) {
  const arc = (t) => [Math.sin((t * Math.PI) / 2), 1 - Math.cos((t * Math.PI) / 2)];
  if (v < 0.1) return { y: 0, inset: mix(0.5, ROUND, v / 0.1) };
  if (v < 0.22) {
    const [s, c] = arc((v - 0.1) / 0.12);
    return { y: ROUND * c, inset: ROUND * (1 - s) };
  }
  if (v < 0.8) return { y: mix(ROUND, HEIGHT - ROUND, (v - 0.22) / 0.58), inset: 0 };
  if (v < 0.9) {
    const [s, c] = arc((v - 0.8) / 0.1);
    return { y: HEIGHT - ROUND + ROUND * s, inset: ROUND * c };
  }
  return { y: HEIGHT, inset: mix(ROUND, 0.34, (v - 0.9) / 0.1) };
}

const signed = (c, e) => Math.sign(c) * Math.abs(c) ** e;

function body() {
  const point = (u, v) => {
    const { y, inset } = outline(v);
    const angle = u * 2 * Math.PI;
    const x = (halfWidth(y) - inset) * signed(Math.cos(angle), 2 / SQUARE);
    return new THREE.Vector3(
      x,
      y,
      -Math.max(0.01, halfDepth(y) - inset) * signed(Math.sin(angle), 2 / SQUARE)
    );
  };
  return boxUv(uneven(grid(240, 120, point), 0.014, 1.7, 71));
}

/** The flap's way in the plane x = 0: from the back of the top over the edge and down the front. */
const FLAP_PATH = through([
  [0, HEIGHT - 0.05, -0.36],
  [0, HEIGHT + 0.035, -0.26],
  [0, HEIGHT + 0.045, 0],
  [0, HEIGHT + 0.03, 0.22],
  ...[0.06, 0.18, 0.35, 0.6, 0.85, 1.05].map((d) => [0, HEIGHT - d, halfDepth(HEIGHT - d) + 0.045])
]);
const FLAP_LENGTH = FLAP_PATH.getLength();

const flapHalfWidth = (y, left) => {
  const corner = 0.34;
  const straight = 0.93 * halfWidth(Math.min(y, HEIGHT));
  return left > corner ? straight : straight - corner + Math.sqrt(corner ** 2 - (corner - left) ** 2);
};

/** Middle of the flap's leather; u runs across, v from the back to the front edge. */
function flapAt(u, v) {
  const p = FLAP_PATH.getPointAt(v);
  const x = (2 * u - 1) * flapHalfWidth(p.y, (1 - v) * FLAP_LENGTH);
  const level = Math.min(p.y, HEIGHT - 0.04);
  const hug = p.z > 0 ? frontAt(x, level) / halfDepth(level) : 1;
  return new THREE.Vector3(
    x,
    p.y - (p.y > HEIGHT ? 0.05 * Math.abs(x / 1.3) ** 5 : 0),
    p.z * mix(1, hug, 0.9)
  );
}

/** A line on the flap `inset` from its front and side edges, a little above the leather. */
function flapSeam(inset) {
  const points = [];
  const across = inset / 1.25;
  const end = 1 - inset / FLAP_LENGTH;
  for (let i = 0; i <= 30; i++) points.push(flapAt(across / 2, mix(0.42, end - 0.004, i / 30)));
  for (let i = 1; i < 40; i++) points.push(flapAt(mix(across / 2, 1 - across / 2, i / 40), end));
  for (let i = 30; i >= 0; i--) points.push(flapAt(1 - across / 2, mix(0.42, end - 0.004, i / 30)));
  return through(points.map((p) => p.add(new THREE.Vector3(0, 0.004, 0.028))));
}

/** Piped edge of the front panel: up both sides and across the bottom. */
function piping() {
  const k = 2 ** (-1 / SQUARE);
  const at = (side, y) => [side * (halfWidth(y) * k + 0.005), y, halfDepth(y) * k + 0.005];
  const levels = [1.95, 1.7, 1.4, 1.1, 0.8, 0.5, 0.32];
  const bottom = [-1.2, -0.8, -0.4, 0, 0.4, 0.8, 1.2].map((x) => [x, 0.075, halfDepth(0) - 0.035]);
  return through([
    ...levels.map((y) => at(-1, y)),
    [-1.36, 0.14, halfDepth(0.14) * k + 0.01],
    ...bottom,
    [1.36, 0.14, halfDepth(0.14) * k + 0.01],
    ...levels.toReversed().map((y) => at(1, y))
  ]);
}

function frontSeam() {
  const k = 0.86;
  const at = (x, y) => [x, y, frontAt(x, y) + 0.012];
  const levels = [1.2, 1, 0.8, 0.6, 0.42, 0.32];
  return through([
    ...levels.map((y) => at(-halfWidth(y) * k, y)),
    at(-1.24, 0.25),
    ...[-1, -0.5, 0, 0.5, 1].map((x) => at(x, 0.22)),
    at(1.24, 0.25),
    ...levels.toReversed().map((y) => at(halfWidth(y) * k, y))
  ]);
}

const HANDLE = through([
  [-0.74, HEIGHT + 0.2, 0],
  [-0.7, HEIGHT + 0.42, 0],
  [-0.5, HEIGHT + 0.74, 0.01],
  [-0.2, HEIGHT + 0.9, 0.02],
  [0.2, HEIGHT + 0.9, 0.02],
  [0.5, HEIGHT + 0.74, 0.01],
  [0.7, HEIGHT + 0.42, 0],
  [0.74, HEIGHT + 0.2, 0]
]);

function handle(hide, thread) {
  const section = (t) => {
    const flat = Math.max(smoothstep(0.13, 0.03, t), smoothstep(0.87, 0.97, t));
    return { a: mix(0.085, 0.13, flat), b: mix(0.075, 0.035, flat), n: 2.3 };
  };
  const group = new THREE.Group();
  group.add(new THREE.Mesh(sweep(HANDLE, SIDE, section, { along: 180, around: 36, cap: 0.03 }), hide));
  const under = HANDLE.getSpacedPoints(60).slice(8, 53);
  const seam = through(under.map((p) => p.clone().add(new THREE.Vector3(0, 0.0, 0.086))));
  group.add(stitches(seam, { spacing: 0.055, length: 0.03, radius: 0.008, material: thread }));
  return group;
}

/** Ring and leather tab that hold one end of the handle. */
function anchor(x, brass, hide, thread) {
  const group = new THREE.Group();
  const ring = new THREE.Mesh(new THREE.TorusGeometry(0.12, 0.022, 20, 60), brass);
  ring.position.set(x, HEIGHT + 0.17, 0);
  ring.rotation.y = Math.PI / 2;
  ring.scale.set(1.15, 1, 1);
  const tab = new THREE.Mesh(boxUv(new RoundedBoxGeometry(0.2, 0.06, 0.5, 5, 0.028)), hide);
  tab.position.set(x, HEIGHT + 0.085, 0);
  const seam = (dx) =>
    through([
      [x + dx, HEIGHT + 0.117, -0.22],
      [x + dx, HEIGHT + 0.117, 0.22]
    ]);
  for (const dx of [-0.07, 0.07]) {
    group.add(stitches(seam(dx), { spacing: 0.055, length: 0.03, radius: 0.007, material: thread }));
  }
  return group.add(ring, tab);
}

/** Turn lock at the flap's front edge. */
function lock(brass) {
  const group = new THREE.Group();
  const at = flapAt(0.5, 1 - 0.2 / FLAP_LENGTH);
  const plate = new THREE.Mesh(new RoundedBoxGeometry(0.44, 0.26, 0.05, 6, 0.024), brass);
  const knob = new THREE.Mesh(new RoundedBoxGeometry(0.09, 0.2, 0.1, 6, 0.04), brass);
  knob.position.z = 0.07;
  group.add(plate, knob);
  for (const x of [-0.16, 0.16]) {
    const screw = new THREE.Mesh(new THREE.SphereGeometry(0.024, 20, 12), brass);
    screw.scale.z = 0.5;
    screw.position.set(x, 0, 0.026);
    group.add(screw);
  }
  group.position.copy(at).add(new THREE.Vector3(0, 0, 0.03));
  group.rotation.x = -0.09;
  return group;
}

function assemble() {
  const skin = leather({ tone: TAN, seed: 3, repeat: [0.85, 0.85], size: 1024 });
  const hide = rough({ ...skin, bumpScale: 0.012, specularIntensity: 0.55 });
  const dark = rough({ color: 0x5a2415, roughness: 0.55 });
  const thread = rough({ color: 0xe9d3b0, roughness: 0.8 });
  const brass = glossy({ color: 0xd9a954, metalness: 1, roughness: 0.2 });
  const bag = new THREE.Group().add(new THREE.Mesh(body(), hide));
  const sheets = slab(flapAt, { nu: 150, nv: 150, thickness: 0.055, rim: [0.012, 0.012] });
  for (const sheet of sheets) bag.add(new THREE.Mesh(boxUv(sheet), hide));
  const pipe = sweep(piping(), SIDE, () => ({ a: 0.026, b: 0.026 }), { along: 400, around: 16 });
  bag.add(new THREE.Mesh(pipe, dark));
  bag.add(stitches(flapSeam(0.075), { spacing: 0.06, length: 0.034, radius: 0.0085, material: thread }));
  bag.add(stitches(frontSeam(), { spacing: 0.06, length: 0.034, radius: 0.0085, material: thread }));
  bag.add(
    handle(hide, thread),
    anchor(-0.74, brass, hide, thread),
    anchor(0.74, brass, hide, thread),
    lock(brass)
  );
  return bag;
}

function wall(u, v) {
  const tone = [0.47, 0.54, 0.5].map(
    (c) => c * (0.8 + 0.3 * smoothstep(0.95, 0.1, u) + 0.03 * fbm(u, v, 3, 3, 3, 81))
  );
  const light =
    patch(u - 0.12 * (v - 0.5), v, [0.28, 0.4, 0.41, 0.8], 0.02) +
    patch(u - 0.12 * (v - 0.5), v, [0.435, 0.4, 0.56, 0.8], 0.02);
  const leaf = 1 - 0.35 * smoothstep(0.1, 0.7, fbm(u, v, 14, 9, 2, 83));
  return tone.map((c, i) => c * (1 + [0.34, 0.3, 0.22][i] * light * leaf));
}

/** A terracotta leather handbag on a pale stone ledge before a sage wall. */
export function bag() {
  const product = assemble();
  product.rotation.y = 0.5;
  const stone = concrete({ tone: [0.78, 0.75, 0.7], seed: 23, cloud: 0.06 });
  const set = new THREE.Group().add(
    table({ maps: stone, tile: [6, 6], bump: 0.008, back: -2.6 }),
    backdrop({ paint: wall, gain: 0.75, z: -7 })
  );
  return {
    product: shadowed(product),
    set,
    centre: new THREE.Vector3(0, 1.2, 0),
    room: {
      wall: [0.2, 0.215, 0.215],
      ceiling: [0.42, 0.42, 0.42],
      floor: [0.42, 0.39, 0.35],
      panels: [
        { at: [32, 32], size: [46, 76], soft: 10, colour: [5, 4.9, 4.7] },
        { at: [160, 30], size: [50, 60], soft: 24, colour: [0.9, 0.92, 0.98] }
      ]
    },
    camera: { fov: 21, position: [0.3, 3.5, 10.6], target: [0.02, 1.4, 0], aperture: 0.1, nearer: 0.5 },
    look: { exposure: 1.18, contrast: 1.22, saturation: 1.22, seed: 202 },
    size: [1600, 1600]
  };
}
