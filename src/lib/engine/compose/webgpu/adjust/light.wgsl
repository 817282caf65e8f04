// What kernels of `adjust` share: steps 2 to 4 of formulas/adjust.ts on one pixel.

struct Params {
  gains: vec3f,
  saturation: f32,
  has_tone: f32,
  clarity: f32,
  sharpen: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
// The placed product: its alpha counts.
@group(0) @binding(1) var source: texture_2d<f32>;
// Its colours, denoised where that is asked; else the same texture.
@group(0) @binding(2) var colours: texture_2d<f32>;
// `toneTable`, in one row.
@group(0) @binding(3) var tones: texture_2d<f32>;

const LUMINANCE = vec3f(0.2126, 0.7152, 0.0722);
const VIVID = 0.18;

fn tone_ratio(luminance: f32) -> f32 {
  let last = f32(textureDimensions(tones).x - 1u);
  let at = sqrt(clamp(luminance, 0.0, 1.0)) * last;
  let below = u32(min(at, last - 1.0));
  let low = textureLoad(tones, vec2u(below, 0u), 0).r;
  let high = textureLoad(tones, vec2u(below + 1u, 0u), 0).r;
  return mix(low, high, at - f32(below));
}

// pow takes no negative base; linear light beyond the gamut may be one.
fn cube_root(value: vec3f) -> vec3f {
  return sign(value) * pow(abs(value), vec3f(1.0 / 3.0));
}

fn saturated(linear: vec3f) -> vec3f {
  let cones = cube_root(vec3f(
    dot(vec3f(0.4122214708, 0.5363325363, 0.0514459929), linear),
    dot(vec3f(0.2119034982, 0.6806995451, 0.1073969566), linear),
    dot(vec3f(0.0883024619, 0.2817188376, 0.6299787005), linear)
  ));
  let lightness = dot(vec3f(0.2104542553, 0.793617785, -0.0040720468), cones);
  let a = dot(vec3f(1.9779984951, -2.428592205, 0.4505937099), cones);
  let b = dot(vec3f(0.0259040371, 0.7827717662, -0.808675766), cones);
  let push = params.saturation * VIVID / (VIVID + length(vec2f(a, b)));
  let factor = 1.0 + select(push, params.saturation, params.saturation <= 0.0);
  return of_oklab(lightness, a * factor, b * factor);
}

fn of_oklab(lightness: f32, a: f32, b: f32) -> vec3f {
  let root = vec3f(
    lightness + 0.3963377774 * a + 0.2158037573 * b,
    lightness - 0.1055613458 * a - 0.0638541728 * b,
    lightness - 0.0894841775 * a - 1.291485548 * b
  );
  let cones = root * root * root;
  return vec3f(
    dot(vec3f(4.0767416621, -3.3077115913, 0.2309699292), cones),
    dot(vec3f(-1.2684380046, 2.6097574011, -0.3413193965), cones),
    dot(vec3f(-0.0041960863, -0.7034186147, 1.707614701), cones)
  );
}

// Linear light of a pixel after gains, tone and saturation; may lie beyond the gamut.
fn lit(at: vec2u) -> vec3f {
  var light = linear_of(textureLoad(colours, at, 0).rgb) * params.gains;
  if (params.has_tone != 0.0) { light *= tone_ratio(dot(LUMINANCE, light)); }
  if (params.saturation != 0.0) { light = saturated(light); }
  return light;
}

// Encoded luminance, 0-1.
fn encoded_luminance(light: vec3f) -> f32 {
  return srgb_of(vec3f(clamp(dot(LUMINANCE, light), 0.0, 1.0))).x;
}
