import * as THREE from 'three';
import { smoothstep } from './noise.js';
import { colourMap } from './textures.js';
import { rough } from './material.js';

/** Level table top at y = 0 from `front` to `back` (z, scene units) with its edge, and texture places in scene units. */
export function table({
  maps,
  width = 16,
  front = 6,
  back = -4,
  turn = 0,
  bump = 0.004,
  tile = [4, 4],
  ...parameters
}) {
  const depth = front - back;
  const geometry = new THREE.BoxGeometry(width, 0.3, depth);
  const p = geometry.attributes.position;
  const uv = geometry.attributes.uv;
  for (let i = 0; i < p.count; i++) {
    const [x, z] = [p.getX(i), p.getZ(i)];
    uv.setXY(
      i,
      (x * Math.cos(turn) - z * Math.sin(turn)) / tile[0],
      (x * Math.sin(turn) + z * Math.cos(turn)) / tile[1]
    );
  }
  const mesh = new THREE.Mesh(geometry, rough({ ...maps, bumpScale: bump, ...parameters }));
  mesh.position.set(0, -0.15, (front + back) / 2);
  mesh.receiveShadow = true;
  return mesh;
}

/** Far wall, out of focus: `paint(u, v)` gives sRGB, `gain` its brightness in scene light. */
export function backdrop({ paint, gain, z = -9, width = 22, height = 14, y = 2 }) {
  const map = colourMap(1024, 640, paint);
  map.wrapS = map.wrapT = THREE.ClampToEdgeWrapping;
  const material = new THREE.MeshBasicMaterial({ map, color: new THREE.Color(gain, gain, gain) });
  const mesh = new THREE.Mesh(new THREE.PlaneGeometry(width, height), material);
  mesh.position.set(0, y, z);
  return mesh;
}

/** Soft-edged rectangle, 1 inside: a piece of furniture or a patch of window light far out of focus. */
export function patch(u, v, [u0, v0, u1, v1], soft) {
  const inside = (x, a, b) => smoothstep(a - soft, a + soft, x) * smoothstep(b + soft, b - soft, x);
  return inside(u, u0, u1) * inside(v, v0, v1);
}

/** Makes every mesh under `root` cast and take shadows. */
export function shadowed(root) {
  root.traverse((node) => {
    if (node.isMesh) node.castShadow = node.receiveShadow = true;
  });
  return root;
}
