// `lowerContour` of formulas/stand.ts: an invocation goes up one column until it meets the product.

@group(0) @binding(1) var placed: texture_2d<f32>;
@group(0) @binding(2) var contour: texture_storage_2d<r32float, write>;

const HALF = 127.5 / 255.0;

fn end_of(x: u32) -> f32 {
  let height = textureDimensions(placed).y;
  var below = 0.0;
  for (var y = height; y > 0u; y--) {
    let alpha = textureLoad(placed, vec2u(x, y - 1u), 0).a;
    if (alpha > HALF) { return f32(y - 1u) + alpha + below; }
    below = alpha;
  }
  return -1.0;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(contour))) { return; }
  textureStore(contour, id.xy, vec4f(end_of(id.x)));
}
