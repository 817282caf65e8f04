// One colour, opaque; its bytes as 0-1.

@group(0) @binding(0) var<uniform> color: vec4f;
@group(0) @binding(1) var picture: texture_storage_2d<rgba8unorm, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(picture))) { return; }
  textureStore(picture, id.xy, color);
}
