import { describe, expect, it } from 'vitest';
import { presetRules } from '../../rules/index.js';
import { windowsAround } from '../../src/detect/windows.js';

/** Every keyword of every rule on each line: a near miss for all of them. */
const rules = presetRules('recommended').filter((rule) => rule.on === 'text');
const line = `${rules.flatMap((rule) => rule.keywords).join(' ')}\n`;

/** Bytes that patterns are run over, by the byte of input. */
function workPerByte(lines: number): number {
  const bytes = Buffer.from(line.repeat(lines), 'latin1');
  const text = bytes.toString('latin1').toLowerCase();
  let work = 0;
  for (const rule of rules) {
    const hits = rule.keywords.flatMap((keyword) => offsetsOf(text, keyword.toLowerCase())).toSorted((a, b) => a - b);
    for (const { start, end } of windowsAround(bytes, hits, rule.window)) work += end - start;
  }
  return work / bytes.length;
}

function offsetsOf(text: string, keyword: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 1)) offsets.push(at);
  return offsets;
}

describe('what patterns are run over, on dense input', () => {
  it('grows no faster than the input', () => {
    expect(workPerByte(16)).toBeLessThanOrEqual(workPerByte(4) * 1.05);
  });

  it('is at most the input once for each rule', () => {
    expect(workPerByte(4)).toBeLessThanOrEqual(rules.length);
  });
});
