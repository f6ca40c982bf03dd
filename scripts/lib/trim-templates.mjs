import ts from 'typescript';

/** Stands for an expression; no source contains it. */
const HOLE = '\0';

/**
 * Takes line breaks and indentation out of `html` templates, as JSX does: a blank with a line break in it that stands next to a tag
 * or an expression is layout of the source, and would be a text node in every comment of a thread. A blank on one line, and
 * between two words, stays.
 */
export function trimTemplates(code, fileName) {
  const source = ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, true);
  const edits = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText())) {
      const { template } = node;
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template]
        : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
      // Without the backtick or brace at each end.
      const spans = parts.map((part) => {
        const text = part.getText();
        return { start: part.getStart() + 1, text: text.slice(1, text.endsWith('${') ? -2 : -1) };
      });
      const trimmed = spans
        .map(({ text }) => text)
        .join(HOLE)
        .replace(/<[^>]*>|[^<]+/g, (part) => (part.startsWith('<') ? part : trim(part)))
        .split(HOLE);
      spans.forEach(({ start, text }, index) => edits.push({ start, end: start + text.length, text: trimmed[index] }));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), code);
}

const trim = (text) => text.replace(/^\s*\n\s*|\s*\n\s*$|(?<=\0)\s*\n\s*|\s*\n\s*(?=\0)/g, '');
