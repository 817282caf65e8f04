// Means of cells, with a ring of one cell around the plane in which there is nothing.

@group(0) @binding(0) var<uniform> cell: vec2f;
@group(0) @binding(1) var plane: texture_2d<f32>;
@group(0) @binding(2) var cells: texture_storage_2d<r32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(cells))) { return; }
  let side = vec2i(cell);
  let corner = (vec2i(id.xy) - 1) * side;
  let end = min(corner + side, vec2i(textureDimensions(plane)));
  var sum = vec4f(0.0);
  if (all(corner >= vec2i(0))) {
    for (var y = corner.y; y < end.y; y++) {
      for (var x = corner.x; x < end.x; x++) { sum += textureLoad(plane, vec2i(x, y), 0); }
    }
  }
  textureStore(cells, id.xy, sum / (cell.x * cell.y));
}
