import { isAlias, isMap, isScalar, isSeq, type Alias, type Document, type Node, type Pair, type YAMLMap } from 'yaml'
import { setOwn } from '../../contract-tests/support/copy-json.ts'
import { YamlRefusal } from './yaml-refusal.ts'

/** What aliases may make of a document. A whole docs page has some hundred values. */
const MAX_VALUES = 200_000

/**
 * The JSON value of a document, each alias a copy of its own. Throws a {@link YamlRefusal} where JSON has no word for
 * what stands there, and where the aliases would make too much of it.
 */
export function toJsonValue(document: Document): unknown {
  return new JsonReader().read(document.contents)
}

class JsonReader {
  #values = 0
  /** An anchor may be given again; an alias means the one before it, even where it stands in what another one repeats. */
  readonly #anchors = new Map<string, Node>()
  readonly #targets = new Map<Alias, Node>()
  readonly #open = new Set<Node>()
  /** The alias that is being followed, of those within each other the outermost. */
  #alias: Alias | undefined

  read(node: unknown): unknown {
    if (isAlias(node)) return this.#readAlias(node)
    if (!isNode(node)) return null
    this.#values += 1
    if (this.#values > MAX_VALUES) {
      throw refuse(this.#alias ?? node, `more than ${String(MAX_VALUES)} values, with what its aliases repeat`)
    }
    if (node.anchor !== undefined && !this.#alias) this.#anchors.set(node.anchor, node)
    if (isScalar(node)) return readScalar(node.value, node)
    this.#open.add(node)
    const value = isMap(node) ? this.#readMap(node) : node.items.map((item) => this.read(item))
    this.#open.delete(node)
    return value
  }

  #readAlias(alias: Alias): unknown {
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source)
    if (!target) throw refuse(alias, `the alias *${alias.source} has no anchor before it`)
    if (this.#open.has(target)) throw refuse(alias, `the alias *${alias.source} contains itself`)
    this.#targets.set(alias, target)
    const outer = this.#alias
    this.#alias ??= alias
    const value = this.read(target)
    this.#alias = outer
    return value
  }

  #readMap(map: YAMLMap): Record<string, unknown> {
    const value: Record<string, unknown> = {}
    for (const pair of map.items) {
      const key = readKey(pair, map)
      if (Object.hasOwn(value, key)) {
        throw refuse(pair.key, `the key ${JSON.stringify(key)} stands twice; keys of a map must be unique`)
      }
      setOwn(value, key, this.read(pair.value))
    }
    return value
  }
}

function readKey({ key }: Pair, map: YAMLMap): string {
  if (!isScalar(key)) throw refuse(isNode(key) ? key : map, 'a key that is no text')
  if (key.value === '<<' && key.type === 'PLAIN') {
    throw refuse(key, 'a merge key (<<), which YAML 1.2 does not have: write out what it stands for')
  }
  return String(readScalar(key.value, key))
}

function readScalar(value: unknown, node: Node): string | number | boolean | null {
  if (typeof value === 'number' && !Number.isFinite(value)) throw refuse(node, `${String(value)} is no JSON number`)
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value))
    throw refuse(node, 'half a surrogate pair is no Unicode text')
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return value
  }
  throw refuse(node, 'a value that JSON does not have')
}

function isNode(value: unknown): value is Exclude<Node, Alias> {
  return isScalar(value) || isMap(value) || isSeq(value)
}

function refuse(node: unknown, message: string): YamlRefusal {
  return new YamlRefusal(message, (node as Partial<Node> | null)?.range?.[0] ?? 0)
}
