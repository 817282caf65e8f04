import * as THREE from 'three';
import { noise } from './noise.js';

/** Indexed grid of (nu + 1) × (nv + 1) points; `point(u, v)` gives the position, `uv(u, v, position)` the texture place in scene units. */
export function grid(nu, nv, point, uv = (u, v) => [u, v]) {
  const positions = [];
  const uvs = [];
  const index = [];
  for (let j = 0; j <= nv; j++) {
    for (let i = 0; i <= nu; i++) {
      const p = point(i / nu, j / nv);
      positions.push(p.x, p.y, p.z);
      uvs.push(...uv(i / nu, j / nv, p));
      if (i === nu || j === nv) continue;
      const a = j * (nu + 1) + i;
      index.push(a, a + 1, a + nu + 2, a, a + nu + 2, a + nu + 1);
    }
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute('position', new THREE.Float32BufferAttribute(positions, 3));
  geometry.setAttribute('uv', new THREE.Float32BufferAttribute(uvs, 2));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}

/** Makes the normals of a grid agree along the seam where u = 0 meets u = 1. */
export function closeSeam(geometry, nu, nv) {
  const n = geometry.attributes.normal;
  for (let j = 0; j <= nv; j++) {
    const a = j * (nu + 1);
    const b = a + nu;
    const sum = new THREE.Vector3(
      n.getX(a) + n.getX(b),
      n.getY(a) + n.getY(b),
      n.getZ(a) + n.getZ(b)
    ).normalize();
    n.setXYZ(a, sum.x, sum.y, sum.z);
    n.setXYZ(b, sum.x, sum.y, sum.z);
  }
  return geometry;
}

/** Polyline through `corners` ([x, y, fillet radius]) with each corner rounded by a quadratic arc. */
export function fillet(corners, steps = 8) {
  const points = [];
  corners.forEach(([x, y, r = 0], i) => {
    const here = new THREE.Vector2(x, y);
    const before = corners[i - 1];
    const after = corners[i + 1];
    if (!r || !before || !after) return points.push(here);
    const toward = (c) => new THREE.Vector2(c[0], c[1]).sub(here).setLength(r).add(here);
    const a = toward(before);
    const b = toward(after);
    for (let s = 0; s <= steps; s++) {
      const t = s / steps;
      points.push(a.clone().lerp(here, t).lerp(here.clone().lerp(b, t), t));
    }
  });
  return points;
}

/** Splits long parts of a polyline so that no part is longer than `longest`. */
export function subdivide(points, longest) {
  const out = [points[0]];
  for (let i = 1; i < points.length; i++) {
    const n = Math.max(1, Math.ceil(points[i].distanceTo(points[i - 1]) / longest));
    for (let k = 1; k <= n; k++) out.push(points[i - 1].clone().lerp(points[i], k / n));
  }
  return out;
}

/** Body of revolution about y; `deform(radius, angle, y)` may bend the radius. Texture place: turns × girth, length along the profile. */
export function lathe(profile, segments, { girth = 1, deform = (r) => r } = {}) {
  const lengths = [0];
  for (let i = 1; i < profile.length; i++)
    lengths.push(lengths[i - 1] + profile[i].distanceTo(profile[i - 1]));
  const last = profile.length - 1;
  const point = (u, v) => {
    const p = profile[Math.round(v * last)];
    const angle = u * 2 * Math.PI;
    const r = deform(p.x, angle, p.y);
    return new THREE.Vector3(r * Math.sin(angle), p.y, r * Math.cos(angle));
  };
  const geometry = grid(segments, last, point, (u, v) => [u * girth, lengths[Math.round(v * last)]]);
  return closeSeam(geometry, segments, last);
}

/** Crowds grid lines at both ends of [0, 1] so that rims come out round. */
const crowd = (t) => 0.5 - 0.5 * Math.cos(Math.PI * t);

const power = (c, e) => Math.sign(c) * Math.abs(c) ** e;

/**
 * Superellipse section swept along a planar curve. `section(t)` gives half extents `{ a, b, n }`: `a` along `side`
 * (the normal of the curve's plane), `b` in the plane. Ends are closed by shrinking over `cap` scene units.
 */
export function sweep(curve, side, section, { along = 96, around = 32, cap = 0 } = {}) {
  const length = curve.getLength();
  const ends = (t) => {
    const d = Math.min(t, 1 - t) * length;
    return cap && d < cap ? Math.sqrt(Math.max(0, 1 - (1 - d / cap) ** 2)) : 1;
  };
  const warp = (v) => (cap ? crowd(v) : v);
  const point = (u, v) => {
    const t = warp(v);
    const centre = curve.getPointAt(t);
    const normal = new THREE.Vector3().crossVectors(curve.getTangentAt(t), side).normalize();
    const { a, b, n = 2 } = section(t);
    const angle = u * 2 * Math.PI;
    const k = ends(t);
    return centre
      .addScaledVector(side, k * a * power(Math.cos(angle), 2 / n))
      .addScaledVector(normal, k * b * power(Math.sin(angle), 2 / n));
  };
  const girth = (u, v) => {
    const { a, b } = section(warp(v));
    return [u * 4 * (a + b) * 0.8, warp(v) * length];
  };
  return closeSeam(grid(around, along, point, girth), around, along);
}

/**
 * Sheet of material with rounded rims: `surface(u, v)` gives its middle, `thickness` in scene units.
 * `rim` is how far in from the edge the rounding reaches, as a share of u and v.
 */
export function slab(surface, { nu = 96, nv = 96, thickness, rim = [0.02, 0.02], scale = [1, 1] }) {
  const e = 1e-3;
  const normalAt = (u, v) => {
    const du = surface(Math.min(1, u + e), v).sub(surface(Math.max(0, u - e), v));
    const dv = surface(u, Math.min(1, v + e)).sub(surface(u, Math.max(0, v - e)));
    return du.cross(dv).normalize();
  };
  const swell = (u, v) => {
    const d = Math.min(Math.min(u, 1 - u) / rim[0], Math.min(v, 1 - v) / rim[1], 1);
    return Math.sqrt(Math.max(0, 1 - (1 - d) ** 2));
  };
  const face = (sign) => (u, v) => {
    const cu = crowd(u);
    const cv = crowd(sign > 0 ? v : 1 - v);
    return surface(cu, cv).addScaledVector(normalAt(cu, cv), (sign * thickness * swell(cu, cv)) / 2);
  };
  const uv = (u, v) => [crowd(u) * scale[0], crowd(v) * scale[1]];
  return [grid(nu, nv, face(1), uv), grid(nu, nv, face(-1), uv)];
}

/** Texture places by the dominant normal axis, in scene units, so that grain has one size all over a body. */
export function boxUv(geometry) {
  const g = geometry.index ? geometry.toNonIndexed() : geometry;
  const p = g.attributes.position;
  const n = g.attributes.normal;
  const uv = new Float32Array(p.count * 2);
  for (let f = 0; f < p.count; f += 3) {
    const sum = (get) => Math.abs(n[get](f) + n[get](f + 1) + n[get](f + 2));
    const [x, y, z] = [sum('getX'), sum('getY'), sum('getZ')];
    for (let i = f; i < f + 3; i++) {
      const place =
        z >= x && z >= y
          ? [p.getX(i), p.getY(i)]
          : x >= y
            ? [p.getZ(i) + 0.37, p.getY(i)]
            : [p.getX(i), p.getZ(i) + 0.61];
      uv.set(place, i * 2);
    }
  }
  g.setAttribute('uv', new THREE.BufferAttribute(uv, 2));
  return g;
}

/** Adds low bumps of `height` scene units along the normals, `scale` bumps a unit: hand-made unevenness. */
export function uneven(geometry, height, scale, seed) {
  const p = geometry.attributes.position;
  const n = geometry.attributes.normal;
  for (let i = 0; i < p.count; i++) {
    const [x, y, z] = [p.getX(i) * scale, p.getY(i) * scale, p.getZ(i) * scale];
    const k =
      height *
      (noise(x + z * 0.7, y + z * 0.4, 4096, 4096, seed) + noise(y - x * 0.3, z + 9, 4096, 4096, seed + 3));
    p.setXYZ(i, p.getX(i) + n.getX(i) * k, p.getY(i) + n.getY(i) * k, p.getZ(i) + n.getZ(i) * k);
  }
  return geometry;
}

/** A seam of thread: short capsules along `curve`, `spacing` apart, each `length` long and `radius` thick (scene units). */
export function stitches(curve, { spacing, length, radius, material, skew = 0 }) {
  const total = curve.getLength();
  const count = Math.floor(total / spacing);
  const mesh = new THREE.InstancedMesh(new THREE.CapsuleGeometry(radius, length, 4, 8), material, count);
  const up = new THREE.Vector3(0, 1, 0);
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const tangent = curve.getTangentAt(t).applyAxisAngle(new THREE.Vector3(0, 0, 1), skew);
    const turn = new THREE.Quaternion().setFromUnitVectors(up, tangent);
    mesh.setMatrixAt(i, new THREE.Matrix4().compose(curve.getPointAt(t), turn, new THREE.Vector3(1, 1, 1)));
  }
  return mesh;
}

/** Smooth curve through points given as [x, y, z]. */
export function through(points, closed = false) {
  const at = points.map((p) => (p.isVector3 ? p : new THREE.Vector3(...p)));
  const curve = new THREE.CatmullRomCurve3(at, closed, 'centripetal');
  curve.arcLengthDivisions = 800;
  return curve;
}
