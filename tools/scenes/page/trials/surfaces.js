import * as THREE from 'three';
import { clamp, fbm, hash, mix, noise, smoothstep } from '../noise.js';
import { surfaceMaps } from '../textures.js';

const blend = (a, b, t) => a.map((c, i) => mix(c, b[i], clamp(t)));

/** Cheap material for dull things: colour and bumps, no gloss. */
export function dull({ map, bumpMap, ...rest }) {
  return new THREE.MeshLambertMaterial({
    side: THREE.DoubleSide,
    ...(map && { map }),
    ...(bumpMap && { bumpMap }),
    ...rest
  });
}

/** Polished stone with veins around `tone` (sRGB 0–1). */
export const marble = ({ tone, vein, seed, size = 1024 }) =>
  surfaceMaps(size, (u, v) => {
    const bend = fbm(u, v, 4, 4, 4, seed);
    const line = Math.abs(noise(u * 5 + bend * 1.6, v * 3 + bend, 5, 3, seed + 7));
    const k = 0.75 * smoothstep(0.07, 0, line) + 0.35 * smoothstep(0.25, 0, line);
    const cloud = 0.05 * fbm(u, v, 3, 3, 4, seed + 3);
    return { colour: blend(tone, vein, k + cloud + 0.05), height: 0, rough: 0.3 };
  });

/** One quarter-turn ornament of a cement tile: rings, petals and a border; 0–1 picks among the colours. */
function ornament(x, y) {
  const r = Math.hypot(x, y);
  const turn = Math.cos(8 * Math.atan2(y, x));
  if (Math.max(Math.abs(x), Math.abs(y)) > 0.96) return 3;
  const corner = Math.hypot(1 - Math.abs(x), 1 - Math.abs(y));
  if (corner < 0.42) return corner < 0.2 ? 2 : corner < 0.3 ? 0 : 1;
  if (r < 0.3 + 0.1 * turn) return 2;
  if (r < 0.62 + 0.13 * turn) return r < 0.5 + 0.1 * turn ? 0 : 1;
  return r < 0.74 + 0.05 * turn ? 2 : 0;
}

/** Printed pattern of ornaments, `count` a tile; `colours` are ground, two inks and the joint (sRGB 0–1). */
export const patterned = ({ colours, count, seed, size = 1024, worn = 0.06, draw = ornament }) =>
  surfaceMaps(size, (u, v) => {
    const at = (t) => 2 * ((t * count) % 1) - 1;
    const shade = 1 + worn * fbm(u, v, 6, 6, 4, seed) + 0.03 * noise(u * 150, v * 150, 150, 150, seed + 5);
    const which = draw(at(u), at(v));
    return { colour: colours[which].map((c) => c * shade), height: which === 3 ? -1 : 0, rough: 0.6 };
  });

/** Leaves and stripes for a printed cloth, in the same four colours as `ornament`. */
export function foliage(x, y) {
  const stripe = Math.abs(x) < 0.07 ? 1 : 0;
  const leaf =
    Math.abs(Math.abs(x) - 0.48 - 0.1 * Math.sin(y * 3)) < 0.3 * Math.max(0, Math.sin(y * 6.28)) ? 2 : 0;
  const berry = Math.hypot(Math.abs(x) - 0.55, Math.abs(y) - 0.5) < 0.13 ? 1 : 0;
  return Math.max(stripe, leaf, berry);
}

/** Short pile or felt around `tone` (sRGB 0–1). */
export const felt = ({ tone, seed, size = 768, grain = 0.1 }) =>
  surfaceMaps(size, (u, v) => {
    const fuzz =
      noise(u * 220, v * 220, 220, 220, seed) * 0.6 + noise(u * 90, v * 90, 90, 90, seed + 1) * 0.4;
    const shade = 1 + grain * fuzz + 0.06 * fbm(u, v, 4, 4, 3, seed + 2);
    return { colour: tone.map((c) => c * shade), height: fuzz, rough: 1 };
  });

/** Alpha map of a sheet punched with round holes in offset rows: white is material. */
export function punched(columns, rows, share) {
  const size = 1024;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (let i = 0; i < size * size; i++) {
    const v = (Math.floor(i / size) / size) * rows;
    const u = ((i % size) / size) * columns + (Math.floor(v) % 2) / 2;
    const d = Math.hypot((u % 1) - 0.5, (v % 1) - 0.5);
    const on = v < 1 || v > rows - 1 ? 1 : smoothstep(share - 0.03, share + 0.03, d);
    data.fill(on * 255, 4 * i, 4 * i + 3);
  }
  const texture = new THREE.DataTexture(data, size, size, THREE.RGBAFormat);
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  texture.minFilter = texture.magFilter = THREE.LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** Deterministic number in [−1, 1) for the `i`-th thing of a kind. */
export const wobble = (i, kind) => 2 * hash(i, kind, 77) - 1;

const RIM = `
  float facing = abs( dot( normalize( vViewPosition ), normal ) );
  diffuseColor.a = mix( opacity, 1.0, pow( 1.0 - facing, 3.0 ) );
#include <opaque_fragment>`;

/** Thin clear wall: more of it is seen the flatter one looks along it (Schlick 1994, exponent lowered for thickness). */
export function clear(parameters) {
  const material = new THREE.MeshStandardMaterial({
    side: THREE.DoubleSide,
    transparent: true,
    roughness: 0.08,
    depthWrite: false,
    ...parameters
  });
  material.userData.reflects = true;
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader.replace('#include <opaque_fragment>', RIM);
  };
  return material;
}
