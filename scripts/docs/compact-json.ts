const width = 120;

/** JSON with one line for each value that fits on a line: a schema, and a diff of it, has one line for each field. */
export function compactJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length + indent.length <= width) return line;
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  if (isList && value.every((item) => typeof item !== 'object')) {
    return `[\n${filled(
      value.map((item) => JSON.stringify(item)),
      deeper,
    )}\n${indent}]`;
  }
  const parts = isList
    ? value.map((item) => compactJson(item, deeper))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => `${JSON.stringify(name)}: ${compactJson(item, deeper)}`);
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

/** Puts as many words on each line as fit. */
function filled(words: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && `${indent}${line}, ${word},`.length <= width)
      lines[lines.length - 1] = `${line}, ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join(',\n');
}
