/*
 * The 80 things that the detection model knows, in the order of its outputs: the categories of COCO 2017
 * (cocodataset.org), with the names that are shown for them.
 */

const ROWS = [
  ['person', 'person', 'người'],
  ['bicycle', 'bicycle', 'xe đạp'],
  ['car', 'car', 'ô tô'],
  ['motorcycle', 'motorcycle', 'xe máy'],
  ['airplane', 'airplane', 'máy bay'],
  ['bus', 'bus', 'xe buýt'],
  ['train', 'train', 'tàu hoả'],
  ['truck', 'truck', 'xe tải'],
  ['boat', 'boat', 'thuyền'],
  ['traffic light', 'traffic light', 'đèn giao thông'],
  ['fire hydrant', 'fire hydrant', 'trụ cứu hoả'],
  ['stop sign', 'stop sign', 'biển báo dừng'],
  ['parking meter', 'parking meter', 'đồng hồ đỗ xe'],
  ['bench', 'bench', 'ghế băng'],
  ['bird', 'bird', 'chim'],
  ['cat', 'cat', 'mèo'],
  ['dog', 'dog', 'chó'],
  ['horse', 'horse', 'ngựa'],
  ['sheep', 'sheep', 'cừu'],
  ['cow', 'cow', 'bò'],
  ['elephant', 'elephant', 'voi'],
  ['bear', 'bear', 'gấu'],
  ['zebra', 'zebra', 'ngựa vằn'],
  ['giraffe', 'giraffe', 'hươu cao cổ'],
  ['backpack', 'backpack', 'ba lô'],
  ['umbrella', 'umbrella', 'ô'],
  ['handbag', 'handbag', 'túi xách'],
  ['tie', 'tie', 'cà vạt'],
  ['suitcase', 'suitcase', 'va li'],
  ['frisbee', 'frisbee', 'đĩa ném'],
  ['skis', 'skis', 'ván trượt tuyết đôi'],
  ['snowboard', 'snowboard', 'ván trượt tuyết'],
  ['sports ball', 'ball', 'quả bóng'],
  ['kite', 'kite', 'diều'],
  ['baseball bat', 'baseball bat', 'gậy bóng chày'],
  ['baseball glove', 'baseball glove', 'găng bóng chày'],
  ['skateboard', 'skateboard', 'ván trượt'],
  ['surfboard', 'surfboard', 'ván lướt sóng'],
  ['tennis racket', 'tennis racket', 'vợt tennis'],
  ['bottle', 'bottle', 'chai'],
  ['wine glass', 'wine glass', 'ly rượu vang'],
  ['cup', 'cup', 'cốc'],
  ['fork', 'fork', 'nĩa'],
  ['knife', 'knife', 'dao'],
  ['spoon', 'spoon', 'thìa'],
  ['bowl', 'bowl', 'bát'],
  ['banana', 'banana', 'chuối'],
  ['apple', 'apple', 'táo'],
  ['sandwich', 'sandwich', 'bánh mì kẹp'],
  ['orange', 'orange', 'cam'],
  ['broccoli', 'broccoli', 'bông cải xanh'],
  ['carrot', 'carrot', 'cà rốt'],
  ['hot dog', 'hot dog', 'bánh mì xúc xích'],
  ['pizza', 'pizza', 'pizza'],
  ['donut', 'donut', 'bánh vòng'],
  ['cake', 'cake', 'bánh kem'],
  ['chair', 'chair', 'ghế'],
  ['couch', 'sofa', 'ghế sofa'],
  ['potted plant', 'potted plant', 'chậu cây'],
  ['bed', 'bed', 'giường'],
  ['dining table', 'table', 'bàn'],
  ['toilet', 'toilet', 'bồn cầu'],
  ['tv', 'TV', 'tivi'],
  ['laptop', 'laptop', 'máy tính xách tay'],
  ['mouse', 'computer mouse', 'chuột máy tính'],
  ['remote', 'remote control', 'điều khiển từ xa'],
  ['keyboard', 'keyboard', 'bàn phím'],
  ['cell phone', 'phone', 'điện thoại'],
  ['microwave', 'microwave', 'lò vi sóng'],
  ['oven', 'oven', 'lò nướng'],
  ['toaster', 'toaster', 'máy nướng bánh mì'],
  ['sink', 'sink', 'bồn rửa'],
  ['refrigerator', 'refrigerator', 'tủ lạnh'],
  ['book', 'book', 'sách'],
  ['clock', 'clock', 'đồng hồ'],
  ['vase', 'vase', 'bình hoa'],
  ['scissors', 'scissors', 'kéo'],
  ['teddy bear', 'teddy bear', 'gấu bông'],
  ['hair drier', 'hair dryer', 'máy sấy tóc'],
  ['toothbrush', 'toothbrush', 'bàn chải đánh răng']
] as const;

/** One of the 80 names. */
export type CocoName = (typeof ROWS)[number][0];

/** All of them, in the order of the model's outputs. */
export const COCO_NAMES: readonly CocoName[] = ROWS.map(([name]) => name);

const SHOWN = new Map<string, { readonly en: string; readonly vi: string }>(
  ROWS.map(([name, en, vi]) => [name, { en, vi }])
);

/**
 * Things that were recognised with a lower score are not offered of themselves; they still answer a word. Of 31 sample
 * photos 18 show one of the 80: 10 are offered it. 5 photos are offered a wrong name.
 */
export const OFFER_FROM = 0.35;

/** What a person reads for `name`; the name itself where it is none of the 80. */
export const nameShown = (name: string, locale: 'en' | 'vi'): string => SHOWN.get(name)?.[locale] ?? name;
