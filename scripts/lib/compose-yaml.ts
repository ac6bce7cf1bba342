import { Composer, Lexer, Parser, type Document, type LineCounter } from 'yaml'
import { YamlRefusal } from './yaml-refusal.ts'

/** Deeper than any document that a person wrote, and shallow enough for every recursive reader after this one. */
const MAX_DEPTH = 100

/**
 * Parses the one document of a text. Throws a {@link YamlRefusal} at the first mistake.
 *
 * The package's `parseDocument` does not do for hostile texts: it overflows the stack where they nest, takes the schema
 * that a `%YAML` directive names, makes binary data and dates of tags, and compares every key of a map with every other.
 */
export function composeYaml(text: string, lineCounter: LineCounter): Document {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter,
  })
  const [document, second] = firstTwo(composer.compose(parseBounded(text, lineCounter), true, text.length))
  if (!document) throw new YamlRefusal('the text holds no document', 0)
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem) throw new YamlRefusal(problem.message, problem.pos[0])
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
    throw new YamlRefusal('another version of YAML: it is read as YAML 1.2', text.indexOf('%YAML'))
  }
  if (second) throw new YamlRefusal('multiple documents: a text holds one', second.range[0])
  return document
}

/** What the package's own `parse` does, and a look at how deep each token stands. */
function* parseBounded(text: string, lineCounter: LineCounter) {
  const parser = new Parser(lineCounter.addNewLine)
  lineCounter.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme)
    // The lowest entry of the stack is the document.
    if (parser.stack.length > MAX_DEPTH + 1) {
      throw new YamlRefusal(`nested more than ${String(MAX_DEPTH)} levels deep`, parser.offset)
    }
  }
  yield* parser.end()
}

/** The rest is not even parsed. */
function firstTwo<Item>(items: Iterable<Item>): Item[] {
  const found: Item[] = []
  for (const item of items) {
    found.push(item)
    if (found.length === 2) break
  }
  return found
}
