/** Whether a text itself begins with one of the labels ("Did you know?", "PRO TIP:"), so that it need not be said twice. */
export function hasLeadIn(text: string, labels: readonly string[]): boolean {
  return labels.some((label) => plain(label) && `${plain(text)} `.startsWith(`${plain(label)} `));
}

/** Letters and digits in lower case, everything between them one space. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
