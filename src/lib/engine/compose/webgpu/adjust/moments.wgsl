// The signals, or their squares, counted by alpha.

@group(0) @binding(0) var<uniform> is_squared: f32;
@group(0) @binding(1) var source: texture_2d<f32>;
@group(0) @binding(2) var counted: texture_storage_2d<rgba32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(counted))) { return; }
  let pixel = textureLoad(source, id.xy, 0);
  let x = signals_of(pixel.rgb);
  let moment = select(x, x * x, is_squared != 0.0);
  textureStore(counted, id.xy, vec4f(moment * pixel.a, pixel.a));
}
