import * as v from 'valibot';

/*
 * What a model says of itself. `models/models.json` lists those this build ships, `models/user.json` those a person
 * added; docs/models.md explains the fields to people who write one.
 */

/** What models are for. Not every task has an engine in every version. */
export const TASKS = [
  'salient-segmentation',
  'promptable-segmentation',
  'text-segmentation',
  'detection',
  'face',
  'ocr-det',
  'inpaint',
  'super-resolution'
] as const;

export type Task = (typeof TASKS)[number];

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a sha-256 in small hexadecimal'));
const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1));
const Word = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Finite = v.pipe(v.number(), v.finite());
/** Sides of a network's input, px. */
const Side = v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(4096));

/** A file that is fetched, verified and kept as one: `models/<sha256>`. */
export const PieceSchema = v.object({
  bytes: Bytes,
  sha256: Sha256,
  /** Below the app's root, for one that needs a name of its own: a script. */
  path: v.optional(v.pipe(v.string(), v.regex(/^ort\/[\w.-]+\.mjs$/)))
});

const addsUp = (bytes: number, pieces: readonly { bytes: number }[]): boolean =>
  bytes === pieces.reduce((sum, piece) => sum + piece.bytes, 0);

const whole = { bytes: Bytes, sha256: Sha256, chunks: v.pipe(v.array(PieceSchema), v.minLength(1)) };

/** A larger file, cut into pieces in order. */
export const WholeSchema = v.pipe(
  v.object(whole),
  v.check(({ bytes, chunks }) => addsUp(bytes, chunks), 'chunks do not add up')
);

export const PatchSchema = v.object({
  hex: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/)),
  at: v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))
});

const about = {
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'not a word of a-z, 0-9, dot, _ or -')),
  name: Word,
  task: v.picklist(TASKS),
  licence: Word,
  licenceEvidence: v.pipe(v.string(), v.url()),
  provenance: v.pipe(v.string(), v.maxLength(2000)),
  commercialUse: v.picklist(['yes', 'no', 'unconfirmed'])
};

export const IsnetSchema = v.object({
  ...about,
  engine: v.literal('isnet'),
  weights: WholeSchema,
  /** Network input = 8-bit sRGB value × scale + offset, NCHW, R G B. */
  input: v.object({ name: v.string(), scale: v.number(), offset: v.number() }),
  output: v.string(),
  /** Byte patches that make the weights take a picture of that side, in px. */
  patches: v.object({
    512: v.array(PatchSchema),
    768: v.array(PatchSchema),
    1024: v.array(PatchSchema)
  })
});

export const ImglySchema = v.object({ ...about, engine: v.literal('imgly'), weights: WholeSchema });

/** What its numbers mean, `detect/` knows. */
export const CenternetSchema = v.object({
  ...about,
  engine: v.literal('centernet'),
  weights: WholeSchema
});

/** PP-OCR's text detection; what its numbers mean, `engine/read` knows. */
export const TextSchema = v.object({ ...about, engine: v.literal('text'), weights: WholeSchema });

/** BlazeFace, likewise. */
export const FaceSchema = v.object({ ...about, engine: v.literal('face'), weights: WholeSchema });

/** How a photo becomes a network's input; value = (8-bit sRGB value × scale − mean) ÷ std, by channel. */
export const InputSchema = v.pipe(
  v.object({
    layout: v.optional(v.literal('NCHW'), 'NCHW'),
    dtype: v.optional(v.literal('float32'), 'float32'),
    /** Width and height in px; without it the photo keeps its aspect. */
    size: v.optional(v.tuple([Side, Side])),
    /** Sides are multiples of this. */
    multipleOf: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(512)), 1),
    /** Longest side where there is no `size`, px. */
    maxSide: v.optional(Side, 1024),
    /** `letterbox`: top left, the rest 0 after normalisation. `stretch`: the aspect is not kept. */
    resize: v.picklist(['letterbox', 'stretch']),
    scale: v.optional(v.pipe(Finite, v.gtValue(0)), 1 / 255),
    mean: v.optional(v.tuple([Finite, Finite, Finite]), [0, 0, 0]),
    std: v.optional(v.tuple([Finite, Finite, Finite]), [1, 1, 1]),
    channelOrder: v.optional(v.picklist(['RGB', 'BGR']), 'RGB')
  }),
  v.check(({ std }) => std.every((value) => value > 0), 'std must be above 0'),
  v.check(
    ({ size, multipleOf }) => !size || size.every((side) => side % multipleOf === 0),
    'size is no multiple'
  ),
  v.check(({ maxSide, multipleOf }) => maxSide >= multipleOf, 'maxSide is below multipleOf')
);

/** What of a network's numbers becomes α. `minmax` stretches what was found to 0–1, after the activation. */
const PostSchema = v.object({
  activation: v.optional(v.picklist(['none', 'sigmoid']), 'none'),
  normalise: v.optional(v.picklist(['none', 'minmax']), 'none')
});

const onnx = {
  ...about,
  engine: v.literal('onnx'),
  /** Shown before the model is added. */
  licenceText: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
  input: InputSchema,
  /** Tensor names of the graph that takes the picture. */
  names: v.object({ in: Word, out: Word }),
  post: v.optional(PostSchema, {}),
  /** Where a word is asked for: tokens a prompt is filled up to, for graphs of a fixed length. */
  tokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(512))),
  minMemoryMB: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  selfTest: v.optional(v.object({ expectSha: v.optional(Sha256) }), {})
};

/** Roles of files by task, each way to be complete. */
const ROLES: Partial<Record<Task, readonly (readonly string[])[]>> = {
  'salient-segmentation': [['model']],
  'promptable-segmentation': [['encoder', 'decoder']],
  'text-segmentation': [
    ['model', 'tokenizer'],
    ['model', 'vocab', 'merges'],
    ['image', 'text', 'decoder', 'tokenizer'],
    ['image', 'text', 'decoder', 'vocab', 'merges']
  ]
};

const NO_ENGINE = 'this version has no engine for added models of this task';
const hasEngine = (task: Task): boolean => task in ROLES;

const WRONG_FILES = 'not the files this task needs';
function hasRoles(task: Task, files: readonly { role: string }[]): boolean {
  const given = files.map(({ role }) => role).sort();
  return !hasEngine(task) || (ROLES[task] ?? []).some((roles) => [...roles].sort().join() === given.join());
}

const Asked = v.object({
  role: Word,
  /** Relative to the description; where that is a file, the name of another one that is handed in with it. */
  url: v.optional(Word),
  sha256: v.optional(Sha256),
  bytes: v.optional(Bytes)
});

/** A person's description: files may lack their hash, which is then computed, and say where they are fetched from. */
export const DescriptionSchema = v.pipe(
  v.object({ ...onnx, files: v.pipe(v.array(Asked), v.minLength(1), v.maxLength(8)) }),
  v.forward(
    v.check(({ task }) => hasEngine(task), NO_ENGINE),
    ['task']
  ),
  v.forward(
    v.check(({ task, files }) => hasRoles(task, files), WRONG_FILES),
    ['files']
  )
);

const Kept = v.pipe(
  v.object({ role: Word, ...whole }),
  v.check(({ bytes, chunks }) => addsUp(bytes, chunks), 'chunks do not add up')
);

/** The same, kept: every file is known by its hash. */
export const OnnxSchema = v.pipe(
  v.object({ ...onnx, files: v.pipe(v.array(Kept), v.minLength(1)) }),
  v.check(({ task }) => hasEngine(task), NO_ENGINE),
  v.check(({ task, files }) => hasRoles(task, files), WRONG_FILES)
);
