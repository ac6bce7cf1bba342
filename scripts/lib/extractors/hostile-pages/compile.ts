import { join } from 'node:path'
import ts from 'typescript'
import { projectRoot } from '../../run-command.ts'

/** Compiles files with this project's own settings, and gives every complaint with its place. */
export function compile(root: string, paths: readonly string[]): string[] {
  const configFile = join(projectRoot, 'tsconfig.json')
  const read = (path: string) => ts.sys.readFile(path)
  const { config } = ts.readConfigFile(configFile, read) as { config: { compilerOptions: unknown } }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram([...paths], options)
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
    return `${file?.fileName ?? ''}:${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}
