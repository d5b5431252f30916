// Stands for string-width in the command line. What yargs lays out is our help, a line of text without wide characters;
// string-width begins by compiling an expression for all emoji, three times, which takes longer than Node's own start.
export default function asciiWidth(text) {
  return text.length;
}
