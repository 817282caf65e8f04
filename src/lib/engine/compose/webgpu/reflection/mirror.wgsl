// Adds one level of the product to its reflection, as much of it as counts at each distance. Formulas/reflection.ts.

struct Params {
  level: f32,
  // Side of its cells, px, and the row of the product at which it begins.
  cell: f32,
  top: f32,
  strength: f32,
  length: f32,
  // Standard deviation of the blur per px of distance.
  spread: f32,
  fades: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
// One row: the line that the product stands on, px from the top.
@group(0) @binding(1) var line: texture_2d<f32>;
// One row: where its lowest part ends in each column.
@group(0) @binding(2) var contour: texture_2d<f32>;
// Premultiplied linear light, in cells.
@group(0) @binding(3) var cells: texture_2d<f32>;
@group(0) @binding(4) var before: texture_2d<f32>;
@group(0) @binding(5) var reflection: texture_storage_2d<rgba32float, write>;

fn cell_at(at: vec2i) -> vec4f {
  if (any(at < vec2i(0)) || any(at >= vec2i(textureDimensions(cells)))) { return vec4f(0.0); }
  return textureLoad(cells, at, 0);
}

// In straight lines between the middles of cells.
fn light_at(place: vec2f) -> vec4f {
  let cell = place / params.cell - 0.5;
  let corner = vec2i(floor(cell));
  let share = cell - floor(cell);
  let above = mix(cell_at(corner), cell_at(corner + vec2i(1, 0)), share.x);
  let below = mix(cell_at(corner + vec2i(0, 1)), cell_at(corner + vec2i(1, 1)), share.x);
  return mix(above, below, share.y);
}

fn level_at(distance: f32) -> f32 {
  let sigma = params.spread * distance;
  return select(1.0 + log2(max(sigma, 1.0)), sigma, sigma <= 1.0);
}

const UNDER = 3.0;

fn strength_at(distance: f32) -> f32 {
  let left = 1.0 - max(0.0, distance) / params.length;
  if (distance < -UNDER || left <= 0.0) { return 0.0; }
  return params.strength * left * left;
}

const SOFT = 2.0;
const DRAWN_OUT = 5.0;
const CLOSE = 2.0;
const APART = 8.0;

fn mirrored_row(distance: f32, stand: f32, end: f32) -> f32 {
  let row = stand - distance;
  let drawn_out = DRAWN_OUT * (1.0 - smoothstep(CLOSE, APART, stand - end));
  return min(row, max(end - SOFT, row - drawn_out));
}

fn added(at: vec2u, frame: vec2f) -> vec4f {
  let stand = textureLoad(line, vec2u(at.x, 0u), 0).r;
  let place = vec2f(at) + 0.5;
  let distance = place.y - stand;
  let share = max(0.0, 1.0 - abs(level_at(max(0.0, distance)) - params.level));
  var strength = strength_at(distance) * share;
  if (strength <= 0.0) { return vec4f(0.0); }
  if (params.fades != 0.0) { strength *= frame_fade(place, frame); }
  let end = textureLoad(contour, vec2u(at.x, 0u), 0).r;
  return strength * light_at(vec2f(place.x, mirrored_row(distance, stand, end) - params.top));
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let frame = textureDimensions(reflection);
  if (any(id.xy >= frame)) { return; }
  textureStore(reflection, id.xy, textureLoad(before, id.xy, 0) + added(id.xy, vec2f(frame)));
}
