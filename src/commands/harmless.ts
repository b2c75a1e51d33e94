import { harmless } from '../report/harmless.js';

export interface TextSink {
  write(text: string): unknown;
}

/** Whatever is written to it comes out harmless for a terminal. */
export function harmlessSink(sink: TextSink): TextSink {
  return { write: (text) => sink.write(harmless(text)) };
}
