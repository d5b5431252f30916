/** Keys whose value names what the value beside them is. */
const NAME_KEY = String.raw`(?:name|key|id|variable|parameter_?key|header)`;
/** What such a value is called: nothing of its own. */
const VALUE_KEY = String.raw`(?:value|val|content|default|parameter_?value)`;

/** `"name": "API_KEY", "value": "`, `- name: API_KEY` with `value: "` on the next line. */
const BEFORE = new RegExp(
  String.raw`(?:^|[\s{(,])["']?${NAME_KEY}["']?\s{0,4}(?:=>|[:=])\s{0,4}["']?([^"'\n,{}]{2,80}?)["']?\s{0,4}[,;]?\s{0,40}["']?${VALUE_KEY}["']?\s{0,4}(?:=>|[:=])\s{0,4}["'\`]?$`,
  'i',
);
/** `<key>API_KEY</key><string>` of a property list, `<name>API_KEY</name><value>`. */
const ELEMENT_BEFORE =
  /<(?:key|name)>\s{0,4}([^<>\n]{2,80}?)\s{0,4}<\/(?:key|name)>\s{0,40}<(?:string|value|data)>\s{0,8}$/i;
/** `"value": "…", "name": "API_KEY"` */
const OWN_VALUE = new RegExp(String.raw`(?<![\w-])${VALUE_KEY}["']?\s{0,4}(?:=>|[:=])\s{0,4}["'\`]?$`, 'i');
const BEHIND = new RegExp(
  String.raw`^["'\`]?\s{0,4}[,;\n]\s{0,40}["']?${NAME_KEY}["']?\s{0,4}(?:=>|[:=])\s{0,4}["']?([^"'\n,{}]{2,80})`,
  'i',
);

/** Cheap to ask, and hardly any value has it: one of the words that follow stands right before it. */
const MAY_BE_PAIRED = /val|content|default|>\s{0,8}$/i;
const MAY_REACH = 24;

/** How much of the text round a value `pairedName` wants to see. */
export const PAIR_REACH = 240;

/** The name of a value that is only called `value`: it stands under another key of the same record. */
export function pairedName(before: string, after: string): string | undefined {
  if (!MAY_BE_PAIRED.test(before.slice(-MAY_REACH))) return undefined;
  const ahead = BEFORE.exec(before)?.[1] ?? ELEMENT_BEFORE.exec(before)?.[1];
  if (ahead !== undefined) return ahead.trim();
  return OWN_VALUE.test(before) ? BEHIND.exec(after)?.[1]?.trim() : undefined;
}
