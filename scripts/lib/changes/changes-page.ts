import { basename, posix } from 'node:path'
import { format } from 'prettier'
import { SEVERITIES, type Change } from './change.ts'
import { oneLine } from './quote.ts'
import { semverBump } from './semver-bump.ts'

/** What changed in the docs, newest first, from the project's root. */
export const CHANGES_FILE = 'specs/CHANGES.md'

const HEAD = `# What changed in the docs

One section for each update from the docs, newest first. \`npm run sync\` and \`npm run update\` write it.
`

/**
 * One update in a user's words, under a heading of its own: by gateway, and by the models that a change is about.
 *
 * @param appendix paragraphs of markdown to stand below
 */
export async function renderChangesSection(
  heading: string,
  changes: readonly Change[],
  appendix: readonly string[] = [],
): Promise<string> {
  const { bump, reason } = semverBump(changes)
  const lines = [`## ${heading}`, `Version: **${bump}**, ${escapeProse(reason)}.`]
  for (const [gateway, ofGateway] of groupBy(changes, ({ gateway: name }) => name ?? 'overlays')) {
    lines.push(`### ${gateway}`)
    for (const [models, ofModels] of groupBy(ofGateway, nameModels)) {
      if (models !== '') lines.push(`#### ${escapeProse(models)}`)
      const sorted = [...ofModels].sort((one, other) => rank(one) - rank(other))
      lines.push(sorted.map(renderItem).join('\n'))
    }
  }
  return await format([...lines, ...appendix].join('\n\n'), { parser: 'markdown' })
}

/** Puts a section above those that a text has; one that has none gets the head of the page. */
export function addChangesSection(existing: string, section: string): string {
  const start = existing.search(/^## /m)
  const head = start < 0 ? existing.trim() || HEAD.trim() : existing.slice(0, start).trim()
  const older = start < 0 ? '' : existing.slice(start).trim()
  return `${[head, section.trim(), older].filter(Boolean).join('\n\n')}\n`
}

function groupBy(changes: readonly Change[], keyOf: (change: Change) => string): Map<string, Change[]> {
  const groups = new Map<string, Change[]>()
  for (const change of changes) groups.set(keyOf(change), [...(groups.get(keyOf(change)) ?? []), change])
  return groups
}

function nameModels({ models, spec }: Change): string {
  if (models.length === 0 || models.length > 3) return spec ?? ''
  return models.map((model) => `\`${model.replaceAll('`', "'")}\``).join(', ')
}

function renderItem(change: Change): string {
  return `- **${change.severity}**: ${escapeProse(change.text)} ${renderLink(change)}`
}

/** The page as published where it says its address, and the saved one with the line where it does not. */
function renderLink({ file, line, url }: Change): string {
  const place = line === null ? basename(file) : `${basename(file)}, line ${String(line)}`
  const anchor = line === null ? '' : `#L${String(line)}`
  const saved = `[${escapeProse(place)}](<${posix.relative(posix.dirname(CHANGES_FILE), file)}${anchor}>)`
  const isPublished = url !== null && URL.canParse(url) && new URL(url).protocol === 'https:'
  return isPublished ? `(${saved}, [published](<${new URL(url).href}>))` : `(${saved})`
}

/** Words of a page may stand here, and must not become markup, images or mentions. */
function escapeProse(text: string): string {
  return oneLine(text)
    .split(CODE)
    .map((part, index) => {
      if (index % 2 === 1) return part
      return part.replaceAll(/[\\<>[\]!*_`]/g, '\\$&').replaceAll(/[@#]|:\/\/|\bwww\./gi, '`$&`')
    })
    .join('')
}

/** A piece of code between two backticks, neither of which stands beside another one: that would be another quotation. */
const CODE = /((?<!`)`[^`]+`(?!`))/

function rank({ severity }: Change): number {
  return SEVERITIES.indexOf(severity)
}
