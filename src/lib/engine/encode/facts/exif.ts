import type { ColorSpace } from '../../../domain/compliance/file-measure.ts';
import type { View } from '../headers/header.ts';
import { densityOf } from './draft.ts';
import { directoriesOf, type Directory } from './ifd.ts';
import type { Told } from './told.ts';

/** CIPA DC-008 (Exif 2.32), 4.6: IFD 0, Exif, GPS, interoperability and thumbnail; DNG 1.6 for the camera's serial. */
const TAG = {
  orientation: 0x0112,
  xResolution: 0x011a,
  yResolution: 0x011b,
  resolutionUnit: 0x0128,
  copyright: 0x8298,
  exif: 0x8769,
  gps: 0x8825,
  cameraSerial: 0xc62f,
  makerNote: 0x927c,
  colorSpace: 0xa001,
  interop: 0xa005,
  imageId: 0xa420,
  owner: 0xa430,
  bodySerial: 0xa431,
  lensSerial: 0xa435
} as const;
const SERIALS = [TAG.cameraSerial, TAG.imageId, TAG.owner, TAG.bodySerial, TAG.lensSerial];
const LATITUDE = 2;
const LONGITUDE = 4;
const DESTINATION = 0x14;
const THUMBNAIL = [0x0201, 0x0111];
const SRGB = 1;
const INTEROP_INDEX = 1;

/** What an EXIF block (its TIFF structure) tells. Where it is broken, what could be read counts. */
export function readExif(tiff: View, told: Told): void {
  const [main, thumbnail] = directoriesOf(tiff, 2);
  if (!main) return;
  const exif = main.child(TAG.exif);
  const gps = main.child(TAG.gps);
  told.orientation ??= orientationOf(main);
  told.dpi ??= resolutionOf(main);
  told.copyright ??= main.text(TAG.copyright);
  told.hasLocation ||= gps !== null && [LATITUDE, LONGITUDE, DESTINATION].some((tag) => gps.has(tag));
  told.hasThumbnail ||= thumbnail !== undefined && THUMBNAIL.some((tag) => thumbnail.has(tag));
  for (const directory of [main, exif]) if (directory) readSerials(directory, told);
  if (exif) {
    told.hasMakerNote ||= exif.has(TAG.makerNote);
    told.colorSpace ??= colorSpaceOf(exif);
  }
}

function orientationOf(main: Directory): number | null {
  const value = main.number(TAG.orientation);
  return value !== null && value >= 1 && value <= 8 ? value : null;
}

/** Unit 2 (the default) is the inch, 3 the centimetre. */
export function resolutionOf(main: Directory): number | null {
  const across = main.number(TAG.xResolution);
  const down = main.number(TAG.yResolution) ?? across;
  const unit = main.number(TAG.resolutionUnit) ?? 2;
  if (across === null || down === null || unit < 2) return null;
  return densityOf(across, down, unit === 3 ? 'cm' : 'inch');
}

function readSerials(directory: Directory, told: Told): void {
  for (const tag of SERIALS)
    if (directory.has(tag) && directory.text(tag) !== null) told.serials.add(String(tag));
}

/** 1 = sRGB. Adobe RGB is "uncalibrated" with the interoperability index R03 (DCF 2.0, 3.3). */
function colorSpaceOf(exif: Directory): ColorSpace | null {
  if (exif.number(TAG.colorSpace) === SRGB) return 'sRGB';
  const index = exif.child(TAG.interop)?.text(INTEROP_INDEX);
  return index?.startsWith('R03') ? 'Adobe RGB' : null;
}
