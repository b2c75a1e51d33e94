/** Encodes text as GBK, by turning the decoder's table of two-byte codes around. */
export function encodeGbk(text: string): Uint8Array {
  const bytes = [...text].flatMap((character) => {
    if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)];
    const code = table.get(character);
    if (!code) throw new Error(`not in GBK: ${character}`);
    return code;
  });
  return Uint8Array.from(bytes);
}

const table = reverseTable();

function reverseTable(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if (character !== '' && !character.includes('\uFFFD')) codes.set(character, [lead, trail]);
    }
  return codes;
}
