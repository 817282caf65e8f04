// A Gaussian along rows or columns. Beyond the texture there is nothing, which counts.

struct Params {
  sigma: f32,
  is_down: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var plane: texture_2d<f32>;
@group(0) @binding(2) var blurred: texture_storage_2d<r32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let size = vec2i(textureDimensions(plane));
  let at = vec2i(id.xy);
  if (any(at >= size)) { return; }
  let along = select(vec2i(1, 0), vec2i(0, 1), params.is_down != 0.0);
  let radius = i32(ceil(3.5 * params.sigma));
  var sum = vec4f(0.0);
  var weight = 0.0;
  for (var k = -radius; k <= radius; k++) {
    let place = at + k * along;
    let share = exp(-f32(k * k) / (2.0 * params.sigma * params.sigma));
    if (all(place >= vec2i(0)) && all(place < size)) { sum += share * textureLoad(plane, place, 0); }
    weight += share;
  }
  textureStore(blurred, at, sum / weight);
}
