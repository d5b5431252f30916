import { describe, expect, it } from 'vitest';
import { KEY, Repository } from '../support/repository.js';

describe('a whole key is a key, whatever stands round it:', () => {
  it.each([
    ['an element of XML', 'settings.xml', `<pictifyApiKey>${KEY}</pictifyApiKey>`],
    ['a string of Android', 'strings.xml', `<string name="pictify_api_key">${KEY}</string>`],
    ['code in HTML', 'guide.html', `<code>${KEY}</code>`],
    ['a line break in HTML', 'guide.html', `<p>Pictify: ${KEY}<br>and more</p>`],
    ['a list of property values', 'Info.plist', `<key>PictifyKey</key><string>${KEY}</string>`],
    ['bold in Markdown', 'notes.md', `Our key is **${KEY}**.`],
    ['bold and italic in Markdown', 'notes.md', `Our key is ***${KEY}***.`],
    ['a link in Markdown', 'notes.md', `<https://api.pictify.io/image?token=${KEY}>`],
    ['a table in Markdown', 'notes.md', `| Pictify | ${KEY} | ... |`],
    ['a sentence with dots', 'notes.md', `The key is ${KEY} ... please rotate it`],
    ['a default in shell', 'run.sh', `export PICTIFY_API_KEY="\${PICTIFY_API_KEY:-${KEY}}"`],
    ['a default in compose', 'compose.yml', `      PICTIFY_API_KEY: \${PICTIFY_API_KEY:-${KEY}}`],
    ['a default in Spring', 'application.properties', `pictify.key=\${PICTIFY_KEY:${KEY}}`],
    ['a value in a template', 'values.tpl', `key: {{ "${KEY}" }}`],
    ['a command behind it', 'run.sh', `render ${KEY} $(date)`],
    ['a redirect behind it', 'run.sh', `login ${KEY} < answers.txt`],
    ['an address behind it', 'mail.txt', `${KEY} <ada@example.org>`],
    ['JSX', 'app.jsx', `<Pictify apiKey="${KEY}"><b>x</b></Pictify>`],
  ])('%s', (_name, path, line) => {
    using repository = Repository.started();
    repository.stage(path, `${line}\n`);
    const { found } = repository.scan('staged');
    expect(found).toContain(`pictify/live-key ${path}:1 new`);
  });

  it.each([
    ['dots at once behind it', `pictify: ${KEY}...`],
    ['an ellipsis at once behind it', `pictify: ${KEY}\u2026`],
    ['stars at once behind it', `pictify: ${KEY}****`],
    ['a template for the rest', `pictify: ${KEY.slice(0, 12)}<rest>`],
    ['a name in brackets', `pictify: ${KEY.slice(0, 8)}<your-key>`],
    ['a short one with dots', `pictify: ${KEY.slice(0, 14)} ...`],
  ])('but not: %s', (_name, line) => {
    using repository = Repository.started();
    repository.stage('notes.md', `${line}\n`);
    expect(repository.scan('staged').found).toEqual([]);
  });
});
