import * as THREE from 'three';
import { accumulate, addLights } from './accumulate.js';
import { develop, developCutout } from './develop.js';
import { layers } from './layers.js';
import { lightRoom } from './light.js';
import { reflect } from './material.js';
import { bag } from './products/bag.js';
import { headphones } from './products/headphones.js';
import { mug } from './products/mug.js';
import { TRIALS } from './trials/all.js';

const PRODUCTS = { mug, headphones, bag };

function createRenderer() {
  const renderer = new THREE.WebGLRenderer({ antialias: false, alpha: true });
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = THREE.BasicShadowMap;
  renderer.setClearColor(0x000000, 0);
  renderer.autoClear = true;
  return renderer;
}

function lensOf(spec) {
  const position = new THREE.Vector3(...spec.position);
  const target = new THREE.Vector3(...spec.target);
  return {
    position,
    target,
    aperture: spec.aperture,
    focus: position.distanceTo(target) - (spec.nearer ?? 0)
  };
}

/** Coverage of the product alone, through the same lens points and sub-pixel shifts, as bytes, top row first. */
function maskOf(job, set) {
  job.lights.forEach((light) => (light.visible = false));
  set.visible = false;
  job.scene.overrideMaterial = new THREE.MeshBasicMaterial({ color: 0xffffff, side: THREE.DoubleSide });
  const { width, height } = job;
  const linear = accumulate(job);
  const mask = new Uint8ClampedArray(width * height);
  for (let i = 0; i < mask.length; i++) {
    const from = ((height - 1 - Math.floor(i / width)) * width + (i % width)) * 4;
    mask[i] = 255 * linear[from];
  }
  return mask;
}

function base64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}

/** A scene by its parts, ready to be rendered: what every frame of it needs. */
function stage(
  { product, set, centre, room: roomSpec, camera: spec, size },
  { frames, scale, lightsPerFrame }
) {
  const [width, height] = size.map((n) => Math.round(n * scale));
  const scene = new THREE.Scene().add(product, set);
  const renderer = createRenderer();
  const room = lightRoom(roomSpec);
  reflect(scene, new THREE.PMREMGenerator(renderer).fromEquirectangular(room.texture).texture);
  const camera = new THREE.PerspectiveCamera(spec.fov, width / height, 0.5, 60);
  const lights = addLights(scene, lightsPerFrame, centre);
  return { renderer, scene, camera, lens: lensOf(spec), room, lights, frames, width, height };
}

/**
 * Renders one product: photo (RGBA) and exact coverage, both base64.
 * `scale` shrinks the picture and `frames` is the number of renderings averaged.
 */
window.shoot = (name, { frames, scale = 1, lightsPerFrame = 4 }) => {
  const { product, set, ...spec } = PRODUCTS[name]();
  const job = stage({ product, set, ...spec }, { frames, scale, lightsPerFrame });
  const { width, height } = job;
  const photo = develop(accumulate(job), width, height, spec.look);
  return { width, height, photo: base64(photo), mask: base64(maskOf(job, set)) };
};

/**
 * Renders one trial photo: the photo (RGBA) and the product alone in its true colours (RGBA, straight alpha = exact
 * coverage, the same grain), both base64. `coverFrames` is the number of renderings that the coverage is averaged of.
 */
window.shootTrial = (name, { frames, coverFrames, scale = 1, lightsPerFrame = 4 }) => {
  const { product, set, ...spec } = TRIALS[name]();
  const job = stage({ product, set, ...spec }, { frames, scale, lightsPerFrame });
  const { width, height } = job;
  const { photo, alone } = layers(job, product, set, coverFrames);
  const cutout = developCutout(alone, width, height, spec.look);
  const developed = develop(photo, width, height, spec.look);
  job.renderer.dispose();
  return { width, height, photo: base64(developed), cutout: base64(cutout) };
};
