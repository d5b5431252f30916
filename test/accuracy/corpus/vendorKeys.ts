import type { Sampler } from '../../../src/model/rule.js';

type Mode = 'live' | 'test';

const prefixed = (mode: Mode, body: string): string => ['pk', mode, body].join('_');

/** Keys as each vendor that shares the prefix writes them (lengths and alphabets as counted in public code). */
export const vendorKeys = {
  stripe: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.join('51', s.alnum(87), '00', s.alnum(8))),
  oldStripe: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(24)),
  clerk: (
    s: Sampler,
    mode: Mode = 'test',
    host = `${s.from('bcdfghjklmnprstvw', 8)}-${s.digits(2)}.clerk.accounts.dev`,
  ) => prefixed(mode, Buffer.from(`${host}$`).toString('base64').replace(/=+$/, '')),
  paystack: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.hex(40)),
  moyasar: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(40)),
  magic: (s: Sampler, mode: Mode = 'live') => prefixed(mode, s.upperHex(16)),
  moonpay: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(31)),
  culqi: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(16)),
  payjp: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.hex(24)),
  yoco: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(20)),
  tap: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(24)),
  paymongo: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.alnum(24)),
  liveblocks: (s: Sampler, mode: Mode = 'live') => prefixed(mode, s.urlSafe(24)),
  knock: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.urlSafe(43)),
  checkout: (s: Sampler) => prefixed('test', s.uuid()),
  komoju: (s: Sampler, mode: Mode = 'test') => prefixed(mode, s.lower(25)),
  paymob: (s: Sampler) => s.join('egy_', prefixed('test', s.alnum(32))),
  omise: (s: Sampler) => s.join('pkey_', 'test_', s.lower(19)),
  radar: (s: Sampler) => s.join('prj_live_', 'pk_', s.hex(40)),
  medusa: (s: Sampler) => s.join('pk_', s.hex(64)),
  hyperswitch: (s: Sampler) => s.join('pk_', 'snd_', s.hex(32)),
  mapbox: (s: Sampler) => s.join('pk.', 'eyJ1Ijoi', s.alnum(40), '.', s.urlSafe(22)),
  courier: (s: Sampler) => prefixed('test', s.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 28)),
  klaviyo: (s: Sampler) => s.join('pk_', s.hex(34)),
  clickup: (s: Sampler) => s.join('pk_', s.digits(8), '_', s.upper(32)),
} as const;

export const secretTwin = (s: Sampler, mode: Mode = 'test'): string => ['sk', mode, s.alnum(24)].join('_');
export const whsec = (s: Sampler, length = 32): string => ['whsec', s.alnum(length)].join('_');
/** A Pictify key with `-` and `_` inside. */
export const urlSafeKey = (s: Sampler, mode: Mode, length: number): string =>
  prefixed(mode, `${s.alnum(6)}_${s.alnum(5)}-${s.urlSafe(length - 15)}${s.alnum(2)}`);
