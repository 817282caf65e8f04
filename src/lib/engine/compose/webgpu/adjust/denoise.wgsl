// The guided filter's last step, mean(a) x + mean(b): encoded colours.

@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var factors: texture_2d<f32>;
@group(0) @binding(3) var offsets: texture_2d<f32>;
@group(0) @binding(4) var colours: texture_storage_2d<rgba32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(colours))) { return; }
  let x = signals_of(textureLoad(source, id.xy, 0).rgb);
  let signals = mean_of(textureLoad(factors, id.xy, 0)) * x + mean_of(textureLoad(offsets, id.xy, 0));
  textureStore(colours, id.xy, vec4f(clamp(rgb_of(signals), vec3f(0.0), vec3f(1.0)), 1.0));
}
