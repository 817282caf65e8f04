// Colours that run into each other in linear light, along a line or from the middle outwards: formulas/backdrop.ts.

struct Params {
  // Linear light, and where along the way (0-1).
  stops: array<vec4f, 8>,
  // Of a line: the share of its way at a place is their dot product with (x, y, 1).
  line: vec3f,
  is_radial: f32,
  count: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var picture: texture_storage_2d<rgba8unorm, write>;

// As many steps as the reference has colours ready.
const STEPS = 4096.0;

fn gradient_at(place: vec2f, frame: vec2f) -> f32 {
  var share = dot(params.line, vec3f(place, 1.0));
  if (params.is_radial != 0.0) { share = length(place - frame / 2.0) / length(frame / 2.0); }
  return floor(clamp(share, 0.0, 1.0) * STEPS + 0.5) / STEPS;
}

fn colour_at(share: f32) -> vec3f {
  var colour = params.stops[0].rgb;
  for (var i = 1u; i < u32(params.count); i++) {
    let start = params.stops[i - 1u];
    let end = params.stops[i];
    if (share < start.a) { break; }
    let way = end.a - start.a;
    var part = 1.0;
    if (way > 0.0) { part = min(1.0, (share - start.a) / way); }
    colour = mix(start.rgb, end.rgb, part);
  }
  return colour;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let frame = textureDimensions(picture);
  if (any(id.xy >= frame)) { return; }
  let share = gradient_at(vec2f(id.xy) + 0.5, vec2f(frame));
  textureStore(picture, id.xy, vec4f(dithered(colour_at(share), id.xy), 1.0));
}
