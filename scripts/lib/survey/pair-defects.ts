import { groupBy } from '../../../contract-tests/engine/answers/group-by.ts'
import type { JsonSchema } from '../../../contract-tests/engine/json-schema.ts'
import { describeDefect, type Defect } from './defect.ts'
import { findOnPage } from './malformed.ts'
import { isAtOrBelow, listPlaces, type SchemaPlace } from './schema-places.ts'
import type { ChatPage } from './site-pages.ts'

/**
 * What pages say of each other's subject: two that document one model must agree, and names must not be used twice. A
 * translation is held against its original, any other page against the first one about the model.
 *
 * @param pages in the order of precedence
 */
export function findPairDefects(pages: readonly ChatPage[]): Defect[] {
  return [...findDisagreements(pages), ...findSharedOperationIds(pages), ...findSpellings(pages)]
}

function findDisagreements(pages: readonly ChatPage[]): Defect[] {
  const defects: Defect[] = []
  for (const page of pages) {
    const original = pages.find((other) => isTranslation(page, other))
    const others = original ? [original] : primariesOf(page, pages)
    const relation = original ? TRANSLATION : OTHER_PAGE
    for (const other of others) {
      defects.push(...findOnPage(page, 'published', () => comparePages(page, other, relation)))
    }
  }
  return defects
}

const TRANSLATION = 'A translation says otherwise'
const OTHER_PAGE = 'Two pages about one model disagree'

/** The first pages about each of a page's models, as far as they are others. */
function primariesOf(page: ChatPage, pages: readonly ChatPage[]): ChatPage[] {
  const primaries = page.operation.models.map((model) =>
    pages.find(({ operation }) => operation.models.includes(model)),
  )
  return [...new Set(primaries)].filter((primary) => primary !== undefined && primary !== page) as ChatPage[]
}

/** Sites keep translations in a folder that has the language's name, `zh/…`. */
const LANGUAGE = /^[a-z]{2}(-[a-z]{2,4})?\//i

function isTranslation({ file }: ChatPage, original: ChatPage): boolean {
  return LANGUAGE.test(file) && file.replace(LANGUAGE, '') === original.file
}

function comparePages(page: ChatPage, other: ChatPage, relation: string): Defect[] {
  const models = page.operation.models.filter((model) => other.operation.models.includes(model))
  const places = (one: ChatPage) => new Map(listPlaces(one, one.document).map((place) => [place.name, place]))
  const [own, others] = [places(page), places(other)]
  return groupBy(differentNames(own, others), partOf).map((names) => {
    const part = partOf(names[0] ?? '')
    const lineOf = (name: string) => other.lineOf(others.get(name)?.pointer ?? other.operation.pointer)
    const pointer = names.map((name) => own.get(name)?.pointer).find((one) => one !== undefined)
    const list = names.map((name) => name.replace(part, '').trim() || name).join(', ')
    const message = `unlike ${other.file}:${String(lineOf(names[0] ?? ''))}: ${list}`
    const kind = `${relation}: ${partNames[part] ?? part}`
    return describeDefect(page, pointer ?? page.operation.pointer, { kind, look: 'between', message, models })
  })
}

function partOf(name: string): string {
  return /^\w+/.exec(name)?.[0] ?? ''
}

const partNames: Record<string, string> = {
  request: 'parameters of the request',
  completion: 'the completion',
  error: 'errors',
}

/** Which model it is about is what pages differ in by their nature; and what a page lacks, it lacks as a whole. */
function differentNames(own: ReadonlyMap<string, SchemaPlace>, others: ReadonlyMap<string, SchemaPlace>): string[] {
  const names = [...new Set([...own.keys(), ...others.keys()])].filter((name) => name !== 'request model')
  const different = names.filter((name) => factsOf(own.get(name)) !== factsOf(others.get(name)))
  const missing = different.filter((name) => !own.has(name) || !others.has(name))
  return different.filter((name) => !missing.some((ancestor) => name !== ancestor && isAtOrBelow(name, ancestor)))
}

/** Keywords that constrain nothing, or have places of their own. */
const LEFT_OUT = new Set(['description', 'title', 'example', 'examples', 'properties', 'items', 'deprecated'])

/** All that a place asks of a value, as one text; undefined where there is no such place. */
function factsOf(place: SchemaPlace | undefined): string | undefined {
  return place && JSON.stringify(withoutWords(place.schema, true))
}

function withoutWords(schema: unknown, isTop = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutWords(item)).sort()
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema as JsonSchema).filter(([key]) => {
    return !LEFT_OUT.has(key) || (!isTop && (key === 'properties' || key === 'items'))
  })
  return Object.fromEntries(entries.sort().map(([key, value]) => [key, withoutWords(value)]))
}

/** One id for two operations of one language: what tools derive from it collides. */
function findSharedOperationIds(pages: readonly ChatPage[]): Defect[] {
  const groups = groupBy(pages, (page) => `${LANGUAGE.exec(page.file)?.[0] ?? ''} ${operationIdOf(page)}`)
  return groups.flatMap(([first, ...others]) => {
    return others.map((page) => {
      const kind = 'Two pages of one language share an operationId'
      const message = `${operationIdOf(page)}, as on ${first?.file ?? ''}`
      return describeDefect(page, `${page.operation.pointer}/operationId`, { kind, look: 'between', message })
    })
  })
}

function operationIdOf({ document, operation }: ChatPage): string {
  const paths = document['paths'] as Record<string, { post?: { operationId?: string } }>
  return paths[operation.path]?.post?.operationId ?? ''
}

/** `gpt-5.1` on one page and `gpt-5-1` on another: one of them is no model. */
function findSpellings(pages: readonly ChatPage[]): Defect[] {
  const firstPages = new Map<string, ChatPage>()
  for (const page of pages)
    for (const model of page.operation.models) if (!firstPages.has(model)) firstPages.set(model, page)
  const models = [...firstPages.keys()]
  return pages.flatMap((page) =>
    page.operation.models.flatMap((model) => {
      const other = models.find((candidate) => candidate !== model && plainName(candidate) === plainName(model))
      if (other === undefined || models.indexOf(other) > models.indexOf(model)) return []
      const kind = 'One model is spelt in two ways'
      const message = `\`${model}\`, and \`${other}\` on ${firstPages.get(other)?.file ?? ''}`
      return describeDefect(page, `${page.operation.requestPointer}/properties/model`, {
        kind,
        look: 'between',
        message,
        models: [model],
      })
    }),
  )
}

function plainName(model: string): string {
  return model.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}
