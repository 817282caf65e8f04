// The last kernel of `adjust`: steps 2 to 6 of formulas/adjust.ts, into bytes.

// What `luminance.wgsl` wrote, blurred widely and finely.
@group(0) @binding(4) var wide: texture_2d<f32>;
@group(0) @binding(5) var fine: texture_2d<f32>;
@group(0) @binding(6) var adjusted: texture_storage_2d<rgba8unorm, write>;

const CLARITY_GAIN = 1.1;
const SHARPEN_GAIN = 1.6;
const CLARITY_LIMIT = 0.12;
const SHARPEN_LIMIT = 0.08;

// How far luminance `t` is from a blurred one, the less the more; 0 where that saw next to nothing.
fn beyond(t: f32, counted: vec4f, limit: f32) -> f32 {
  if (counted.y <= 1e-4) { return 0.0; }
  let difference = t - counted.x / counted.y;
  return difference / (1.0 + abs(difference) / limit);
}

fn detailed(at: vec2u, t: f32) -> f32 {
  var result = t;
  if (params.clarity != 0.0) {
    let local = beyond(t, textureLoad(wide, at, 0), CLARITY_LIMIT);
    result += CLARITY_GAIN * params.clarity * local * 4.0 * t * (1.0 - t);
  }
  if (params.sharpen != 0.0) {
    result += SHARPEN_GAIN * params.sharpen * beyond(t, textureLoad(fine, at, 0), SHARPEN_LIMIT);
  }
  return clamp(result, 0.0, 1.0);
}

fn into_gamut(light: vec3f) -> vec3f {
  let grey = clamp(dot(LUMINANCE, light), 0.0, 1.0);
  let least = min(light.r, min(light.g, light.b));
  var low = 1.0;
  if (least < 0.0) { low = grey / (grey - least); }
  let most = grey + (max(light.r, max(light.g, light.b)) - grey) * low;
  var high = 1.0;
  if (most > 1.0) { high = (1.0 + (1.0 - grey) / (most - grey)) / 2.0; }
  return clamp(grey + (light - grey) * low * high, vec3f(0.0), vec3f(1.0));
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(adjusted))) { return; }
  let alpha = textureLoad(source, id.xy, 0).a;
  var light = lit(id.xy);
  if (params.clarity != 0.0 || params.sharpen != 0.0) {
    let t = encoded_luminance(light);
    let before = linear_of(vec3f(t)).x;
    if (before > 0.0) { light *= linear_of(vec3f(detailed(id.xy, t))).x / before; }
  }
  let bytes = select(vec3f(0.0), bytes_of(into_gamut(light)), alpha > 0.0);
  textureStore(adjusted, id.xy, vec4f(bytes, alpha));
}
