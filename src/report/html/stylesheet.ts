import { colours } from './style/colours.js';
import { paper } from './style/paper.js';
import { screen } from './style/screen.js';

/** How the report looks on a screen, by day and by night, and on A4. */
export const stylesheet = colours + screen + paper;
