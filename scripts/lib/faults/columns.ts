import { InvalidArgumentError } from 'commander'

/** Every client of the scoreboard, in its order. */
export const CLIENT_IDS = ['ours', 'openai', 'ai-sdk', 'hey-api'] as const

export type ClientId = (typeof CLIENT_IDS)[number]

/** The Node lines that our client has to be right on. */
export const NODE_LINES = [20, 22, 24] as const

export type NodeLine = (typeof NODE_LINES)[number]

/** One column of the scoreboard: a client, and the Node line it runs on; undefined is the Node of this process. */
export interface Column {
  client: ClientId
  nodeLine: NodeLine | undefined
}

/**
 * Which columns there are. Peers run on the Node of this process. Ours runs on every line, but where it is asked for
 * alone and no line is named: that needs no installation.
 */
export function planColumns(clients: readonly ClientId[], nodeLines: readonly NodeLine[] | undefined): Column[] {
  const isOursAlone = clients.every((client) => client === 'ours')
  const linesOfOurs = nodeLines ?? (isOursAlone ? [undefined] : NODE_LINES)
  return CLIENT_IDS.filter((client) => clients.includes(client)).flatMap((client): Column[] => {
    const lines = client === 'ours' ? linesOfOurs : [undefined]
    return lines.map((nodeLine) => ({ client, nodeLine }))
  })
}

/** Reads `--only`. */
export function parseClients(list: string): ClientId[] {
  return parseList(list, CLIENT_IDS, 'client')
}

/** Reads `--node`. */
export function parseNodeLines(list: string): NodeLine[] {
  return parseList(list, NODE_LINES, 'Node')
}

function parseList<Item extends string | number>(list: string, known: readonly Item[], word: string): Item[] {
  const items = list.split(',').map((text) => {
    const item = known.find((candidate) => String(candidate) === text.trim())
    if (item === undefined)
      throw new InvalidArgumentError(`There is no ${word} ${text}; there are ${known.join(', ')}.`)
    return item
  })
  return [...new Set(items)]
}
