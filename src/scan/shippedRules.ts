import { defaultConfig } from '../config/defaultConfig.js';
import type { KnownKeywords } from '../detect/matcher/keptTables.js';
import type { Config, Preset } from '../model/config.js';

/** Set by the build: of the preset that counts where nobody asks for another. */
declare const DEFAULT_KEYWORDS: string | undefined;

/** Whether a config leaves the rules of its preset as they are. */
export function isAsShipped({ rules, customRules }: Config): boolean {
  return rules.size === 0 && customRules.length === 0;
}

/** The keywords of a preset, where they are known without asking its rules, of which each has some then. */
export function presetKeywords(preset: Preset): KnownKeywords | undefined {
  if (preset !== defaultConfig.preset || typeof DEFAULT_KEYWORDS !== 'string') return undefined;
  return JSON.parse(DEFAULT_KEYWORDS) as KnownKeywords;
}
