// What clarity and sharpening look at: encoded luminance, counted by alpha, and alpha itself.

@group(0) @binding(4) var counted: texture_storage_2d<rg32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(counted))) { return; }
  let alpha = textureLoad(source, id.xy, 0).a;
  textureStore(counted, id.xy, vec4f(encoded_luminance(lit(id.xy)) * alpha, alpha, 0.0, 0.0));
}
