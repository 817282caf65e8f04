// A studio drawn from nothing, pixel by pixel: `setLight` of formulas/backdrop.ts, where each step is explained.

struct Params {
  // Linear light.
  color: vec3f,
  // 0 sweep, 1 tabletop, 2 podium.
  kind: f32,
  // Towards the light: right, up, to the camera.
  light: vec3f,
  softness: f32,
  brightest: f32,
  horizon: f32,
  podium_x: f32,
  podium_y: f32,
  podium_across: f32,
  podium_down: f32,
  podium_height: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var picture: texture_storage_2d<rgba8unorm, write>;

fn lambert(facing: f32) -> f32 {
  let around = 0.25 + 0.75 * params.softness;
  let ambient = 0.4 + 0.45 * params.softness;
  return ambient + (1.0 - ambient) * max(0.0, (facing + around) / (1.0 + around));
}

fn pool(frame: vec2f, place: vec2f) -> f32 {
  let right = (place.x - frame.x * (0.5 + 0.34 * params.light.x)) / frame.x;
  let down = (place.y - frame.y * (0.52 - 0.2 * params.light.y)) / frame.y;
  return 1.0 / (1.0 + mix(1.1, 0.3, params.softness) * (right * right + 0.8 * down * down));
}

fn surface(frame: vec2f, place: vec2f, standing: f32) -> f32 {
  let angle = standing * radians(90.0);
  let facing = params.light.y * cos(angle) + params.light.z * sin(angle);
  return lambert(facing) / params.brightest * pool(frame, place);
}

fn sweep_light(frame: vec2f, place: vec2f) -> f32 {
  let rise = (params.horizon - place.y) / (0.17 * frame.y);
  let hollow = 1.0 - 0.07 * exp(-2.5 * rise * rise);
  return surface(frame, place, smoothstep(-1.0, 1.0, rise)) * hollow;
}

fn table_light(frame: vec2f, place: vec2f) -> f32 {
  let below = (place.y - params.horizon) / frame.y;
  let behind = 1.0 - 0.22 * exp(-max(0.0, -below) / 0.1);
  let wall = 0.74 * surface(frame, place, 1.0) * behind;
  let nearer = 1.0 - 0.1 * exp(-max(0.0, below) / 0.25);
  let gloss = 1.0 + 0.07 * exp(-max(0.0, below) / 0.006);
  let table = min(1.0, surface(frame, place, 0.0) * nearer * gloss);
  return mix(wall, table, smoothstep(-0.003, 0.003, below));
}

fn ellipse_cover(offset: vec2f, axes: vec2f) -> f32 {
  let inside = dot(offset / axes, offset / axes);
  let slope = 2.0 * length(offset / (axes * axes));
  return clamp(0.5 - (inside - 1.0) / max(slope, 1e-9), 0.0, 1.0);
}

fn side_light(right: f32, y: f32) -> f32 {
  let across = clamp(right / params.podium_across, -1.0, 1.0);
  let ahead = sqrt(1.0 - across * across);
  let facing = params.light.x * across + params.light.z * ahead;
  let foot = params.podium_y + params.podium_height + params.podium_down * ahead;
  let above = max(0.0, foot - y) / params.podium_height;
  return 0.84 * (lambert(facing) / params.brightest) * (1.0 - 0.3 * exp(-3.0 * above));
}

fn podium_shade(place: vec2f) -> f32 {
  let right = (place.x - params.podium_x + 0.55 * params.light.x * params.podium_height)
    / (1.1 * params.podium_across);
  let down = (place.y - params.podium_y - params.podium_height) / (1.6 * params.podium_down);
  let near = mix(0.75, 0.4, params.softness);
  let far = mix(1.25, 1.9, params.softness);
  return 1.0 - mix(0.5, 0.28, params.softness) * (1.0 - smoothstep(near, far, length(vec2f(right, down))));
}

fn podium_light(frame: vec2f, place: vec2f) -> f32 {
  let offset = place - vec2f(params.podium_x, params.podium_y);
  let axes = vec2f(params.podium_across, params.podium_down);
  let floor_light = 0.8 * sweep_light(frame, place) * podium_shade(place);
  let foot = ellipse_cover(offset - vec2f(0.0, params.podium_height), axes);
  let column = clamp(params.podium_across - abs(offset.x) + 0.5, 0.0, 1.0);
  var side = foot;
  if (offset.y < 0.0) { side = 0.0; } else if (offset.y <= params.podium_height) { side = column; }
  let top = ellipse_cover(offset, axes);
  let rim = ellipse_cover(offset, axes - 0.0025 * frame.y);
  let face = 0.97 * surface(frame, place, 0.0);
  let with_side = mix(floor_light, side_light(offset.x, place.y), side);
  return mix(mix(with_side, min(1.0, face * 1.08), top), face, rim);
}

fn set_light(frame: vec2f, place: vec2f) -> f32 {
  if (params.kind == 0.0) { return sweep_light(frame, place); }
  if (params.kind == 1.0) { return table_light(frame, place); }
  return podium_light(frame, place);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let frame = textureDimensions(picture);
  if (any(id.xy >= frame)) { return; }
  let light = set_light(vec2f(frame), vec2f(id.xy) + 0.5);
  textureStore(picture, id.xy, vec4f(dithered(params.color * light, id.xy), 1.0));
}
