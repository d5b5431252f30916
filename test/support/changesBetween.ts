/** Prefix and suffix that two texts have in common, as a delta would have it. */
export function changesBetween(base: Buffer, bytes: Buffer): number[] {
  let start = 0;
  while (start < base.length && start < bytes.length && base[start] === bytes[start]) start += 1;
  let end = bytes.length;
  for (let before = base.length; end > start && before > start && base[before - 1] === bytes[end - 1]; before -= 1)
    end -= 1;
  return base.equals(bytes) ? [] : [start, end];
}
