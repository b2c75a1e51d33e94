/**
 * 公文 layout of a letter after GB/T 9704-2012: A4, margins 37, 35, 28 and 26 mm, 22 lines of 28 characters, body 仿宋 三号,
 * title 小标宋 二号, headings 黑体 and 楷体, the page number outside at the foot. The red head and the seal are the office's.
 */
import {
  AlignmentType, Document, Footer, HeightRule, PageNumber, Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalAlign,
  WidthType, LineRuleType, type IFontAttributesProperties, type IParagraphOptions,
} from 'docx';
import { plainText } from '../pageText.js';
import { FONT_TABLE, FONTS } from './fonts.js';

/** A place that only the office can fill in: it stands out, in brackets and marked yellow. */
export interface Blank {
  blank: string;
}

/** Text as it is shown; what came from pages or configurations may stand in it as it is. */
export type Inline = string | Blank;

export type Part =
  | { kind: 'number'; text: Inline }
  | { kind: 'title'; text: Inline[] }
  | { kind: 'addressee'; text: Inline[] }
  /** 一、 */
  | { kind: 'heading'; text: string }
  /** （一） */
  | { kind: 'subheading'; text: string }
  | { kind: 'text'; text: Inline[] }
  /** Said before anything else, where the facts are in doubt. */
  | { kind: 'warning'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][]; /** In characters of the table's font. */ widths: number[] }
  /** 落款 and 成文日期 */
  | { kind: 'signature'; office: Inline; day: string };

/** The letter as a Word document. */
export async function renderLetter(parts: readonly Part[], { title }: { title: string }): Promise<Uint8Array> {
  const document = new Document({
    title: shown(title),
    creator: '时限',
    lastModifiedBy: '时限',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: THREE, font: FONTS.body, language: { eastAsia: 'zh-CN' } } } } },
    sections: [{
      properties: {
        page: {
          size: { width: 11_906, height: 16_838 },
          // 37, 35, 28 and 26 mm in twentieths of a point: older programs know no other measure.
          margin: { top: 2098, bottom: 1984, left: 1588, right: 1474, header: 850, footer: 1417 },
        },
      },
      footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
      // The signature never stands on a page without words of the letter.
      children: parts.flatMap((part, index) => drawn(part, parts[index + 1]?.kind === 'signature')),
    }],
  });
  const bytes = await Packer.toArrayBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
  return new Uint8Array(bytes);
}

/** Sizes in half points: 二号, 三号, 四号, and 五号 in tables. */
const [TWO, THREE, FOUR, TABLE_SIZE] = [44, 32, 28, 21];
/** 28.95 pt in twentieths: 22 lines fill the 225 mm of a page. */
const LINE = 579;
/** 156 mm hold 28 characters of 16 pt only where each is set closer by a quarter of a point, in twentieths. */
const CLOSER = -5;
/** Two characters of 三号, in twentieths of a point; programs that know characters go by `firstLineChars`. */
const TWO_CHARACTERS = { firstLine: 2 * 320, firstLineChars: 200 };

const exact = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });

function drawn(part: Part, isLast: boolean): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'number':
      return [paragraph([part.text], { alignment: AlignmentType.CENTER }), paragraph([])];
    case 'title':
      return [
        paragraph(part.text, { alignment: AlignmentType.CENTER, spacing: exact(680), keepNext: true }, { font: FONTS.title, size: TWO }),
        paragraph([]),
      ];
    case 'addressee':
      return [paragraph(part.text)];
    case 'heading':
      return [paragraph([part.text], { indent: TWO_CHARACTERS, keepNext: true }, { font: FONTS.heading })];
    case 'subheading':
      return [paragraph([part.text], { indent: TWO_CHARACTERS, keepNext: true }, { font: FONTS.subheading })];
    case 'text':
      return [paragraph(part.text, { indent: TWO_CHARACTERS, alignment: AlignmentType.BOTH, keepNext: isLast })];
    case 'warning':
      return [paragraph([part.text], { indent: TWO_CHARACTERS }, { font: FONTS.heading, color: 'C00000' })];
    case 'table':
      return [table(part), paragraph([])];
    case 'signature':
      return [
        paragraph([], { keepNext: true }),
        paragraph([part.office], { alignment: AlignmentType.RIGHT, indent: { right: 2 * 320 }, keepNext: true, keepLines: true }),
        paragraph([part.day], { alignment: AlignmentType.RIGHT, indent: { right: 4 * 320 } }),
      ];
  }
}

interface RunForm {
  font?: IFontAttributesProperties;
  size?: number;
  color?: string;
}

function paragraph(text: readonly Inline[], form: IParagraphOptions = {}, run: RunForm = {}): Paragraph {
  return new Paragraph({ spacing: exact(LINE), widowControl: false, ...form, children: text.map((piece) => textRun(piece, run)) });
}

function textRun(piece: Inline, { font = FONTS.body, size = THREE, color }: RunForm): TextRun {
  const form = { font, size, ...(size === THREE && { characterSpacing: CLOSER }), ...(color !== undefined && { color }) };
  if (typeof piece === 'string') return new TextRun({ ...form, text: shown(piece) });
  return new TextRun({ ...form, text: `【${shown(piece.blank)}】`, highlight: 'yellow' });
}

const LONGEST_TEXT = 4000;

/** What XML forbids is taken out with what nobody can see. */
function shown(text: string): string {
  return plainText(text, LONGEST_TEXT).replace(/[\uFFFE\uFFFF]/g, '');
}

function table({ head, rows, widths }: Extract<Part, { kind: 'table' }>): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  // 156 mm in twentieths of a point.
  const columnWidths = widths.map((width) => Math.floor((8844 * width) / whole));
  const row = (cells: readonly string[], isHead: boolean) => new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    height: { value: 440, rule: HeightRule.ATLEAST },
    children: cells.map((cell, at) => new TableCell({
      width: { size: columnWidths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60 },
      children: [new Paragraph({
        spacing: exact(320),
        alignment: isHead || /^[\d.%—－-]*$/.test(cell) ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [textRun(cell, { size: TABLE_SIZE, font: isHead ? FONTS.heading : FONTS.body })],
      })],
    })),
  });
  return new Table({ columnWidths, width: { size: 8844, type: WidthType.DXA }, rows: [row(head, true), ...rows.map((cells) => row(cells, false))] });
}

/** `— 1 —` in 四号 宋体, one character in from the outer edge: right on odd pages, left on even ones. */
function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const run = { font: FONTS.pageNumber, size: FOUR };
  return new Footer({
    children: [new Paragraph({
      alignment,
      indent: { left: 280, right: 280 },
      children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })],
    })],
  });
}
