import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findChatOperation, type ChatOperation } from '../../../contract-tests/engine/chat-operation.ts'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { fromPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { isExtraction } from '../extractors/extraction.ts'
import { extractMintlifyFence } from '../extractors/mintlify-fence.ts'
import { InputError } from '../input-error.ts'
import { listFiles } from '../list-files.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { isYamlFile, parseYaml, type YamlFile } from '../yaml-file.ts'

/** A page of a docs site that documents how chats are completed. */
export interface ChatPage {
  /** Path from the site's folder. */
  file: string
  /** The spec that the page states, untouched. */
  document: OpenApiDocument
  operation: ChatOperation
  /** The page's line of what a pointer into the spec names, or of its nearest ancestor that is there. */
  lineOf: (pointer: string) => number
}

/** What a saved docs site holds. */
export interface Site {
  /** Pages in all. */
  pageCount: number
  /** Pages without an OpenAPI fence: guides and the like. */
  proseCount: number
  /** In the order of precedence: the first page about a model is the one that its client is made from. */
  chatPages: ChatPage[]
  /** What keeps a page from being checked. */
  findings: Finding[]
}

/** Which part of a site to read. */
export interface SiteOptions {
  /** Keep every so-manieth chat page, beginning with the first. */
  every?: number | undefined
}

/** Reads every `.md` page of a site as it was saved. A page that cannot be read is a finding, and not the end. */
export async function readSite(folder: string, { every = 1 }: SiteOptions = {}): Promise<Site> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith('.md'))
  if (files.length === 0) throw new InputError('this folder holds no page (*.md)', { file: folder })
  const site: Site = { pageCount: files.length, proseCount: 0, chatPages: [], findings: [] }
  for (const file of files) {
    const page = tryPage(file, await readFile(join(folder, file), 'utf8'))
    if (page === 'other') continue
    if (page === 'prose') site.proseCount += 1
    else if ('code' in page) site.findings.push(page)
    else site.chatPages.push(page)
  }
  site.chatPages = site.chatPages.sort(comparePrecedence).filter((_, index) => index % every === 0)
  return site
}

/** A page about fewer models says more about each; among equals the first path counts. */
function comparePrecedence(one: ChatPage, other: ChatPage): number {
  const difference = one.operation.models.length - other.operation.models.length
  return difference || (one.file < other.file ? -1 : 1)
}

type ReadPage = ChatPage | Finding | 'prose' | 'other'

/** An operation that has not the form of one is stumbled over anywhere in it: that page's fault. */
function tryPage(file: string, text: string): ReadPage {
  try {
    return readPage(file, text)
  } catch (error) {
    return {
      code: 'DC105',
      side: 'page',
      file,
      line: 1,
      message: error instanceof Error ? error.message : String(error),
    }
  }
}

function readPage(file: string, text: string): ReadPage {
  const extraction = extractMintlifyFence(text)
  if (!isExtraction(extraction)) {
    return extraction.code === 'DC101' ? 'prose' : { ...extraction, side: 'page', file }
  }
  const yaml = readYaml(file, extraction.specText)
  const document = yaml.value as OpenApiDocument
  const operation = findChatOperation(document)
  if (!operation) return 'other'
  // A parsed text takes many times its size: it is kept only as long as there is room.
  let kept = new WeakRef(yaml)
  const lineOf = (pointer: string) => {
    const known = kept.deref() ?? readYaml(file, extraction.specText)
    kept = new WeakRef(known)
    return extraction.pageLineOf(known.lineOf(fromPointer(pointer)))
  }
  if (operation.models.length === 0) {
    const place = { file, line: lineOf(operation.requestPointer), pointer: operation.requestPointer }
    return { code: 'DC109', side: 'page', ...place, message: 'no model that `model` allows' }
  }
  return { file, document, operation, lineOf }
}

function readYaml(file: string, specText: string): YamlFile {
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) throw new TypeError(`${file}: what was extracted is no YAML`)
  return yaml
}
