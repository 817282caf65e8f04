// A sampled Gaussian along rows or columns, for small deviations.

struct Params {
  sigma: f32,
  is_down: f32,
  // Beyond the texture there is nothing, which counts; else what is beyond is left out.
  counts_beyond: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var plane: texture_2d<f32>;
@group(0) @binding(2) var blurred: texture_storage_2d<r32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let size = vec2i(textureDimensions(plane));
  let at = vec2i(id.xy);
  if (any(at >= size)) { return; }
  let step = select(vec2i(1, 0), vec2i(0, 1), params.is_down != 0.0);
  let radius = i32(ceil(3.0 * params.sigma));
  var sum = vec4f(0.0);
  var weight = 0.0;
  for (var k = -radius; k <= radius; k++) {
    let place = at + k * step;
    let is_inside = all(place >= vec2i(0)) && all(place < size);
    let share = exp(-f32(k * k) / (2.0 * params.sigma * params.sigma));
    if (is_inside) { sum += share * textureLoad(plane, place, 0); }
    if (is_inside || params.counts_beyond != 0.0) { weight += share; }
  }
  textureStore(blurred, at, sum / weight);
}
