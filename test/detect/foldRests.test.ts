import { describe, expect, it } from 'vitest';
import { createSampler } from '../../rules/sampler.js';
import { foldRests } from '../../src/detect/foldRests.js';
import { folded } from '../support/folded.js';

const sample = createSampler(43);
const key = sample.key('live', 24);
const [prefix, body] = [key.slice(0, 8), key.slice(8)];

describe('a key whose rest a variable holds', () => {
  it.each([
    ['JavaScript', `const rest = '${body}';\nnew Pictify({ apiKey: '${prefix}' + rest });`],
    ['on one line', `const rest='${body}';f('${prefix}'+rest)`],
    ['a template', `const rest = "${body}";\nnew Pictify(\`${prefix}\${rest}\`);`],
    ['TypeScript', `const rest: string = '${body}';\nreturn '${prefix}'.concat(rest);`],
    ['a member', `const c = { rest: '${body}' };\ncall('${prefix}' + c.rest);`],
    ['a field', `class A {\n  rest = '${body}';\n  get key() { return \`${prefix}\${this.rest}\`; }\n}`],
    ['a list', `const rest = '${body}';\nconst k = ['${prefix}', rest].join('');`],
    ['assigned below', `const key = () => '${prefix}' + rest;\nconst rest = '${body}';`],
    ['far below', `const rest = '${body}';\n${'// line\n'.repeat(1500)}const k = '${prefix}' + rest;`],
    ['replaced at times', `let rest = '${body}';\nif (given) rest = given;\nconst k = '${prefix}' + rest;`],
    ['under the same name', `let k = '${body}';\nk = '${prefix}' + k;`],
    ['Python', `REST = "${body}"\nkey = "${prefix}" + REST`],
    ['an f-string', `rest = '${body}'\nkey = f"${prefix}{rest}"`],
    ['%', `rest = '${body}'\nkey = "${prefix}%s" % rest`],
    ['format', `rest = '${body}'\nkey = "${prefix}{}".format(rest)`],
    ['join', `rest = '${body}'\nkey = "".join(["${prefix}", rest])`],
    ['a member of a class in Python', `class A:\n    rest = "${body}"\nkey = "${prefix}" + A.rest`],
    ['Ruby', `rest = '${body}'.freeze\nkey = "${prefix}#{rest}"`],
    ['Ruby, a member', `@rest = '${body}'\nkey = '${prefix}' + @rest`],
    ['Ruby, <<', `rest = '${body}'\nkey = +'${prefix}' << rest`],
    ['PHP', `$rest = '${body}';\n$key = '${prefix}' . $rest;`],
    ['PHP in a string', `$rest = '${body}';\n$key = "${prefix}{$rest}";`],
    ['PHP, bare in a string', `$rest = '${body}';\n$key = "${prefix}$rest";`],
    ['PHP, a property', `private string $rest = '${body}';\nreturn '${prefix}' . $this->rest;`],
    ['PHP, a constant', `define('REST', '${body}');\n$key = '${prefix}' . REST;`],
    ['Go', `rest := "${body}"\nkey := "${prefix}" + rest`],
    ['Go, Sprintf', `const rest string = "${body}"\nkey := fmt.Sprintf("${prefix}%s", rest)`],
    ['Java', `private static final String REST = "${body}";\nString key = "${prefix}" + REST;`],
    ['Java, concat', `String rest = "${body}";\nString key = "${prefix}".concat(rest);`],
    ['Java, a builder', `String rest = "${body}";\nString k = new StringBuilder("${prefix}").append(rest).toString();`],
    ['Kotlin', `const val REST: String = "${body}"\nval key = "${prefix}$REST"`],
    ['C#', `const string Rest = "${body}";\nvar key = $"${prefix}{Rest}";`],
    ['Rust', `let rest = String::from("${body}");\nlet k = String::from("${prefix}") + &rest;`],
    ['Rust, format', `const REST: &'static str = "${body}";\nlet k = format!("${prefix}{}", REST);`],
    ['Swift', `let rest = "${body}"\nlet key = "${prefix}\\(rest)"`],
    ['Lua', `local rest = "${body}"\nlocal k = "${prefix}" .. rest`],
    ['Elixir', `@rest "${body}"\ndef key, do: "${prefix}" <> @rest`],
    ['R', `rest <- "${body}"\nkey <- paste0("${prefix}", rest)`],
    ['C', `#define REST "${body}"\nstrcat("${prefix}", REST);`],
    ['Visual Basic', `Dim rest As String = "${body}"\nDim key = "${prefix}" & rest`],
    ['a shell', `REST=${body}\nexport KEY="${prefix}$REST"`],
    ['a shell, side by side', `export REST="${body}"\nKEY='${prefix}'"$REST"`.replace('"$', '$')],
    ['dotenv', `REST=${body}\nKEY=${prefix}\${REST}\n`],
    ['Terraform', `locals {\n  rest = "${body}"\n  key = "${prefix}\${local.rest}"\n}`],
    ['both in variables', `const p = '${prefix}';\nconst rest = '${body}';\nconst k = p + rest;`],
    ['both in a template', `const p = '${prefix}';\nconst rest = '${body}';\nconst k = \`\${p}\${rest}\`;`],
    ['both in an f-string', `p = "${prefix}"\nrest = "${body}"\nkey = f"{p}{rest}"`],
    ['both in PHP', `$p = '${prefix}';\n$rest = '${body}';\n$key = $p . $rest;`],
    ['both in Java', `StringBuilder b = new StringBuilder("${prefix}");\nString rest = "${body}";\nb.append(rest);`],
  ])('is put together: %s', (_name, text) => {
    expect(folded(foldRests, text)).toEqual([[key, body]]);
  });

  it.each([
    ['what the environment gives', `const rest = '${body}';\nconst k = '${prefix}' + process.env.OTHER;`],
    ['what is made when it runs', `const rest = '${body}';\nconst k = '${prefix}' + randomBytes(24).toString('hex');`],
    ['made by a call', `const rest = '${body}';\nconst k = '${prefix}' + rest(24);`],
    ['a piece of it', `const rest = '${body}';\nconst k = '${prefix}' + rest.slice(0, 4);`],
    ['an element', `const rest = '${body}';\nconst k = '${prefix}' + rest[0];`],
    ['another variable', `const rest = '${body}';\nconst k = '${prefix}' + other;`],
    ['a longer name', `const arrest = '${body}';\nconst k = '${prefix}' + rest;`],
    ['a shorter name', `const rest = '${body}';\nconst k = '${prefix}' + resting;`],
    [
      'assigned anew',
      `const id = '${body}';\nf(id);\nfunction g() {\n  const id = uuid();\n  return '${prefix}' + id;\n}`,
    ],
    ['assigned anew in Python', `id = '${body}'\nf(id)\nid = uuid4().hex\nkey = '${prefix}' + id`],
    ['a parameter', `const id = '${body}';\nfunction key(id) {\n  return '${prefix}' + id;\n}`],
    ['a parameter of an arrow', `const id = '${body}';\nconst key = (id) => '${prefix}' + id;`],
    ['a parameter in Python', `id = "${body}"\ndef key(id):\n    return "${prefix}" + id`],
    ['a parameter in Java', `String id = "${body}";\nString key(String id) {\n  return "${prefix}" + id;\n}`],
    ['a parameter, assigned below', `const key = (id) => \`${prefix}\${id}\`;\nconst id = '${body}';`],
    ['a variable of a loop', `const id = '${body}';\nfor (const id of ids) f('${prefix}' + id);`],
    ['a key of an object where a variable is meant', `const a = { id: '${body}' };\nconst k = '${prefix}' + id;`],
    ['what is compared', `if (rest === '${body}') f('${prefix}' + rest);`],
    ['what a call makes of it', `const rest = sha256('${body}');\nconst k = '${prefix}' + rest;`],
    ['short', `const rest = 'abc';\nconst k = '${prefix}' + rest;`],
    ['longer than a key', `const rest = '${sample.alnum(140)}';\nconst k = '${prefix}' + rest;`],
    ['text', `const rest = '${body} and more';\nconst k = '${prefix}' + rest;`],
    ['a list of arguments', `const rest = '${body}';\nf('${prefix}', rest);`],
    ['a whole key', `const rest = '${body}';\nconst k = '${key}' + rest;`],
  ])('is not %s', (_name, text) => {
    expect(folded(foldRests, text)).toEqual([]);
  });

  it('costs no more where there are thousands', () => {
    expect(folded(foldRests, `const r = '${body}'; k = '${prefix}' + r;\n`.repeat(2000)).length).toBeLessThan(20 * 2);
  });

  it.each([
    ['names', `a a a = a: a `],
    ['assignments', `a = `],
    ['heads of functions', 'function f(a, a, a, '],
    ['calls', 'f(a, a '],
    ['arrows', 'a a a a a a '],
    ['uses', `const a = '${prefix}'; a + b; \`\${a}\${b}\`;`],
    ['prefixes', `a = '${prefix}';\n`],
    ['spaces', 'a                                             '],
  ])('is looked for in time among %s', (_name, part) => {
    const text = `${part.repeat(20_000 / part.length)}k = '${prefix}' + a;\n`.repeat(40);
    const start = performance.now();
    folded(foldRests, text);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
