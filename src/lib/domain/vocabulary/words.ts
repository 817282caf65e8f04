import { COCO_NAMES, nameShown, type CocoName } from './names.ts';

/*
 * Words that mean one of the 80 things, or several. Only what the model was taught to see: it knows no shoe, so
 * `shoe` is not here, rather than guessed at.
 */
const SYNONYMS: Readonly<Record<string, readonly CocoName[]>> = {
  // Containers a person carries.
  bag: ['handbag', 'backpack', 'suitcase'],
  purse: ['handbag'],
  tote: ['handbag'],
  'tote bag': ['handbag'],
  'shoulder bag': ['handbag'],
  rucksack: ['backpack'],
  'school bag': ['backpack'],
  luggage: ['suitcase'],
  túi: ['handbag', 'backpack', 'suitcase'],
  'giỏ xách': ['handbag'],
  balo: ['backpack'],
  'cặp sách': ['backpack'],
  vali: ['suitcase'],
  'hành lý': ['suitcase'],
  // Kitchen and table.
  mug: ['cup'],
  teacup: ['cup'],
  glass: ['cup', 'wine glass'],
  goblet: ['wine glass'],
  flask: ['bottle'],
  fridge: ['refrigerator'],
  cutlery: ['fork', 'knife', 'spoon'],
  doughnut: ['donut'],
  ly: ['cup', 'wine glass'],
  tách: ['cup'],
  lọ: ['bottle', 'vase'],
  bình: ['vase', 'bottle'],
  tô: ['bowl'],
  chén: ['bowl', 'cup'],
  muỗng: ['spoon'],
  dĩa: ['fork'],
  'lò vi ba': ['microwave'],
  'tủ đông': ['refrigerator'],
  // Furniture and room.
  sofa: ['couch'],
  settee: ['couch'],
  armchair: ['chair', 'couch'],
  stool: ['chair'],
  table: ['dining table'],
  plant: ['potted plant'],
  houseplant: ['potted plant'],
  'plant pot': ['potted plant'],
  'flower pot': ['potted plant', 'vase'],
  'sa lông': ['couch'],
  'ghế sa lông': ['couch'],
  'ghế dài': ['bench', 'couch'],
  'bàn ăn': ['dining table'],
  cây: ['potted plant'],
  'cây cảnh': ['potted plant'],
  'lọ hoa': ['vase'],
  // Things with a plug or a battery.
  phone: ['cell phone'],
  smartphone: ['cell phone'],
  'mobile phone': ['cell phone'],
  mobile: ['cell phone'],
  handphone: ['cell phone'],
  notebook: ['laptop', 'book'],
  'computer mouse': ['mouse'],
  television: ['tv'],
  monitor: ['tv'],
  screen: ['tv'],
  'remote control': ['remote'],
  'alarm clock': ['clock'],
  hairdryer: ['hair drier'],
  'hair dryer': ['hair drier'],
  'blow dryer': ['hair drier'],
  'điện thoại di động': ['cell phone'],
  chuột: ['mouse'],
  'ti vi': ['tv'],
  'màn hình': ['tv'],
  'điều khiển': ['remote'],
  'máy sấy': ['hair drier'],
  // Toys, sport, clothes.
  bat: ['baseball bat'],
  ball: ['sports ball'],
  football: ['sports ball'],
  basketball: ['sports ball'],
  teddy: ['teddy bear'],
  'plush toy': ['teddy bear'],
  'stuffed animal': ['teddy bear'],
  'soft toy': ['teddy bear'],
  racket: ['tennis racket'],
  racquet: ['tennis racket'],
  necktie: ['tie'],
  bóng: ['sports ball'],
  'thú bông': ['teddy bear'],
  'thú nhồi bông': ['teddy bear'],
  vợt: ['tennis racket'],
  'cây dù': ['umbrella'],
  dù: ['umbrella'],
  // Living things and vehicles.
  man: ['person'],
  woman: ['person'],
  people: ['person'],
  model: ['person'],
  puppy: ['dog'],
  kitten: ['cat'],
  bike: ['bicycle'],
  motorbike: ['motorcycle'],
  scooter: ['motorcycle'],
  automobile: ['car'],
  plane: ['airplane'],
  aeroplane: ['airplane'],
  'người mẫu': ['person'],
  'xe hơi': ['car'],
  'xe gắn máy': ['motorcycle']
};

/** Words before a noun that say nothing about it: articles, and Vietnamese classifiers. */
const LEADING =
  /^(?:(?:the|an?|my|this|cái|chiếc|con|quả|trái|cuốn|quyển|đôi|cai|chiec|qua|trai|cuon|quyen|doi) )+/;

/** One spelling: small letters, single spaces, nothing around. */
const tidy = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Without accents: `ba lô` and `ba lo` are typed alike. */
const folded = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

const IRREGULAR: Readonly<Record<string, string>> = { men: 'man', women: 'woman', mice: 'mouse' };

/** What an English word may be the plural of, itself first. */
function singulars(word: string): string[] {
  const at = word.lastIndexOf(' ') + 1;
  const [before, last] = [word.slice(0, at), word.slice(at)];
  const bare = [
    IRREGULAR[last],
    last.replace(/ves$/, 'fe'),
    last.replace(/ies$/, 'y'),
    last.replace(/es$/, ''),
    last.replace(/s$/, '')
  ];
  return [word, ...bare.flatMap((one) => (one && one !== last ? [before + one] : []))];
}

type Index = ReadonlyMap<string, readonly CocoName[]>;

/** Words that are spelled alike mean all that any of them means. */
function indexed(entries: readonly (readonly [string, readonly CocoName[]])[]): Index {
  const index = new Map<string, CocoName[]>();
  for (const [word, names] of entries) {
    index.set(word, [...new Set([...(index.get(word) ?? []), ...names])]);
  }
  return index;
}

const WORDS: [string, readonly CocoName[]][] = [
  ...COCO_NAMES.flatMap((name) =>
    [name, nameShown(name, 'en'), nameShown(name, 'vi')].map((word): [string, readonly CocoName[]] => [
      tidy(word),
      [name]
    ])
  ),
  ...Object.entries(SYNONYMS)
];

const EXACT = indexed(WORDS);
const FOLDED = indexed(WORDS.map(([word, names]) => [folded(word), names]));

/**
 * Which of the 80 things a person means by a word, English or Vietnamese. Case, accents, articles and English plurals
 * do not matter; a word as it is spelled with its accents counts before one that only looks like it (`bat`, `bát`).
 *
 * @returns empty where no name fits: the answer is then `unsupported-prompt`, and nothing is guessed
 */
export function namesFor(word: string): readonly CocoName[] {
  const asked = tidy(word);
  const bare = asked.replace(LEADING, '');
  const spellings = [...singulars(asked), ...singulars(bare)];
  const exact = spellings.find((spelling) => EXACT.has(spelling));
  if (exact !== undefined) return EXACT.get(exact)!;
  const alike = spellings.map(folded).find((spelling) => FOLDED.has(spelling));
  return alike === undefined ? [] : FOLDED.get(alike)!;
}
