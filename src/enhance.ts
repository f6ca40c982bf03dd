/** `afterword/enhance`: finds what plain articles say and makes it our elements. Registers nothing and does nothing by itself. */
export { enhance, type EnhanceOptions } from './enhance/enhance.js';
export { AfterwordEnhancedEvent } from './enhance/enhance.events.js';
export type { Finding, FoundQuestion, LeftAlone, Reading, Target, TextRange, Tier } from './enhance/finding.js';
export { read, type ReadOptions } from './enhance/read.js';
export type { Enhancement, Skipped, SkipReason } from './enhance/outcome.js';
