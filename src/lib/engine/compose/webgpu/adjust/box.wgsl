// A running mean along rows or columns; beyond the texture nothing counts. An invocation goes along a stretch of one
// line: the sum of its first window is added up, all others follow from the one before. Stretches are short enough for
// many invocations, and for sums that do not drift.

struct Params {
  radius: f32,
  is_down: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var plane: texture_2d<f32>;
@group(0) @binding(2) var means: texture_storage_2d<rgba32float, write>;

const STRETCH = 64;

fn place_of(line: i32, at: i32) -> vec2i {
  return select(vec2i(at, line), vec2i(line, at), params.is_down != 0.0);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let size = vec2i(textureDimensions(plane));
  let turned = select(size, size.yx, params.is_down != 0.0);
  let line = i32(id.x);
  let first = i32(id.y) * STRETCH;
  let count = turned.x;
  if (line >= turned.y || first >= count) { return; }
  let radius = i32(params.radius);
  var sum = vec4f(0.0);
  for (var i = max(0, first - 1 - radius); i < min(count, first + radius); i++) {
    sum += textureLoad(plane, place_of(line, i), 0);
  }
  for (var at = first; at < min(count, first + STRETCH); at++) {
    let entering = at + radius;
    let leaving = at - radius - 1;
    if (entering < count) { sum += textureLoad(plane, place_of(line, entering), 0); }
    if (leaving >= 0) { sum -= textureLoad(plane, place_of(line, leaving), 0); }
    let inside = min(count - 1, entering) - max(0, at - radius) + 1;
    textureStore(means, place_of(line, at), sum / f32(inside));
  }
}
