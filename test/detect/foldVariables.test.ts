import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { foldVariables } from '../../src/detect/foldVariables.js';
import { folded } from '../support/folded.js';

const sample = createSampler(41);
const key = sample.key('live', 24);
const [prefix, body] = [key.slice(0, 8), key.slice(8)];

describe('a key whose prefix a variable holds', () => {
  it.each([
    ['JavaScript', `const p = '${prefix}';\nconst k = p + '${body}';`],
    ['a template', `const p = "${prefix}";\nnew Pictify(\`\${p}${body}\`);`],
    ['TypeScript', `const prefix: string = '${prefix}';\nreturn prefix.concat('${body}');`],
    ['added later', `let k = '${prefix}';\nif (live) k += '${body}';`],
    ['a member', `const c = { prefix: '${prefix}' };\ncall(c.prefix + "${body}");`],
    ['Python', `PREFIX = "${prefix}"\nkey = PREFIX + "${body}"`],
    ['an f-string', `PREFIX = '${prefix}'\nkey = f"{PREFIX}${body}"`],
    ['Ruby', `prefix = '${prefix}'\nkey = "#{prefix}${body}"`],
    ['PHP', `$prefix = '${prefix}';\n$key = $prefix . '${body}';`],
    ['PHP in a string', `$prefix = '${prefix}';\n$key = "{$prefix}${body}";`],
    ['Go', `prefix := "${prefix}"\nkey := prefix + "${body}"`],
    ['Java', `StringBuilder b = new StringBuilder("${prefix}");\nb.append("${body}");`],
    ['Rust', `let mut k = String::from("${prefix}");\nk.push_str("${body}");`],
    ['Lua', `local p = "${prefix}"\nlocal k = p .. "${body}"`],
    ['C#', `const string Prefix = "${prefix}";\nvar key = $"{Prefix}${body}";`],
  ])('is put together: %s', (_name, text) => {
    expect(folded(foldVariables, text)).toEqual([[key, body]]);
  });

  it.each([
    ['a template', `const k = \`pk_\${env}_${body}\`;`],
    ['an f-string', `key = f"pk_{settings.MODE}_${body}"`],
    ['Ruby', `key = "pk_#{mode}_${body}"`],
    ['added', `const k = 'pk_' + mode + "_${body}";`],
    ['PHP', `$k = 'pk_' . $mode . '_${body}';`],
  ])('is taken for a live one where a variable says which it is: %s', (_name, text) => {
    expect(folded(foldVariables, text)).toEqual([[key, body]]);
  });

  it.each([
    ['what is named by a variable', 'const k = `pk_${env}_${id}`;'],
    ['a name', 'const column = `pk_${table}_id`;'],
    ['what is compared', `const p = '${prefix}';\nif (value.startsWith(p)) return '${body}';`],
    ['another variable', `const p = '${prefix}';\nconst k = q + '${body}';`],
    ['a longer name', `const p = '${prefix}';\nconst k = op + '${body}';`],
    ['what is made when it runs', `const p = '${prefix}';\nconst k = p + randomBytes(24).toString('hex');`],
    ['a short word', `const p = '${prefix}';\nlog(p + 'abc');`],
    ['a use far away', `const p = '${prefix}';\n${'// line\n'.repeat(700)}const k = p + '${body}';`],
    ['a prefix without a name', `f('${prefix}');\nconst k = p + '${body}';`],
  ])('is not %s', (_name, text) => {
    expect(folded(foldVariables, text)).toEqual([]);
  });

  it('costs no more where there are thousands', () => {
    expect(folded(foldVariables, `const p = '${prefix}'; k = p + '${body}';\n`.repeat(2000)).length).toBeLessThan(
      20 * 150,
    );
  });
});
