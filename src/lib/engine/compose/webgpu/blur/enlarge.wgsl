// Back to the size before `reduce.wgsl`, in straight lines between the middles of cells.

@group(0) @binding(0) var<uniform> cell: vec2f;
@group(0) @binding(1) var cells: texture_2d<f32>;
@group(0) @binding(2) var plane: texture_storage_2d<r32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(plane))) { return; }
  let place = (vec2f(id.xy) + 0.5) / cell + 0.5;
  let corner = vec2u(floor(place));
  let share = place - floor(place);
  let left = mix(textureLoad(cells, corner, 0), textureLoad(cells, corner + vec2u(0u, 1u), 0), share.y);
  let right = mix(
    textureLoad(cells, corner + vec2u(1u, 0u), 0),
    textureLoad(cells, corner + vec2u(1u, 1u), 0),
    share.y
  );
  textureStore(plane, id.xy, mix(left, right, share.x));
}
