import { writeFileSync } from 'node:fs';
import { elementsPage } from './lib/elements-page.mjs';

/** Writes docs/elements.md from the elements themselves: `node scripts/elements-page.mjs`. */
writeFileSync(new URL('../docs/elements.md', import.meta.url), await elementsPage());
