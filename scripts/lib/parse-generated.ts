import ts from 'typescript'

/** The syntax of a generated file. What stands in a comment is no code, whatever tags it has. */
export function parseGenerated(path: string, text: string): ts.SourceFile {
  const jsDocParsingMode = ts.JSDocParsingMode.ParseNone
  return ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2023, jsDocParsingMode })
}
