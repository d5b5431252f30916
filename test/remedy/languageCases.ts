import { createSampler } from '../../rules/sampler.js';

const sample = createSampler(7);
const key = sample.key('live');
const head = key.slice(0, 14);
const tail = key.slice(14);

/** Files with a key, and what `fix` makes of them. `KEY` stands for the key, `HEAD` and `TAIL` for its two parts. */
export const cases: readonly (readonly [what: string, path: string, before: string, after: string])[] = [
  ['JavaScript, whole literal', 'a.js', "new Pictify('KEY');\n", 'new Pictify(process.env.PICTIFY_API_KEY);\n'],
  [
    'JavaScript, part of a literal',
    'a.js',
    "h = { Authorization: 'Bearer KEY' }; // api.pictify.io\n",
    "h = { Authorization: 'Bearer ' + process.env.PICTIFY_API_KEY }; // api.pictify.io\n",
  ],
  [
    'JavaScript, part in an expression',
    'a.js',
    "pictify = 'Bearer KEY'.trim();\n",
    "pictify = ('Bearer ' + process.env.PICTIFY_API_KEY).trim();\n",
  ],
  [
    'JavaScript, template',
    'a.js',
    'u = `https://api.pictify.io/image?token=KEY&x=1`;\n',
    'u = `https://api.pictify.io/image?token=${process.env.PICTIFY_API_KEY}&x=1`;\n',
  ],
  [
    'JavaScript, template as a whole',
    'a.js',
    'const pictify = `KEY`;\n',
    'const pictify = process.env.PICTIFY_API_KEY;\n',
  ],
  [
    'JavaScript, fallback',
    'a.js',
    "const k = process.env.PICTIFY_KEY || 'KEY';\n",
    'const k = process.env.PICTIFY_KEY;\n',
  ],
  ['JavaScript, in parts', 'a.js', "new Pictify('HEAD' + 'TAIL');\n", 'new Pictify(process.env.PICTIFY_API_KEY);\n'],
  [
    'JavaScript, in parts over lines',
    'a.js',
    "new Pictify('HEAD' +\n  'TAIL');\n",
    'new Pictify(process.env.PICTIFY_API_KEY);\n',
  ],
  [
    'JavaScript, joined array',
    'a.js',
    `new Pictify(['pk', 'live', '${key.slice(8)}'].join('_'));\n`,
    'new Pictify(process.env.PICTIFY_API_KEY);\n',
  ],
  [
    'JavaScript, behind a regular expression',
    'a.js',
    "x = /['\"]/.test(y); new Pictify('KEY');\n",
    'x = /[\'"]/.test(y); new Pictify(process.env.PICTIFY_API_KEY);\n',
  ],
  ['JavaScript, comment', 'a.js', "// Pictify's key is KEY\n", "// Pictify's key is pk_live_your_key\n"],
  [
    'JavaScript, key of an object',
    'a.js',
    "pictify = { 'KEY': 1 };\n",
    'pictify = { [process.env.PICTIFY_API_KEY]: 1 };\n',
  ],
  [
    'JSX attribute',
    'a.jsx',
    'x = <Pictify apiKey="KEY" />;\n',
    'x = <Pictify apiKey={process.env.PICTIFY_API_KEY} />;\n',
  ],
  [
    'TypeScript',
    'a.ts',
    "const key: string = 'KEY' as const; // pictify\n",
    'const key: string = process.env.PICTIFY_API_KEY!; // pictify\n',
  ],
  [
    'the name in the assignment',
    'a.ts',
    "const PICTIFY_RENDER_KEY = 'KEY';\n",
    'const PICTIFY_RENDER_KEY = process.env.PICTIFY_RENDER_KEY!;\n',
  ],
  [
    'Python',
    'a.py',
    "import sys\nc = Pictify(api_key='KEY')\n",
    'import os\nimport sys\nc = Pictify(api_key=os.environ["PICTIFY_API_KEY"])\n',
  ],
  [
    'Python, header',
    'a.py',
    '#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n"""Renders.\n\nimport nothing\n"""\nfrom __future__ import annotations\n\nc = Pictify("KEY")\n',
    '#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n"""Renders.\n\nimport nothing\n"""\nfrom __future__ import annotations\n\nimport os\n\nc = Pictify(os.environ["PICTIFY_API_KEY"])\n',
  ],
  [
    'Python, import there',
    'a.py',
    'import os, sys\nc = Pictify("KEY")\n',
    'import os, sys\nc = Pictify(os.environ["PICTIFY_API_KEY"])\n',
  ],
  [
    'Python, default of getenv',
    'a.py',
    'import os\nc = Pictify(os.getenv("PICTIFY_API_KEY", "KEY"))\n',
    'import os\nc = Pictify(os.getenv("PICTIFY_API_KEY"))\n',
  ],
  [
    'Python, f-string',
    'a.py',
    'import os\nh = {"Authorization": f"Bearer KEY"} # pictify\n',
    'import os\nh = {"Authorization": f"Bearer " + os.environ["PICTIFY_API_KEY"]} # pictify\n',
  ],
  [
    'Python, bytes',
    'a.py',
    'import os\npictify = b"KEY"\n',
    'import os\npictify = os.environ["PICTIFY_API_KEY"].encode()\n',
  ],
  [
    'Python, docstring',
    'a.py',
    'def f():\n    """curl -H "Authorization: Bearer KEY" https://api.pictify.io"""\n',
    'def f():\n    """curl -H "Authorization: Bearer pk_live_your_key" https://api.pictify.io"""\n',
  ],
  [
    'Ruby',
    'a.rb',
    "Pictify::Client.new(api_key: 'KEY')\n",
    'Pictify::Client.new(api_key: ENV.fetch("PICTIFY_API_KEY"))\n',
  ],
  ['Ruby, interpolated', 'a.rb', 'pictify = "Bearer KEY"\n', 'pictify = "Bearer #{ENV.fetch("PICTIFY_API_KEY")}"\n'],
  [
    'Go',
    'a.go',
    'package main\n\nimport (\n\t"fmt"\n\t"time"\n)\n\nvar c = pictify.NewClient("KEY")\n',
    'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"time"\n)\n\nvar c = pictify.NewClient(os.Getenv("PICTIFY_API_KEY"))\n',
  ],
  [
    'Go, constant',
    'a.go',
    'package main\n\nconst pictifyKey = "KEY"\n',
    'package main\n\nimport "os"\n\nvar pictifyKey = os.Getenv("PICTIFY_API_KEY")\n',
  ],
  [
    'Go, group of constants',
    'a.go',
    'package main\n\nimport "fmt"\n\nconst (\n\ta = 1\n\tpictifyKey = "KEY"\n)\n',
    'package main\n\nimport "fmt"\nimport "os"\n\nconst (\n\ta = 1\n)\n\nvar pictifyKey = os.Getenv("PICTIFY_API_KEY")\n',
  ],
  ['PHP', 'a.php', "<?php\n$c = new Pictify('KEY');\n", "<?php\n$c = new Pictify(getenv('PICTIFY_API_KEY'));\n"],
  [
    'PHP, constant',
    'a.php',
    "<?php\nconst PICTIFY = 'KEY';\n",
    "<?php\ndefine('PICTIFY', getenv('PICTIFY_API_KEY'));\n",
  ],
  [
    'PHP, joined',
    'a.php',
    '<?php\n$h = "Authorization: Bearer KEY"; // pictify\n',
    '<?php\n$h = "Authorization: Bearer " . getenv(\'PICTIFY_API_KEY\'); // pictify\n',
  ],
  [
    'Java',
    'A.java',
    'class A { String pictifyKey = "KEY"; }\n',
    'class A { String pictifyKey = System.getenv("PICTIFY_API_KEY"); }\n',
  ],
  ['Kotlin', 'a.kt', 'const val PICTIFY_KEY = "KEY"\n', 'val PICTIFY_KEY = System.getenv("PICTIFY_KEY")\n'],
  [
    'C#',
    'A.cs',
    'using System;\nclass A {\n  private const string PictifyKey = "KEY";\n}\n',
    'using System;\nclass A {\n  private static readonly string PictifyKey = Environment.GetEnvironmentVariable("PICTIFY_API_KEY");\n}\n',
  ],
  [
    'C#, without using',
    'A.cs',
    'var pictify = new Pictify("KEY");\n',
    'var pictify = new Pictify(System.Environment.GetEnvironmentVariable("PICTIFY_API_KEY"));\n',
  ],
  [
    'Rust',
    'a.rs',
    'fn main() { let c = pictify::new("KEY"); }\n',
    'fn main() { let c = pictify::new(&std::env::var("PICTIFY_API_KEY").expect("PICTIFY_API_KEY is not set")); }\n',
  ],
  [
    'Rust, to_string',
    'a.rs',
    'fn main() { let pictify = "KEY".to_string(); }\n',
    'fn main() { let pictify = std::env::var("PICTIFY_API_KEY").expect("PICTIFY_API_KEY is not set").to_string(); }\n',
  ],
  [
    'Rust, part',
    'a.rs',
    'fn main() { let pictify = "Bearer KEY"; }\n',
    'fn main() { let pictify = &format!("Bearer {}", std::env::var("PICTIFY_API_KEY").expect("PICTIFY_API_KEY is not set")); }\n',
  ],
  [
    'Swift',
    'a.swift',
    'let pictify = "KEY"\n',
    'import Foundation\n\nlet pictify = ProcessInfo.processInfo.environment["PICTIFY_API_KEY"]!\n',
  ],
  [
    'Dart',
    'a.dart',
    "import 'a.dart';\nconst pictifyKey = 'KEY';\n",
    "import 'dart:io';\nimport 'a.dart';\nfinal pictifyKey = Platform.environment['PICTIFY_API_KEY']!;\n",
  ],
  ['Elixir', 'a.ex', 'pictify = "Bearer KEY"\n', 'pictify = "Bearer #{System.fetch_env!("PICTIFY_API_KEY")}"\n'],
  ['Scala', 'a.scala', 'val pictify = "KEY"\n', 'val pictify = sys.env("PICTIFY_API_KEY")\n'],
  [
    'C, at file level',
    'a.c',
    '#include <stdio.h>\nstatic const char *pictify_key = "KEY";\n',
    '#include <stdlib.h>\n#include <stdio.h>\n#define pictify_key getenv("PICTIFY_API_KEY")\n',
  ],
  [
    'C, in a function',
    'a.c',
    '#include <stdlib.h>\nint main(void) { pictify_new("KEY"); }\n',
    '#include <stdlib.h>\nint main(void) { pictify_new(getenv("PICTIFY_API_KEY")); }\n',
  ],
  [
    'shell, double quotes',
    'a.sh',
    'curl -H "Authorization: Bearer KEY" https://api.pictify.io\n',
    'curl -H "Authorization: Bearer ${PICTIFY_API_KEY}" https://api.pictify.io\n',
  ],
  [
    'shell, single quotes',
    'a.sh',
    "curl -H 'Authorization: Bearer KEY' https://api.pictify.io\n",
    "curl -H 'Authorization: Bearer '\"${PICTIFY_API_KEY}\"'' https://api.pictify.io\n",
  ],
  [
    'shell, assigned to itself',
    'a.sh',
    'export PICTIFY_API_KEY=KEY\n',
    'export PICTIFY_API_KEY=${PICTIFY_API_KEY:?}\n',
  ],
  [
    'make',
    'Makefile',
    'x:\n\tcurl -H "Authorization: Bearer KEY" https://api.pictify.io\n',
    'x:\n\tcurl -H "Authorization: Bearer $(PICTIFY_API_KEY)" https://api.pictify.io\n',
  ],
  ['PowerShell', 'a.ps1', "$pictify = 'KEY'\n", '$pictify = $env:PICTIFY_API_KEY\n'],
  ['YAML', 'a.yaml', 'pictify:\n  key: KEY\n', 'pictify:\n  key: ${PICTIFY_API_KEY}\n'],
  ['YAML, flow', 'a.yaml', 'pictify: { key: KEY }\n', 'pictify: { key: "${PICTIFY_API_KEY}" }\n'],
  ['Helm values', 'chart/values.yaml', 'pictify:\n  key: "KEY"\n', 'pictify:\n  key: ""\n'],
  [
    'compose',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      - PICTIFY_API_KEY=KEY\n',
    'services:\n  a:\n    environment:\n      - PICTIFY_API_KEY=${PICTIFY_API_KEY}\n',
  ],
  [
    'workflow',
    '.github/workflows/a.yml',
    'env:\n  PICTIFY_API_KEY: "KEY"\n',
    'env:\n  PICTIFY_API_KEY: "${{ secrets.PICTIFY_API_KEY }}"\n',
  ],
  [
    'GitLab CI',
    '.gitlab-ci.yml',
    'variables:\n  A: b\n  PICTIFY_API_KEY: KEY\n',
    "variables:\n  A: b\n  # PICTIFY_API_KEY comes from the project's settings\n",
  ],
  [
    'GitLab CI, the only entry',
    '.gitlab-ci.yml',
    'variables:\n  PICTIFY_API_KEY: KEY\n\na:\n  script: [x]\n',
    "# PICTIFY_API_KEY comes from the project's settings\n\na:\n  script: [x]\n",
  ],
  [
    'Terraform',
    'a.tf',
    'provider "pictify" {\n  key = "KEY"\n}\n',
    'provider "pictify" {\n  key = var.pictify_api_key\n}\n\nvariable "pictify_api_key" {\n  type      = string\n  sensitive = true\n}\n',
  ],
  ['Terraform, default', 'a.tf', 'variable "pictify_key" {\n  default = "KEY"\n}\n', 'variable "pictify_key" {\n}\n'],
  ['Terraform, tfvars', 'a.tfvars', 'pictify_key = "KEY"\n', '# pictify_key is set from outside: TF_VAR_pictify_key\n'],
  [
    'MCP config',
    '.mcp.json',
    '{"mcpServers": {"pictify": {"env": {"PICTIFY_API_KEY": "KEY"}}}}\n',
    '{"mcpServers": {"pictify": {"env": {"PICTIFY_API_KEY": "${PICTIFY_API_KEY}"}}}}\n',
  ],
  [
    'an opencode config',
    'opencode.json',
    '{"mcp": {"pictify": {"environment": {"PICTIFY_API_KEY": "KEY"}}}}\n',
    '{"mcp": {"pictify": {"environment": {"PICTIFY_API_KEY": "{env:PICTIFY_API_KEY}"}}}}\n',
  ],
  [
    'MCP config of VS Code',
    '.vscode/mcp.json',
    '{"servers": {"pictify": {"env": {"PICTIFY_API_KEY": "KEY"}}}}\n',
    '{"servers": {"pictify": {"env": {"PICTIFY_API_KEY": "${env:PICTIFY_API_KEY}"}}}}\n',
  ],
  ['properties', 'a.properties', 'pictify.api.key=KEY\n', 'pictify.api.key=${PICTIFY_API_KEY}\n'],
  ['TOML', 'a.toml', '[pictify]\nkey = "KEY"\n', '[pictify]\nkey = "${PICTIFY_API_KEY}"\n'],
  ['Markdown', 'README.md', '# Pictify\n\nKEY\n', '# Pictify\n\npk_live_your_key\n'],
  [
    'template of an environment file',
    '.env.example',
    'A=1\nPICTIFY_API_KEY=KEY\n',
    'A=1\nPICTIFY_API_KEY=pk_live_your_key\n',
  ],
  [
    'Dockerfile, one',
    'Dockerfile',
    'FROM a\nENV PICTIFY_API_KEY=KEY\nRUN b\n',
    'FROM a\n# PICTIFY_API_KEY comes from outside: docker run --env-file .env\nRUN b\n',
  ],
  [
    'Dockerfile, several',
    'Dockerfile',
    'FROM a\nENV A=1 \\\n    PICTIFY_API_KEY=KEY \\\n    B=2\n',
    'FROM a\nENV A=1 \\\n    B=2\n',
  ],
  [
    'Dockerfile, the last of several',
    'Dockerfile',
    'FROM a\nENV A=1 \\\n    PICTIFY_API_KEY="KEY"\n',
    'FROM a\nENV A=1\n',
  ],
  ['Dockerfile, ARG', 'Dockerfile', 'FROM a\nARG PICTIFY_API_KEY=KEY\n', 'FROM a\nARG PICTIFY_API_KEY\n'],
  [
    'Dockerfile, RUN',
    'Dockerfile',
    'FROM a\nRUN curl -H "Authorization: Bearer KEY" https://api.pictify.io\n',
    'FROM a\nRUN --mount=type=secret,id=pictify_api_key,env=PICTIFY_API_KEY curl -H "Authorization: Bearer ${PICTIFY_API_KEY}" https://api.pictify.io\n',
  ],
  [
    'Kubernetes Secret',
    's.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\nstringData:\n  other: x\n  api-key: KEY\n',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\nstringData:\n  other: x\n  # api-key is not kept in git: it is made in the cluster (kubectl create secret)\n',
  ],
  [
    'Kubernetes Secret in base64',
    's.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\ndata:\n  api-key: ${Buffer.from(key).toString('base64')}\n`,
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: pictify\ndata: {}\n  # api-key is not kept in git: it is made in the cluster (kubectl create secret)\n',
  ],
  [
    'Kubernetes workload',
    'd.yaml',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: PICTIFY_API_KEY\n          value: KEY\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: PICTIFY_API_KEY\n          valueFrom:\n            secretKeyRef:\n              name: pictify\n              key: api-key\n',
  ],
  [
    'Kubernetes Secret in JSON',
    's.json',
    '{\n  "kind": "Secret",\n  "apiVersion": "v1",\n  "stringData": {\n    "a": "b",\n    "api-key": "KEY"\n  }\n}\n',
    '{\n  "kind": "Secret",\n  "apiVersion": "v1",\n  "stringData": {\n    "a": "b"\n  }\n}\n',
  ],
  [
    'notebook',
    'a.ipynb',
    '{"cells": [{"cell_type": "code", "source": [\n   "from pictify import Pictify\\n",\n   "c = Pictify(\\"KEY\\")"\n  ], "outputs": []}]}\n',
    '{"cells": [{"cell_type": "code", "source": [\n   "import os\\n",\n   "from pictify import Pictify\\n",\n   "c = Pictify(os.environ[\\"PICTIFY_API_KEY\\"])"\n  ], "outputs": []}]}\n',
  ],
  [
    'Windows line ends',
    'a.py',
    'import sys\r\nc = Pictify("KEY")\r\n',
    'import os\r\nimport sys\r\nc = Pictify(os.environ["PICTIFY_API_KEY"])\r\n',
  ],
  [
    'byte order mark',
    'a.py',
    '\ufeffc = Pictify("KEY")\n',
    '\ufeffimport os\n\nc = Pictify(os.environ["PICTIFY_API_KEY"])\n',
  ],
  ['no line end at the end', 'a.js', "\tnew Pictify('KEY')", '\tnew Pictify(process.env.PICTIFY_API_KEY)'],
  [
    'browser-exposed name',
    'a.js',
    'const k = process.env.NEXT_PUBLIC_PICTIFY_API_KEY;\n',
    'const k = process.env.PICTIFY_API_KEY;\n',
  ],
];

/** The text with a key in the place of the word. */
export const fill = (text: string): string =>
  text
    .replaceAll('KEY_', '\u0001')
    .replace(/(?<![A-Z_])KEY(?![A-Z_])/g, key)
    .replaceAll('HEAD', head)
    .replaceAll('TAIL', tail)
    .replaceAll('\u0001', 'KEY_');
