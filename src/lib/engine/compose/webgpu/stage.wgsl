// Shows a colour texture on a canvas of its size: a triangle over the whole of it. A canvas takes premultiplied bytes.

@group(0) @binding(0) var picture: texture_2d<f32>;

@vertex
fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  let x = f32(index & 1u) * 4.0 - 1.0;
  let y = f32(index >> 1u) * 4.0 - 1.0;
  return vec4f(x, y, 0.0, 1.0);
}

@fragment
fn pixel(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let colour = textureLoad(picture, vec2u(at.xy), 0);
  return vec4f(colour.rgb * colour.a, colour.a);
}
