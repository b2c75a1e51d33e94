/** A table of figures: what each row is about, and then a column for each figure. */
import type { ComponentChildren, VNode } from 'preact';
import type { Words } from '../../model.js';
import type { Say } from '../words.js';
import { Wide } from './wide.js';

/** One column of figures. */
export interface FigureColumn<Row> {
  name: Words;
  of: (row: Row) => number | string;
}

interface FigureTableProps<Row> {
  /** For the stylesheet. */
  kind: string;
  /** What the rows are, as the head of their first column. */
  name: Words;
  rows: readonly Row[];
  nameOf: (row: Row) => ComponentChildren;
  figures: readonly FigureColumn<Row>[];
  say: Say;
}

export function FigureTable<Row>({ kind, name, rows, nameOf, figures, say }: FigureTableProps<Row>): VNode {
  return (
    <Wide label={say(name)}>
      <table class={kind}>
        <thead>
          <tr>
            <th scope="col">{say(name)}</th>
            {figures.map((figure) => (
              <th scope="col" class="figure">
                {say(figure.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{nameOf(row)}</th>
              {figures.map((figure) => (
                <td class="figure">{figure.of(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
