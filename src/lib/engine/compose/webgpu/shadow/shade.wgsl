// The light that is left, 0-1: contact x drop x original, faded before the frame. Formulas/shadow.ts says why.

struct Params {
  drop: f32,
  contact: f32,
  original: f32,
  fades: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var dropped: texture_2d<f32>;
@group(0) @binding(2) var core: texture_2d<f32>;
@group(0) @binding(3) var wide: texture_2d<f32>;
// The light that the photo's own shadow leaves, in frame px.
@group(0) @binding(4) var original: texture_2d<f32>;
@group(0) @binding(5) var shade: texture_storage_2d<r32float, write>;

fn contact_darkness(at: vec2u) -> f32 {
  let seam = min(1.0, 2.0 * textureLoad(core, at, 0).r);
  let around = min(1.0, 2.0 * textureLoad(wide, at, 0).r);
  return 0.55 * seam + 0.45 * around;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let frame = textureDimensions(shade);
  if (any(id.xy >= frame)) { return; }
  var light = 1.0;
  if (params.drop > 0.0) { light *= 1.0 - params.drop * textureLoad(dropped, id.xy, 0).r; }
  if (params.contact > 0.0) { light *= 1.0 - params.contact * contact_darkness(id.xy); }
  if (params.original > 0.0) { light *= 1.0 - params.original * (1.0 - textureLoad(original, id.xy, 0).r); }
  if (params.fades != 0.0) { light = 1.0 - (1.0 - light) * frame_fade(vec2f(id.xy) + 0.5, vec2f(frame)); }
  textureStore(shade, id.xy, vec4f(light));
}
