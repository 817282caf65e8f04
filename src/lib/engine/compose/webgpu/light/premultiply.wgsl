// Straight sRGB as premultiplied linear light; rows from `top` on.

@group(0) @binding(0) var<uniform> top: f32;
@group(0) @binding(1) var picture: texture_2d<f32>;
@group(0) @binding(2) var light: texture_storage_2d<rgba32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(light))) { return; }
  let pixel = textureLoad(picture, id.xy + vec2u(0u, u32(top)), 0);
  textureStore(light, id.xy, vec4f(linear_of(pixel.rgb) * pixel.a, pixel.a));
}
