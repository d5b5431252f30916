/**
 * Who else gives out keys that begin `pk_live_` or `pk_test_`, and meant them to be public.
 *
 * Sources of forms and lengths: each vendor's own documentation, and keys counted in public code.
 */
export interface Vendor {
  /** Used in evidence and in `Finding.kind`. */
  readonly id: string;
  readonly label: string;
  /** Names that speak for it: identifiers, calls, packages, hosts. */
  readonly words: RegExp;
  /** An ordinary word that speaks for it only as a whole name: `tap: '…'`. */
  readonly name?: RegExp;
  /** What the part after the prefix looks like. */
  readonly body?: RegExp;
  /** The body alone, with no word anywhere, tips the scale towards this vendor. */
  readonly tips?: boolean;
}

export const vendors: readonly Vendor[] = [
  {
    id: 'stripe',
    label: 'Stripe',
    words: /stripe|woocommerce|wc_?pay|wcm_|buy-button-id|\bwc_/i,
    body: /^(?:51[A-Za-z0-9]{85,120}|[A-Za-z0-9]{24}|[A-Za-z0-9]{34})$/,
  },
  { id: 'clerk', label: 'Clerk', words: /clerk|accounts\.dev|lcl\.dev/i },
  { id: 'paystack', label: 'Paystack', words: /paystack/i, body: /^[0-9a-f]{40}$/, tips: true },
  { id: 'moyasar', label: 'Moyasar', words: /moyasar/i, body: /^[A-Za-z0-9]{40}$/ },
  {
    id: 'magic',
    label: 'Magic',
    words: /\bmagic[_-]?(?:sdk|link|key|api|publishable|publish)|\bnew magic\b|\bmagic\(|magic\.link|fortmatic|MAGIC_/i,
    name: /^magic$/i,
    body: /^[0-9A-F]{16}$/,
    tips: true,
  },
  { id: 'moonpay', label: 'MoonPay', words: /moon_?-?pay/i, body: /^[A-Za-z0-9]{30,32}$/ },
  { id: 'culqi', label: 'Culqi', words: /culqi/i, body: /^[A-Za-z0-9]{16}$/, tips: true },
  { id: 'payjp', label: 'PAY.JP', words: /pay\.?jp|pay_jp/i, body: /^[0-9a-f]{24}$/, tips: true },
  { id: 'yoco', label: 'Yoco', words: /yoco/i, body: /^[A-Za-z0-9]{20}$/, tips: true },
  {
    id: 'tap',
    label: 'Tap Payments',
    words: /go_?-?sell|tap_?-?card|tap\.company|tap_?-?payments?|\btap_(?:public|pk|key)/i,
    name: /^tap$/i,
    body: /^[A-Za-z0-9]{24}$/,
  },
  { id: 'paymongo', label: 'PayMongo', words: /paymongo/i },
  { id: 'liveblocks', label: 'Liveblocks', words: /liveblocks/i, body: /^(?:[A-Za-z0-9_-]{24}|[A-Za-z0-9_-]{64})$/ },
  { id: 'knock', label: 'Knock', words: /\bknock|knock_|@knocklabs/i, name: /^knock$/i, body: /^[A-Za-z0-9_-]{43}$/ },
  {
    id: 'checkout',
    label: 'Checkout.com',
    words: /checkout\.com|checkout_?com|\bcko|frames\.init|\bframes\b/i,
    name: /^checkout$/i,
    body: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    tips: true,
  },
  { id: 'komoju', label: 'KOMOJU', words: /komoju/i },
  { id: 'paymob', label: 'Paymob', words: /paymob/i },
  { id: 'omise', label: 'Omise', words: /omise/i },
  {
    id: 'radar',
    label: 'Radar',
    words: /\bradar\.(?:initialize|io)|radar_(?:publishable|key)|radar-sdk/i,
    name: /^radar$/i,
  },
  { id: 'medusa', label: 'Medusa', words: /medusa/i },
  { id: 'hyperswitch', label: 'Hyperswitch', words: /hyperswitch|loadhyper/i },
  { id: 'flutterwave', label: 'Flutterwave', words: /flutterwave/i },
  { id: 'chargebee', label: 'Chargebee', words: /chargebee/i },
  { id: 'recurly', label: 'Recurly', words: /recurly/i },
  { id: 'lemonsqueezy', label: 'Lemon Squeezy', words: /lemon_?-?squeezy/i },
  { id: 'xendit', label: 'Xendit', words: /xendit/i },
  { id: 'conekta', label: 'Conekta', words: /conekta/i },
  { id: 'wompi', label: 'Wompi', words: /wompi/i },
  { id: 'payplug', label: 'PayPlug', words: /payplug/i },
  { id: 'posthog', label: 'PostHog', words: /posthog/i },
];

/** Vendors whose `pk_` keys are secrets: they have rules of their own in `providers/`. */
export const secretVendors: readonly Vendor[] = [
  { id: 'courier', label: 'Courier', words: /courier/i, body: /^[0-9A-HJKMNP-TV-Z]{28}$/ },
  { id: 'klaviyo', label: 'Klaviyo', words: /klaviyo/i },
  { id: 'clickup', label: 'ClickUp', words: /clickup/i },
];

/** Names that say "meant to be published" without naming a vendor. */
export const PUBLIC_NAME = /publishable|public_?-?key|pub_?-?key|pk_?key|client_?-?key/i;

/**
 * Pictify's own words: `PICTIFY_…`, `new Pictify(`, `pictify.io`, `@pictify/…`, an MCP server of that
 * name. The scanner's own name is none of them.
 */
export const PICTIFY_WORD = /pictify(?![-_]?scan)/i;

/** A secret key of the same family beside it: those vendors have pairs, Pictify has no `sk_`. */
export const SIBLING_SECRET = /(?<![A-Za-z0-9_])(?:sk|rk)_(?:live|test)_/;

/**
 * What a key may begin behind: no letter, digit or `_` (`spk_live_…` is another thing), unless these
 * end an escape: `\n` in JSON, `=3D` in mail, a colour in a log.
 */
export const KEY_BOUNDARY = String.raw`(?:(?<![A-Za-z0-9_])|(?<=\\[nrtbfv]|=3D|\[[0-9;]{1,10}m))`;
