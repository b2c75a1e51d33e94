/** The fonts of 公文, and what stands in for each where it is not installed. */
import type { IFontAttributesProperties } from 'docx';

/** Digits and letters of the body are set in the font of the Chinese text, as customary; a program without it falls back. */
const of = (eastAsia: string): IFontAttributesProperties => ({ ascii: eastAsia, hAnsi: eastAsia, cs: eastAsia, eastAsia });

export const FONTS = {
  body: of('仿宋_GB2312'),
  title: of('方正小标宋简体'),
  heading: of('黑体'),
  subheading: of('楷体_GB2312'),
  pageNumber: of('宋体'),
};

/**
 * `w:altName` says which fonts stand in. 仿宋_GB2312 came with Windows up to XP, 仿宋 comes with later ones; 小标宋 is the
 * office's own licence, and 宋体 is the nearest that every machine has.
 */
const STAND_INS: Record<string, string> = {
  仿宋_GB2312: '仿宋,FangSong,FangSong_GB2312,STFangsong,Noto Serif CJK SC',
  楷体_GB2312: '楷体,KaiTi,KaiTi_GB2312,STKaiti,Noto Serif CJK SC',
  方正小标宋简体: 'FZXiaoBiaoSong-B05S,小标宋体,宋体,SimSun,Noto Serif CJK SC',
  黑体: 'SimHei,Noto Sans CJK SC',
  宋体: 'SimSun,Noto Serif CJK SC',
};

/** `word/fontTable.xml`. */
export const FONT_TABLE = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
  ...Object.entries(STAND_INS).map(([name, others]) =>
    `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`),
  '</w:fonts>',
].join('');
