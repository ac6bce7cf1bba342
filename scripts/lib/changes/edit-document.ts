import { makeDocument, makeSnapshots, ownRulesAlone } from './base-document.ts'
import { compareSpecs } from './compare-specs.ts'

/** A part of a document, for a test to change. */
export interface Node {
  [key: string]: Node
}
/** Changes a document in place. */
export type Edit = (places: { document: Node; operation: Node; parameters: Node; answer: Node; body: Node }) => void

/** Compares the base document, edited in one way and in another, by our rules alone. */
export async function compareEdited(before: Edit, after: Edit) {
  const [old, fresh] = [before, after].map((edit) => makeSnapshots({ chat: edited(edit) }))
  return await compareSpecs(old ?? [], fresh ?? [], { oasdiff: ownRulesAlone })
}

function edited(edit: Edit) {
  const document = makeDocument() as unknown as Node
  const operation = document['paths']?.['/v1/chat/completions']?.['post'] ?? {}
  const body = operation['requestBody']?.['content']?.['application/json']?.['schema'] ?? {}
  const answer = operation['responses']?.['200']?.['content']?.['application/json']?.['schema']?.['properties'] ?? {}
  edit({ document, operation, body, answer, parameters: body['properties'] ?? {} })
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>
}

/** Adds keywords to a parameter, which may be new. */
export function inRequest(parameter: string, keywords: object): Edit {
  return ({ parameters }) => {
    parameters[parameter] = { ...parameters[parameter], ...keywords }
  }
}

/** Adds keywords to a field of the answer, which may be new. */
export function inAnswer(field: string, keywords: object): Edit {
  return ({ answer }) => {
    answer[field] = { ...answer[field], ...keywords }
  }
}

/** Gives a key another name. */
export function rename(node: Node, before: string, after: string): void {
  node[after] = node[before] ?? {}
  Reflect.deleteProperty(node, before)
}
