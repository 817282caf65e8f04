// What every kernel begins with: the sRGB transfer function (IEC 61966-2-1:1999, 5.2), and the way into bytes. Colour
// textures hold straight sRGB bytes as 0-1.

fn linear_of(srgb: vec3f) -> vec3f {
  let curve = pow((srgb + 0.055) / 1.055, vec3f(2.4));
  return select(curve, srgb / 12.92, srgb <= vec3f(0.04045));
}

fn srgb_of(linear: vec3f) -> vec3f {
  let curve = 1.055 * pow(linear, vec3f(1.0 / 2.4)) - 0.055;
  return select(curve, linear * 12.92, linear <= vec3f(0.0031308));
}

// Rounded here, half up: how a unorm store rounds is the driver's affair.
fn as_byte(value: f32) -> f32 {
  return floor(clamp(value, 0.0, 1.0) * 255.0 + 0.5) / 255.0;
}

// sRGB bytes nearest to linear light, in the reference's 65 535 steps.
fn bytes_of(linear: vec3f) -> vec3f {
  let stepped = floor(clamp(linear, vec3f(0.0), vec3f(1.0)) * 65535.0 + 0.5) / 65535.0;
  return floor(clamp(srgb_of(stepped), vec3f(0.0), vec3f(1.0)) * 255.0 + 0.5) / 255.0;
}
