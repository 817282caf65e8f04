// Cells twice as large; what lies beyond the plane counts as nothing.

@group(0) @binding(1) var plane: texture_2d<f32>;
@group(0) @binding(2) var cells: texture_storage_2d<rgba32float, write>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= textureDimensions(cells))) { return; }
  let size = textureDimensions(plane);
  var sum = vec4f(0.0);
  for (var corner = 0u; corner < 4u; corner++) {
    let at = 2u * id.xy + vec2u(corner & 1u, corner >> 1u);
    if (all(at < size)) { sum += textureLoad(plane, at, 0); }
  }
  textureStore(cells, id.xy, sum / 4.0);
}
