import * as THREE from 'three';
import { mix, smoothstep } from '../noise.js';
import { colourMap } from '../textures.js';
import { patch, shadowed } from '../set.js';
import { dull } from './surfaces.js';

/** Lights of the rooms in which the trial photos are taken. */
export const ROOMS = {
  window: {
    wall: [0.36, 0.34, 0.31],
    ceiling: [0.6, 0.58, 0.55],
    floor: [0.35, 0.28, 0.2],
    panels: [
      { at: [150, 30], size: [55, 60], soft: 8, colour: [5.6, 5.7, 6], bars: 1 },
      { at: [25, 35], size: [40, 50], soft: 24, colour: [1.3, 1.2, 1.1] }
    ]
  },
  lamp: {
    wall: [0.22, 0.19, 0.16],
    ceiling: [0.34, 0.3, 0.26],
    floor: [0.2, 0.16, 0.12],
    panels: [
      { at: [45, 52], size: [26, 26], soft: 10, colour: [13, 11, 8.6] },
      { at: [170, 25], size: [40, 40], soft: 20, colour: [0.8, 0.9, 1.1] }
    ]
  },
  tent: {
    wall: [0.9, 0.9, 0.9],
    ceiling: [1.5, 1.5, 1.5],
    floor: [0.7, 0.7, 0.7],
    panels: [{ at: [130, 45], size: [60, 50], soft: 20, colour: [2.4, 2.4, 2.4] }]
  }
};

/** A floor reaching the horizon; `turn` rotates its texture, `tile` is its side in scene units. */
export function ground({ maps, tile = 3, turn = 0, bump = 0.6, ...rest }) {
  const geometry = new THREE.PlaneGeometry(24, 24);
  const uv = geometry.attributes.uv;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  for (let i = 0; i < uv.count; i++) {
    const [x, y] = [(uv.getX(i) * 24) / tile, (uv.getY(i) * 24) / tile];
    uv.setXY(i, x * c - y * s, x * s + y * c);
  }
  const mesh = new THREE.Mesh(
    geometry,
    dull({ ...maps, ...(maps?.bumpMap && { bumpScale: bump }), ...rest })
  );
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.set(0, 0, -3);
  mesh.receiveShadow = true;
  return mesh;
}

/** A wall far out of focus with blurred furniture; `tones` are the wall and two pieces (sRGB 0–1). */
export function farWall({ tones, gain = 0.8, z = -8, y = 4 }) {
  const map = colourMap(512, 320, (u, v) => {
    const light = 0.75 + 0.35 * smoothstep(1, 0.1, u);
    const add = (rgb, k, colour) => rgb.map((c, i) => mix(c, colour[i], k));
    let rgb = tones[0].map((c) => c * light);
    rgb = add(rgb, 0.85 * patch(u, v, [0.2, 0.28, 0.38, 0.66], 0.03), tones[1]);
    return add(rgb, 0.8 * patch(u, v, [0.58, 0.24, 0.82, 0.5], 0.04), tones[2]);
  });
  map.wrapS = map.wrapT = THREE.ClampToEdgeWrapping;
  const material = new THREE.MeshBasicMaterial({ map, color: new THREE.Color(gain, gain, gain) });
  const wall = new THREE.Mesh(new THREE.PlaneGeometry(26, 12), material);
  wall.position.set(0, y, z);
  return wall;
}

/** Stands a group on the floor, makes it cast and take shadows. */
export function standing(product) {
  product.position.y -= new THREE.Box3().setFromObject(product, true).min.y;
  return shadowed(product);
}

const LOOK = { exposure: 1.5, contrast: 1.22, saturation: 1.22, grain: 0.014 };
const CAMERA = { fov: 24, position: [0.3, 2.6, 6.8], target: [0, 0.85, 0], aperture: 0.02 };

/** A trial photo: a standing product on a set, seen as `camera` and `look` say where they differ from the usual. */
export function trial({
  product,
  set,
  seed,
  room = ROOMS.window,
  camera,
  look,
  size = [1600, 1600],
  height = 0.9
}) {
  return {
    product: standing(product),
    set: new THREE.Group().add(...set),
    centre: new THREE.Vector3(0, height, 0),
    room,
    camera: { ...CAMERA, ...camera },
    look: { ...LOOK, ...look, seed },
    size
  };
}
