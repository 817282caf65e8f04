// A blurred picture, in linear light: what lay beyond the frame did not count.

@group(0) @binding(1) var light: texture_2d<f32>;
@group(0) @binding(2) var picture: texture_storage_2d<rgba8unorm, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(picture))) { return; }
  let blurred = textureLoad(light, id.xy, 0);
  textureStore(picture, id.xy, vec4f(dithered(blurred.rgb / blurred.a, id.xy), 1.0));
}
