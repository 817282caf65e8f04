// The floor that a product darkens by touching it, from the line that it stands on back. Formulas/shadow.ts says why.

@group(0) @binding(0) var<uniform> depth: f32;
// One row: where that line is in each column, px from the top, and how much it counts.
@group(0) @binding(1) var line: texture_2d<f32>;
@group(0) @binding(2) var weights: texture_2d<f32>;
@group(0) @binding(3) var occluder: texture_storage_2d<r32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(occluder))) { return; }
  let end = textureLoad(line, vec2u(id.x, 0u), 0).r;
  let weight = textureLoad(weights, vec2u(id.x, 0u), 0).r;
  // Px up from the line, of the pixel's upper side.
  let up = end - f32(id.y);
  let cover = clamp(up, 0.0, 1.0) * (1.0 - smoothstep(0.0, 1.0, (up - 0.5) / depth));
  textureStore(occluder, id.xy, vec4f(weight * cover));
}
