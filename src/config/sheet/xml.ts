import { Parser } from 'htmlparser2';

/** What is told of an XML text, in its order. Prefixes are taken off names: writers differ in them. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Walks over one part of a spreadsheet. Entities of the part's own making are not expanded, and what is no sound XML is
 * read as far as it goes.
 */
export function walkXml(bytes: Uint8Array, listener: XmlListener): void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const plain = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), value]));
        listener.open?.(withoutPrefix(name), plain);
      },
      ontext: (text) => listener.text?.(text),
      onclosetag: (name) => listener.close?.(withoutPrefix(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(textOf(bytes));
}

function withoutPrefix(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
