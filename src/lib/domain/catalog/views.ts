/** Sides of a product as sellers write them in file names, English and Vietnamese, by the slots that they can have. */
const VIEWS: readonly (readonly [slots: readonly string[], words: string])[] = [
  [['MAIN'], 'main hero cover primary chinh anhchinh bia anhbia'],
  [['MAIN', 'FRNT'], 'front face frontview truoc mattruoc phiatruoc'],
  [['BACK'], 'back rear backview sau matsau phiasau'],
  [['LEFT'], 'left leftside trai bentrai'],
  [['RGHT'], 'right rightside phai benphai'],
  [['SIDE'], 'side profile sideview canh ngang bencanh mathong'],
  [['TOPP'], 'top above topview tren mattren'],
  [['BOTT'], 'bottom below bottomview duoi matduoi day'],
  [['DTLS'], 'detail details closeup macro zoom chitiet canchitiet'],
  [['PAIR'], 'pair doi capdoi'],
  [['FACT'], 'facts nutrition label nhan thanhphan dinhduong'],
  [['INGR'], 'ingredients nguyenlieu'],
  [['SWCH'], 'swatch color colour mau mauvai']
];

const BY_WORD = new Map(VIEWS.flatMap(([slots, words]) => words.split(' ').map((word) => [word, slots])));

/** Plain small letters and digits: `Mặt trước` is `mattruoc`. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '');

/** Slots that a view's picture can have, the likeliest first; none for a word that names no view. */
export const slotsOfView = (word: string): readonly string[] => BY_WORD.get(plainWord(word)) ?? [];

export const isView = (word: string): boolean => BY_WORD.has(plainWord(word));

/** What cameras, phones, messengers and hurried people call every file. */
const CAMERA =
  /^(img|image|images|dsc[a-z]?|dcim|pxl|p|pic|picture|photo|photos|foto|mvimg|gopr|screenshot|scan|untitled|whatsapp|zalo|file|frame|copy|new|anh|hinh|hinhanh)(e|edited|image|img)?$/;

/** Whether a word says nothing of a product: `IMG`, `DSC_0042`, `20240115`. */
export function isCameraWord(text: string): boolean {
  const word = plainWord(text);
  if (/^(19|20)\d{6}(\d{6})?$/.test(word)) return true;
  return CAMERA.test(word.replace(/\d+/g, ''));
}
