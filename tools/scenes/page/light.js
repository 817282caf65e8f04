import * as THREE from 'three';
import { clamp, mix, r2, smoothstep } from './noise.js';

const WIDTH = 1024;
const HEIGHT = 512;
const luminance = (rgb) => 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];

/** Unit direction of a point of the latitude-longitude picture, as three.js reads it (`equirectUv`). */
function direction(u, v) {
  const azimuth = (u - 0.5) * 2 * Math.PI;
  const elevation = (v - 0.5) * Math.PI;
  const c = Math.cos(elevation);
  return new THREE.Vector3(c * Math.cos(azimuth), Math.sin(elevation), c * Math.sin(azimuth));
}

/** Soft-edged lamp or window: radiance by how far a direction falls inside its rectangle of azimuth and elevation (degrees). */
function panel(azimuth, elevation, { at, size, soft = 6, colour, bars = 0 }) {
  const da = ((azimuth - at[0] + 540) % 360) - 180;
  const de = elevation - at[1];
  const inside = (d, half) => smoothstep(half + soft / 2, half - soft / 2, Math.abs(d));
  let k = inside(da, size[0] / 2) * inside(de, size[1] / 2);
  if (bars) k *= smoothstep(0.4, 1.2, Math.abs(da)) * smoothstep(0.4, 1.2, Math.abs(de - size[1] * 0.12));
  return colour.map((c) => c * k);
}

/** Radiance of the room seen in one direction: ceiling, walls, floor, then every panel on top. */
function radiance(room, d) {
  const elevation = (Math.asin(clamp(d.y, -1, 1)) * 180) / Math.PI;
  const azimuth = (Math.atan2(d.z, d.x) * 180) / Math.PI;
  const up = smoothstep(15, 65, elevation);
  const down = smoothstep(1, -4, elevation);
  const base = [0, 1, 2].map((c) => mix(mix(room.wall[c], room.ceiling[c], up), room.floor[c], down));
  for (const lamp of room.panels) panel(azimuth, elevation, lamp).forEach((c, i) => (base[i] += c));
  return base;
}

function paintRoom(room) {
  const data = new Float32Array(WIDTH * HEIGHT * 4);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at += 4) {
      data.set([...radiance(room, direction((x + 0.5) / WIDTH, (y + 0.5) / HEIGHT)), 1], at);
    }
  }
  return data;
}

/** Running sums of luminance × solid angle, per row and within rows, for importance sampling (Pharr et al., PBRT 4, § 12.5). */
function cumulative(data) {
  const rows = new Float64Array(HEIGHT + 1);
  const columns = [];
  for (let y = 0; y < HEIGHT; y++) {
    const sums = new Float64Array(WIDTH + 1);
    for (let x = 0; x < WIDTH; x++) {
      const at = (y * WIDTH + x) * 4;
      sums[x + 1] = sums[x] + luminance([data[at], data[at + 1], data[at + 2]]);
    }
    columns.push(sums);
    rows[y + 1] = rows[y] + sums[WIDTH] * Math.cos(((y + 0.5) / HEIGHT - 0.5) * Math.PI);
  }
  return { rows, columns };
}

function search(sums, target) {
  let lo = 0;
  let hi = sums.length - 2;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (sums[mid + 1] > target) hi = mid;
    else lo = mid + 1;
  }
  return lo;
}

/**
 * Light of a room painted by code: a texture for reflections, and `sample(i)` giving the `i`-th of a well-spread
 * sequence of directions drawn in proportion to brightness, with radiance ÷ probability as its colour.
 */
export function lightRoom(room) {
  const data = paintRoom(room);
  const texture = new THREE.DataTexture(data, WIDTH, HEIGHT, THREE.RGBAFormat, THREE.FloatType);
  texture.mapping = THREE.EquirectangularReflectionMapping;
  texture.minFilter = texture.magFilter = THREE.LinearFilter;
  texture.needsUpdate = true;
  const { rows, columns } = cumulative(data);
  const total = rows[HEIGHT];
  const sample = (i) => {
    const [a, b] = r2(i);
    const y = search(rows, a * total);
    const x = search(columns[y], b * columns[y][WIDTH]);
    const at = (y * WIDTH + x) * 4;
    const rgb = [data[at], data[at + 1], data[at + 2]];
    const weight = (total * ((2 * Math.PI * Math.PI) / (WIDTH * HEIGHT))) / luminance(rgb);
    return {
      direction: direction((x + 0.5) / WIDTH, (y + 0.5) / HEIGHT),
      colour: rgb.map((c) => c * weight)
    };
  };
  return { texture, sample };
}
