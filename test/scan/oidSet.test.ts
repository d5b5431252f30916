import fc from '../support/properties.js';
import { expect, it } from 'vitest';
import { OidSet } from '../../src/scan/oidSet.js';

const oid = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 });

it('is a set, also after it was written and read', () => {
  fc.assert(
    fc.property(fc.array(oid, { maxLength: 3000 }), fc.array(oid), (added, others) => {
      const set = new OidSet();
      for (const each of added) set.add(each);
      const copy = new OidSet();
      copy.addBytes(set.toBytes());
      const plain = new Set(added);
      expect(copy.size).toBe(plain.size);
      expect([...added, ...others].map((each) => copy.has(each))).toEqual(
        [...added, ...others].map((each) => plain.has(each)),
      );
    }),
    { numRuns: 20 },
  );
});
