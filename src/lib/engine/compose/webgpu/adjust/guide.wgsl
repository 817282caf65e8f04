// Guided filter, per window: a = var / (var + epsilon), b = (1 - a) mean; each counted by alpha.

struct Params {
  epsilons: vec3f,
  // Writes b; else a.
  is_offset: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var means: texture_2d<f32>;
@group(0) @binding(3) var squares: texture_2d<f32>;
@group(0) @binding(4) var counted: texture_storage_2d<rgba32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(counted))) { return; }
  let alpha = textureLoad(source, id.xy, 0).a;
  let mean = mean_of(textureLoad(means, id.xy, 0));
  let variance = max(vec3f(0.0), mean_of(textureLoad(squares, id.xy, 0)) - mean * mean);
  let a = variance / (variance + params.epsilons);
  let written = select(a, (1.0 - a) * mean, params.is_offset != 0.0);
  textureStore(counted, id.xy, vec4f(written * alpha, alpha));
}
