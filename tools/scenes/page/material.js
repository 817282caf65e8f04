import * as THREE from 'three';

const AFTER_MAPS = `#include <lights_fragment_maps>
#if defined( USE_ENVMAP ) && defined( RE_IndirectDiffuse )
  iblIrradiance = vec3( 0.0 );
#endif`;

const AFTER_LIGHTS = `
{
  vec3 open = vec3( 0.0 );
  for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) open += saturate( dot( normal, directionalLights[ i ].direction ) ) * directionalLights[ i ].color;
  vec3 lit = reflectedLight.directDiffuse * PI;
  vec3 full = open * material.diffuseColor;
  float total = full.r + full.g + full.b;
  float seen = total > 1e-4 ? clamp( ( lit.r + lit.g + lit.b ) / total, 0.0, 1.0 ) : 1.0;
  seen = mix( 1.0, seen, 0.85 );
  reflectedLight.directSpecular = vec3( 0.0 );
  radiance *= seen;
  #ifdef USE_CLEARCOAT
    clearcoatSpecularDirect = vec3( 0.0 );
    clearcoatRadiance *= seen;
  #endif
}
#include <lights_fragment_end>`;

/**
 * Physical material for smooth things (glaze, lacquer, metal): reflections come from the light room's picture,
 * dimmed by the share of this frame's lights that reach the point; diffuse light comes from the shadowed lights alone.
 */
export function glossy(parameters) {
  const material = new THREE.MeshPhysicalMaterial({ side: THREE.DoubleSide, ...parameters });
  material.userData.reflects = true;
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <lights_fragment_maps>', AFTER_MAPS)
      .replace('#include <lights_fragment_end>', AFTER_LIGHTS);
  };
  return material;
}

/** Physical material for rough things (leather, wood, cloth): all its light, gloss too, comes from the shadowed lights. */
export const rough = (parameters) =>
  new THREE.MeshPhysicalMaterial({ side: THREE.DoubleSide, ...parameters });

/** Gives every glossy material under `root` the blurred picture of the light room to reflect. */
export function reflect(root, envMap) {
  root.traverse((node) => {
    if (node.material?.userData.reflects) node.material.envMap = envMap;
  });
}
