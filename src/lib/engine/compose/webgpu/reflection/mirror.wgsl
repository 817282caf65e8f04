// Adds one blurred copy of the product to its reflection, as much of it as its level counts. Formulas/reflection.ts.

struct Params {
  level: f32,
  strength: f32,
  length: f32,
  // Standard deviation of the blur per px of distance.
  spread: f32,
  fades: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
// One row: the line that the product stands on, px from the top.
@group(0) @binding(1) var line: texture_2d<f32>;
// Premultiplied linear light.
@group(0) @binding(2) var copy: texture_2d<f32>;
@group(0) @binding(3) var before: texture_2d<f32>;
@group(0) @binding(4) var reflection: texture_storage_2d<rgba32float, write>;

fn copy_at(x: i32, y: i32) -> vec4f {
  if (y < 0 || y >= i32(textureDimensions(copy).y)) { return vec4f(0.0); }
  return textureLoad(copy, vec2i(x, y), 0);
}

fn level_at(distance: f32) -> f32 {
  let sigma = params.spread * distance;
  return select(1.0 + log2(max(sigma, 1.0)), sigma, sigma <= 1.0);
}

fn strength_at(distance: f32) -> f32 {
  let left = 1.0 - distance / params.length;
  if (distance < 0.0 || left <= 0.0) { return 0.0; }
  return params.strength * left * left;
}

fn added(at: vec2u, frame: vec2f) -> vec4f {
  let stand = textureLoad(line, vec2u(at.x, 0u), 0).r;
  let place = vec2f(at) + 0.5;
  let distance = place.y - stand;
  var strength = strength_at(distance);
  if (stand < 0.0 || strength <= 0.0) { return vec4f(0.0); }
  if (params.fades != 0.0) { strength *= frame_fade(place, frame); }
  let share = max(0.0, 1.0 - abs(level_at(distance) - params.level));
  let mirrored = stand - distance - 0.5;
  let row = i32(floor(mirrored));
  let above = copy_at(i32(at.x), row);
  let below = copy_at(i32(at.x), row + 1);
  return strength * share * mix(above, below, mirrored - floor(mirrored));
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let frame = textureDimensions(reflection);
  if (any(id.xy >= frame)) { return; }
  textureStore(reflection, id.xy, textureLoad(before, id.xy, 0) + added(id.xy, vec2f(frame)));
}
