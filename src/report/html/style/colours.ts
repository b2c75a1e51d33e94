/**
 * The colours of the report, by day, by night and on paper. Colour only repeats what a word, a number or a sign says. Every
 * pair of ink and ground that is used for words keeps a contrast of 4.5 to 1 (WCAG 2.1, 1.4.3).
 */
export const colours = `
:root {
  color-scheme: light;
  --paper: #fff; --ink: #1b2027; --soft: #545d69; --line: #d6dbe1; --strong-line: #aab2bd; --faint: #f4f6f8;
  --red: #a8171b; --link: #174a84; --alarm: #fdf0ef;
  --overdue: #b1191d; --missing: #a8410b; --blank: #75389a; --unreadable: #4a5568; --due: #855b00; --fresh: #1b7047;
  --waived: #2560a0; --static: #626c7a;
  --solid: #b1191d; --on-solid: #fff; --cell-fresh: #e4f2ea; --cell-late: #fff3d1; --cell-late-line: #fbdc94;
  --cell-late-ink: #553900; --cell-waived: #e2ecf8; --dots: #9aa3b0;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #15181d; --ink: #e7eaef; --soft: #a9b2bf; --line: #343b45; --strong-line: #5a6471; --faint: #1e232a;
    --red: #ff8a80; --link: #8ec3ff; --alarm: #35181a;
    --overdue: #ff8f87; --missing: #ffae70; --blank: #d9b3f5; --unreadable: #b9c3cf; --due: #e8bd4c; --fresh: #63d394;
    --waived: #8ec3ff; --static: #a3adba;
    --solid: #b42a2d; --on-solid: #fff; --cell-fresh: #14291f; --cell-late: #3b3014; --cell-late-line: #57461b;
    --cell-late-ink: #f7d67c; --cell-waived: #16304d; --dots: #59626e;
  }
}
`;
