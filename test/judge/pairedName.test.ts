import { describe, expect, test } from 'vitest';
import { pairedName } from '../../src/judge/pairedName.js';

const cases: readonly (readonly [string, string, string, string | undefined])[] = [
  ['a container of Kubernetes', 'env:\n  - name: PICTIFY_TOKEN\n    value: "', '"\n', 'PICTIFY_TOKEN'],
  ['a variable of Azure Pipelines', 'variables:\n- name: PICTIFY_API_KEY\n  value: ', '\n', 'PICTIFY_API_KEY'],
  ['a service of Render', '      - key: PICTIFY_API_KEY\n        value: ', '\n', 'PICTIFY_API_KEY'],
  ['a task definition', '{"name": "PICTIFY_API_KEY", "value": "', '"}', 'PICTIFY_API_KEY'],
  ['a task definition, value first', '{"value": "', '", "name": "PICTIFY_API_KEY"}', 'PICTIFY_API_KEY'],
  ['YAML, value first', '- value: ', '\n  name: PICTIFY_API_KEY\n', 'PICTIFY_API_KEY'],
  ['Terraform', 'set {\n  name  = "pictify.token"\n  value = "', '"\n}', 'pictify.token'],
  ['CloudFormation', '{"ParameterKey": "PictifyKey", "ParameterValue": "', '"}', 'PictifyKey'],
  ['a property list', '<key>PictifyToken</key>\n\t<string>', '</string>', 'PictifyToken'],
  ['a property of Hadoop', '<name>pictify.token</name>\n  <value>', '</value>', 'pictify.token'],
  ['another record before it', '{"name": "STRIPE_KEY"}, {"value": "', '"}', undefined],
  ['another record behind it', '{"value": "', '"}, {"name": "STRIPE_KEY"}', undefined],
  ['the next entry of a list', '- value: ', '\n- name: STRIPE_KEY\n', undefined],
  ['a value with a name of its own', 'name: web\napi_key: ', '\nname: x\n', undefined],
  ['a key between', '<key>A</key><string>b</string><string>', '</string>', undefined],
];

describe('pairedName', () => {
  test.each(cases)('%s', (_name, before, after, name) => {
    expect(pairedName(before, after)).toBe(name);
  });
});
