// `frameFade` of formulas/shadow.ts for both axes: what is left at a place of what must not reach the frame.

fn frame_fade(place: vec2f, frame: vec2f) -> f32 {
  let short = min(frame.x, frame.y);
  let near = smoothstep(vec2f(0.02), vec2f(0.06), place / short);
  let far = smoothstep(vec2f(0.02), vec2f(0.06), (frame - place) / short);
  return near.x * near.y * far.x * far.y;
}
