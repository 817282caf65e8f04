// What darkens the floor by touching it: a band along the line that the product stands on, up into the product, edges
// covering their share of a pixel.

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
  let y = f32(id.y);
  let cover = max(0.0, min(y + 1.0, end) - max(y, end - depth));
  textureStore(occluder, id.xy, vec4f(weight * cover));
}
