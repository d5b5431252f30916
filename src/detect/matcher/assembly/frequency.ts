/**
 * How often each ASCII byte stands in source text, of 10,000: a row for each low nibble, a column for
 * each high one. Measured over 32 MB of TypeScript, JavaScript and Markdown; only speed depends on it.
 */
// prettier-ignore
export const FREQUENCY: usize = memory.data<u16>([
  1, 1, 1784, 42, 10, 27, 32, 176, //   0 @ P ` p
  1, 1, 11, 42, 52, 6, 361, 9, // ! 1 A Q a q
  1, 1, 68, 29, 32, 33, 69, 420, // " 2 B R b r
  1, 1, 7, 19, 43, 51, 210, 371, // # 3 C S c s
  1, 1, 9, 16, 31, 48, 184, 525, // $ 4 D T d t
  1, 1, 1, 14, 51, 14, 700, 177, // % 5 E U e u
  1, 1, 18, 16, 26, 9, 128, 56, // & 6 F V f v
  1, 1, 39, 10, 10, 9, 109, 42, // ' 7 G W g w
  1, 1, 121, 16, 10, 3, 129, 63, // ( 8 H X h x
  138, 1, 120, 13, 37, 5, 386, 81, // ) 9 I Y i y
  263, 1, 75, 81, 6, 6, 17, 17, // * : J Z j z
  1, 1, 15, 93, 10, 29, 42, 51, // + ; K [ k {
  1, 1, 130, 17, 22, 22, 228, 25, // , < L \ l |
  1, 1, 35, 103, 25, 29, 127, 50, // - = M ] m }
  1, 1, 144, 28, 30, 1, 429, 1, // . > N ^ n ~
  1, 1, 73, 18, 29, 36, 377, 1, // / ? O _ o
], 16);
