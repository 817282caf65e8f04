// Product over reflection over backdrop x light, in linear light, premultiplied. Where nothing is mixed, bytes stay what
// they are; what is thrown changes slowly and is dithered.

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

// What lies under the product: its reflection, premultiplied linear light, and how much light is left on the rest.
struct Thrown {
  mirrored: vec4f,
  light: f32,
}

fn thrown_at(at: vec2u) -> Thrown {
  var thrown = Thrown(vec4f(0.0), 1.0);
  if (params.has_reflection != 0.0) { thrown.mirrored = textureLoad(reflection, at, 0); }
  if (params.has_shade != 0.0) { thrown.light = textureLoad(shade, at, 0).r; }
  return thrown;
}

fn over_backdrop(at: vec2u, over: vec4f, thrown: Thrown) -> vec4f {
  let under = textureLoad(backdrop, at, 0);
  let is_bare = thrown.mirrored.a <= 0.0 && thrown.light == 1.0;
  if (is_bare && over.a == 0.0) { return under; }
  let ground = linear_of(under.rgb) * thrown.light * (1.0 - thrown.mirrored.a) + thrown.mirrored.rgb;
  let light = mix(ground, linear_of(over.rgb), over.a);
  if (is_bare) { return vec4f(bytes_of(light), 1.0); }
  return vec4f(dithered(light, at), 1.0);
}

// Shade on nothing is black.
fn over_nothing(at: vec2u, over: vec4f, thrown: Thrown) -> vec4f {
  if (thrown.mirrored.a <= 0.0 && thrown.light == 1.0) { return over; }
  let ground = thrown.mirrored.a + (1.0 - thrown.mirrored.a) * (1.0 - thrown.light);
  let whole = over.a + (1.0 - over.a) * ground;
  let alpha = dithered_byte(whole, at);
  if (alpha == 0.0) { return vec4f(0.0); }
  let light = linear_of(over.rgb) * over.a + thrown.mirrored.rgb * (1.0 - over.a);
  return vec4f(bytes_of(light / whole), alpha);
}

fn painted(at: vec2u) -> vec4f {
  let over = textureLoad(product, at, 0);
  if (over.a == 1.0) { return over; }
  let thrown = thrown_at(at);
  if (params.has_backdrop == 0.0) { return over_nothing(at, over, thrown); }
  return over_backdrop(at, over, thrown);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(picture))) { return; }
  textureStore(picture, id.xy, painted(id.xy));
}
