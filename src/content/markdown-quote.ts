/** The text as a quote to answer to, with an empty line after it. */
export function quote(text: string): string {
  const lines = text.trim().split(/\r\n?|\n/);
  return `${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`;
}
