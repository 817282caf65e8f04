// Lays a product over its backdrop in linear light, premultiplied. Where nothing is mixed, bytes stay what they are.

struct Params {
  has_backdrop: f32,
  has_shade: f32,
  has_reflection: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var product: texture_2d<f32>;
@group(0) @binding(2) var backdrop: texture_2d<f32>;
@group(0) @binding(3) var shade: texture_2d<f32>;
@group(0) @binding(4) var reflection: texture_2d<f32>;
@group(0) @binding(5) var picture: texture_storage_2d<rgba8unorm, write>;

fn painted(at: vec2u) -> vec4f {
  let over = textureLoad(product, at, 0);
  if (over.a == 1.0 || params.has_backdrop == 0.0) { return over; }
  let under = textureLoad(backdrop, at, 0);
  let light = select(1.0, textureLoad(shade, at, 0).r, params.has_shade != 0.0);
  let mirrored = select(vec4f(0.0), textureLoad(reflection, at, 0), params.has_reflection != 0.0);
  if (over.a == 0.0 && light == 1.0 && mirrored.a == 0.0) { return under; }
  let behind = mirrored.rgb + (1.0 - mirrored.a) * linear_of(under.rgb) * light;
  return vec4f(bytes_of(mix(behind, linear_of(over.rgb), over.a)), 1.0);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(picture))) { return; }
  textureStore(picture, id.xy, painted(id.xy));
}
