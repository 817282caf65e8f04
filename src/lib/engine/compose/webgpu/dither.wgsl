// As formulas/backdrop.ts: what changes slowly is written so that 8 bits show no bands.

fn dither_threshold(at: vec2u) -> f32 {
  return fract(52.9829189 * fract(0.06711056 * f32(at.x) + 0.00583715 * f32(at.y)));
}

const HAIR = 1.0 / 256.0;

// A byte of an encoded value, as 0-1.
fn dithered_byte(encoded: f32, at: vec2u) -> f32 {
  let threshold = HAIR + (1.0 - 2.0 * HAIR) * dither_threshold(at);
  return clamp(floor(255.0 * encoded + threshold), 0.0, 255.0) / 255.0;
}

// Bytes of linear light, as 0-1.
fn dithered(linear: vec3f, at: vec2u) -> vec3f {
  let encoded = srgb_of(clamp(linear, vec3f(0.0), vec3f(1.0)));
  return vec3f(
    dithered_byte(encoded.r, at),
    dithered_byte(encoded.g, at),
    dithered_byte(encoded.b, at)
  );
}
