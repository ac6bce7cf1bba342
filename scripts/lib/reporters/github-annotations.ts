import type { Finding } from '../../../contract-tests/engine/finding.ts'

/**
 * One workflow command a finding, which GitHub shows at its page line. Source: GitHub's "Workflow commands for GitHub
 * Actions", `error`, and the escapes of its toolkit.
 */
export function renderAnnotations(findings: readonly Finding[]): string[] {
  return findings.map(({ code, side, file, line, pointer, message }) => {
    const properties = [
      ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
      ...(line === undefined ? [] : [`line=${String(line)}`]),
      `title=${escapeProperty(`${code} ${side}`)}`,
    ]
    const text = pointer === undefined ? message : `${message} (${pointer})`
    return `::error ${properties.join(',')}::${escapeData(text)}`
  })
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
