import { Document, visit } from 'yaml'

/** Deterministic YAML, one line a value. */
export function toSpecText(document: unknown): string {
  const yaml = new Document(document)
  visit(yaml, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && /\p{Cc}/u.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return yaml.toString({ lineWidth: 0, singleQuote: true, doubleQuotedMinMultiLineLength: Infinity })
}
