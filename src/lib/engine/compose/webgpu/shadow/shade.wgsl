// The light that is left, 0-1: contact x drop x original, faded before the frame. Formulas/shadow.ts says why.

struct Params {
  // From px of the frame to px of the map of the photo's own shade: a homography, row by row.
  across: vec4f,
  down: vec4f,
  depth: vec4f,
  drop: f32,
  contact: f32,
  original: f32,
  fades: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var dropped: texture_2d<f32>;
@group(0) @binding(2) var core: texture_2d<f32>;
@group(0) @binding(3) var wide: texture_2d<f32>;
@group(0) @binding(4) var original: texture_2d<f32>;
@group(0) @binding(5) var shade: texture_storage_2d<r32float, write>;

// What takes less from the light than half a byte of white is no shade.
const LEAST = 1.0 / 1024.0;

// A long occluder's blur at its line is one part in this.
const AT_LINE = 2.8;

fn contact_darkness(at: vec2u) -> f32 {
  let seam = min(1.0, AT_LINE * textureLoad(core, at, 0).r);
  let around = min(1.0, AT_LINE * textureLoad(wide, at, 0).r);
  return 0.55 * seam + 0.45 * around;
}

// Between the middles of four pixels of the map; beyond it all light is left.
fn original_light(place: vec2f) -> f32 {
  let at = vec3f(place, 1.0);
  let source = vec2f(dot(params.across.xyz, at), dot(params.down.xyz, at)) / dot(params.depth.xyz, at);
  let size = vec2f(textureDimensions(original));
  if (any(source < vec2f(0.0)) || any(source >= size)) { return 1.0; }
  let cell = max(vec2f(0.0), source - 0.5);
  let near = vec2u(floor(cell));
  let far = min(near + 1u, vec2u(size) - 1u);
  let share = cell - floor(cell);
  let above = mix(light_of(near), light_of(vec2u(far.x, near.y)), share.x);
  let below = mix(light_of(vec2u(near.x, far.y)), light_of(far), share.x);
  return mix(above, below, share.y);
}

fn light_of(at: vec2u) -> f32 {
  return textureLoad(original, at, 0).r;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let frame = textureDimensions(shade);
  if (any(id.xy >= frame)) { return; }
  let place = vec2f(id.xy) + 0.5;
  var light = 1.0;
  if (params.contact > 0.0) { light *= 1.0 - params.contact * contact_darkness(id.xy); }
  if (params.drop > 0.0) { light *= 1.0 - params.drop * textureLoad(dropped, id.xy, 0).r; }
  if (params.original > 0.0) { light *= 1.0 - params.original * (1.0 - original_light(place)); }
  if (params.fades != 0.0) { light = 1.0 - (1.0 - light) * frame_fade(place, vec2f(frame)); }
  textureStore(shade, id.xy, vec4f(select(light, 1.0, light > 1.0 - LEAST)));
}
