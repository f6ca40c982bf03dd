import { executeServerCommand } from '@web/test-runner-commands';

const agent = navigator.userAgent;

/** Which engine runs this test. */
export const engine: 'chromium' | 'firefox' | 'webkit' = agent.includes('Firefox/')
  ? 'firefox'
  : agent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';

/**
 * Conditions an engine of the test machine cannot express, each with its reason. A test of such a condition runs where it
 * can, and says so here rather than by being skipped.
 */
export const CANNOT = {
  'forced-colors': { engines: ['firefox', 'webkit'], reason: 'only Chromium emulates forced colours while it runs' },
  'colour-scheme': { engines: ['firefox', 'webkit'], reason: 'only Chromium changes prefers-color-scheme while it runs' },
  print: { engines: ['firefox', 'webkit'], reason: 'only Chromium emulates the print medium while it runs' },
  'layout-shift': { engines: ['firefox', 'webkit'], reason: 'layout-shift entries exist in Chromium only' },
  'import-again': { engines: ['firefox'], reason: 'Firefox never asks again for a module whose import failed once' },
} as const;

/** Whether this engine can express the condition. */
export function can(condition: keyof typeof CANNOT): boolean {
  return !(CANNOT[condition].engines as readonly string[]).includes(engine);
}

/** Emulates media features until called again with nothing; answers false where the engine cannot. */
export function emulateMedia(features: Record<string, string> = {}): Promise<boolean> {
  return executeServerCommand('media', features);
}
