import { readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fromPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { isRecord } from '../../../contract-tests/engine/sample-values.ts'
import { isExtraction } from '../extractors/extraction.ts'
import { extractMintlifyFence } from '../extractors/mintlify-fence.ts'
import { InputError } from '../input-error.ts'
import { listFiles } from '../list-files.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'
import type { SpecSnapshot } from './change.ts'

const DOCUMENT = /\.(ya?ml|json)$/
const PAGE = /\.(md|txt)$/

/**
 * Reads one OpenAPI document, or every one of a folder, found again by its name relative to the folder. A docs page
 * (.md, .txt) counts for the document in its fence; one without a fence is passed over.
 *
 * @throws InputError where something is no document.
 */
export async function readDocuments(path: string): Promise<SpecSnapshot[]> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new InputError('cannot be read', { file: path }, { cause })
  })
  if (stats.isFile()) {
    const document = readText(path, path, await readFile(path, 'utf8'))
    if (!document) throw new InputError('this page holds no OpenAPI fence', { file: path })
    // Two files are one spec at two times, whatever they are called.
    return [{ ...document, id: 'document', gateway: null, spec: basename(path, extname(path)) }]
  }
  const names = (await listFiles(path)).filter((name) => DOCUMENT.test(name) || PAGE.test(name))
  const documents = await Promise.all(
    names.map(async (name) => readText(join(path, name), name, await readFile(join(path, name), 'utf8'))),
  )
  const found = documents.filter((document) => document !== undefined)
  if (found.length === 0) throw new InputError('this folder holds no OpenAPI document', { file: path })
  return found
}

function readText(file: string, name: string, text: string): SpecSnapshot | undefined {
  const extraction = PAGE.test(name) ? extractMintlifyFence(text) : undefined
  if (extraction && !isExtraction(extraction)) {
    if (extraction.code === 'DC101') return undefined
    throw new InputError(extraction.message, { file, line: extraction.line })
  }
  const yaml = parseYaml(extraction?.specText ?? text)
  if (!isYamlFile(yaml)) throw new InputError(`no YAML or JSON: ${yaml.message}`, { file, line: yaml.line })
  const document = yaml.value
  const version = isRecord(document) ? document['openapi'] : undefined
  if (!isRecord(document) || typeof version !== 'string' || !/^3\.\d/.test(version)) {
    throw new InputError('no OpenAPI 3.x document', { file, line: 1 })
  }
  const id = name.slice(0, -extname(name).length)
  const [gateway = '', ...rest] = id.split('/')
  const lineOf = (pointer: string) => {
    const line = yaml.lineOf(fromPointer(pointer))
    return extraction?.pageLineOf(line) ?? line
  }
  const names = rest.length === 0 ? { gateway: null, spec: id } : { gateway, spec: rest.join('/') }
  return { id, ...names, document, file, lineOf, url: extraction?.url ?? null }
}
