// The placed alpha, moved; between pixels it is mixed. Beyond the frame there is none.

@group(0) @binding(0) var<uniform> offset: vec2f;
@group(0) @binding(1) var placed: texture_2d<f32>;
@group(0) @binding(2) var moved: texture_storage_2d<r32float, write>;

fn alpha_at(at: vec2i) -> f32 {
  let size = vec2i(textureDimensions(placed));
  if (any(at < vec2i(0)) || any(at >= size)) { return 0.0; }
  return textureLoad(placed, at, 0).a;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(moved))) { return; }
  let place = vec2f(id.xy) - offset;
  let corner = vec2i(floor(place));
  let share = place - floor(place);
  let above = mix(alpha_at(corner), alpha_at(corner + vec2i(1, 0)), share.x);
  let below = mix(alpha_at(corner + vec2i(0, 1)), alpha_at(corner + vec2i(1, 1)), share.x);
  textureStore(moved, id.xy, vec4f(mix(above, below, share.y)));
}
