import * as THREE from 'three';
import { r2 } from './noise.js';

/** Half the side, in scene units, of the cube around the product in which shadows are cast. */
const SHADOW_REACH = 2.9;
const SHADOW_SIZE = 1024;

/** Directional lights with shadow maps, moved to new directions of the light room for every frame. */
export function addLights(scene, count, centre) {
  return Array.from({ length: count }, () => {
    const light = new THREE.DirectionalLight();
    light.castShadow = true;
    light.shadow.mapSize.set(SHADOW_SIZE, SHADOW_SIZE);
    light.shadow.bias = -0.0012;
    light.shadow.normalBias = 0.016;
    Object.assign(light.shadow.camera, {
      left: -SHADOW_REACH,
      right: SHADOW_REACH,
      top: SHADOW_REACH,
      bottom: -SHADOW_REACH,
      near: 0.1,
      far: 20
    });
    light.target.position.copy(centre);
    scene.add(light, light.target);
    return light;
  });
}

function moveLights(lights, room, frame) {
  lights.forEach((light, k) => {
    const s = room.sample(frame * lights.length + k);
    light.position.copy(light.target.position).addScaledVector(s.direction, 10);
    light.color.setRGB(...s.colour.map((c) => c / lights.length));
    light.intensity = 1;
  });
}

/** Maps a square sample to the unit disc without clumping (Shirley and Chiu 1997). */
function disc([a, b]) {
  const x = 2 * a - 1;
  const y = 2 * b - 1;
  if (x === 0 && y === 0) return [0, 0];
  const wide = Math.abs(x) > Math.abs(y);
  const r = wide ? x : y;
  const angle = wide ? (Math.PI / 4) * (y / x) : Math.PI / 2 - (Math.PI / 4) * (x / y);
  return [r * Math.cos(angle), r * Math.sin(angle)];
}

/** Moves the camera to one point of its lens, sheared so that the plane in focus stays put, plus a sub-pixel shift. */
function moveCamera(camera, lens, frame, width, height) {
  const [lx, ly] = disc(r2(frame, 0.31)).map((c) => c * lens.aperture);
  const [jx, jy] = r2(frame, 0.77).map((c) => c - 0.5);
  camera.position.copy(lens.position);
  camera.lookAt(lens.target);
  camera.translateX(lx);
  camera.translateY(ly);
  const pixels = height / 2 / Math.tan((camera.fov * Math.PI) / 360) / lens.focus;
  camera.setViewOffset(width, height, jx - lx * pixels, jy + ly * pixels, width, height);
  camera.updateMatrixWorld();
}

const sumMaterial = () =>
  new THREE.ShaderMaterial({
    uniforms: { sum: { value: null }, frame: { value: null } },
    vertexShader: 'varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0., 1.); }',
    fragmentShader: `uniform sampler2D sum; uniform sampler2D frame; varying vec2 at;
      void main() { gl_FragColor = texture2D(sum, at) + min(texture2D(frame, at), vec4(40.)); }`,
    depthTest: false,
    depthWrite: false
  });

function floatTarget(width, height, depthBuffer) {
  return new THREE.WebGLRenderTarget(width, height, {
    type: THREE.FloatType,
    minFilter: THREE.NearestFilter,
    magFilter: THREE.NearestFilter,
    depthBuffer
  });
}

/**
 * Mean of `frames` renderings, each with its own lights, lens point and sub-pixel shift: soft shadows, ambient
 * occlusion, depth of field and anti-aliasing at once. Returns linear RGBA floats, bottom row first.
 */
export function accumulate({ renderer, scene, camera, lens, room, lights, frames, width, height }) {
  const frameTarget = floatTarget(width, height, true);
  let from = floatTarget(width, height, false);
  let to = floatTarget(width, height, false);
  const material = sumMaterial();
  const quad = new THREE.Scene().add(new THREE.Mesh(new THREE.PlaneGeometry(2, 2), material));
  for (let f = 0; f < frames; f++) {
    moveLights(lights, room, f);
    moveCamera(camera, lens, f, width, height);
    renderer.setRenderTarget(frameTarget);
    renderer.clear();
    renderer.render(scene, camera);
    material.uniforms.sum.value = from.texture;
    material.uniforms.frame.value = frameTarget.texture;
    renderer.setRenderTarget(to);
    renderer.render(quad, camera);
    [from, to] = [to, from];
  }
  const sum = new Float32Array(width * height * 4);
  renderer.readRenderTargetPixels(from, 0, 0, width, height, sum);
  for (const target of [frameTarget, from, to]) target.dispose();
  return sum.map((c) => c / frames);
}
