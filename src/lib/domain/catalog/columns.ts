import { plainWord } from './views.ts';

/** What a column of a catalogue can say. */
export const COLUMNS = [
  'sku',
  'identifier',
  'parent',
  'title',
  'colorFamily',
  'size',
  'category',
  'locale',
  'altText',
  'swatch',
  'lengthMm',
  'prompt',
  'owner',
  'release',
  'expires'
] as const;
export type Column = (typeof COLUMNS)[number];

/**
 * Names that columns have, in plain letters: ours, Vietnamese ones, Shopify's product export and Amazon's inventory
 * files (old `item_sku`, new `contribution_sku#1.value`).
 */
const NAMES: Readonly<Record<Column, string>> = {
  sku: 'sku sellersku itemsku variantsku merchantsku productsku contributionsku ma masku mahang masp masanpham mahanghoa',
  identifier:
    'asin gtin ean upc isbn jan identifier barcode variantbarcode externalproductid standardproductid productid asingtin gtinasin mavach',
  parent:
    'parent parentsku parentage family handle urlhandle itemgroupid skucha masanphamcha sanphamcha nhomsanpham',
  title: 'title name itemname productname producttitle ten tensp tensanpham tieude',
  colorFamily:
    'colorfamily colourfamily color colour colorname colormap colourname standardcolor mau mausac nhommau',
  size: 'size sizename sizemap apparelsize kichthuoc kichco co',
  category:
    'category producttype productcategory feedproducttype itemtype itemtypekeyword itemtypename type googleproductcategory danhmuc nganhhang loaisanpham loai',
  locale: 'locale language lang languagetag ngonngu',
  altText: 'alttext alt imagealttext mainimagealttext vanbanthaythe motaanh chuthichanh',
  swatch: 'swatch swatchcolor swatchcolour hex colorhex colourhex colorcode mamau',
  lengthMm: 'lengthmm longestsidemm longsidemm itemlengthmm dodaimm chieudaimm canhdaimm canhdainhatmm',
  prompt: 'prompt subject lookfor object doituong timgi vatthe',
  owner:
    'owner rightsowner copyright copyrightholder copyrightowner photographer chusohuu banquyen nguoichup',
  release: 'release modelrelease hasmodelrelease nguoimau giayphepnguoimau thoathuannguoimau',
  expires:
    'expires expiry expiration expirydate expirationdate expiresat rightsexpire rightsexpiry validuntil hethan ngayhethan hansudung'
};

const BY_NAME = new Map(
  COLUMNS.flatMap((column) => NAMES[column].split(' ').map((name): [string, Column] => [name, column]))
);

/** What a column of that name says; null where it is none of ours. */
export function columnNamed(header: string): Column | null {
  const name = plainWord(header.replace(/#\d+(\.\w+)*$|\[.*?\]/g, ''));
  return BY_NAME.get(name) ?? null;
}

/** Where each column stands, from 0, and the headers that say nothing here. Of two with one meaning the first counts. */
export interface Header {
  readonly at: Readonly<Partial<Record<Column, number>>>;
  readonly ignored: readonly string[];
  readonly width: number;
}

export function headerOf(cells: readonly string[]): Header {
  const at: Partial<Record<Column, number>> = {};
  const ignored: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = columnNamed(cell);
    if (column !== null && at[column] === undefined) at[column] = index;
    else if (cell.trim() !== '') ignored.push(cell.trim());
  }
  return { at, ignored, width: cells.length };
}
