import type { KnownKeywords } from '../detect/matcher/keptTables.js';
import type { Preset } from '../model/config.js';

/** Set by the build: of the preset that is used where nobody asks for another. */
declare const DEFAULT_KEYWORDS: string | undefined;
const DEFAULT: Preset = 'recommended';

/** The keywords of a preset, where they are known without asking its rules, of which each has some then. */
export function presetKeywords(preset: Preset): KnownKeywords | undefined {
  if (preset !== DEFAULT || typeof DEFAULT_KEYWORDS !== 'string') return undefined;
  return JSON.parse(DEFAULT_KEYWORDS) as KnownKeywords;
}
