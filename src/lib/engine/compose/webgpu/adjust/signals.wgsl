// What kernels of denoising share: a pixel as three signals, luma, B - y and R - y, of encoded values.

const LUMA = vec3f(0.2126, 0.7152, 0.0722);

fn signals_of(rgb: vec3f) -> vec3f {
  let y = dot(LUMA, rgb);
  return vec3f(y, rgb.b - y, rgb.r - y);
}

fn rgb_of(signals: vec3f) -> vec3f {
  let red = signals.x + signals.z;
  let blue = signals.x + signals.y;
  return vec3f(red, (signals.x - LUMA.r * red - LUMA.b * blue) / LUMA.g, blue);
}

// Three signals counted by alpha, and alpha: the mean of the signals.
fn mean_of(counted: vec4f) -> vec3f {
  return counted.xyz / max(counted.w, 1e-9);
}
