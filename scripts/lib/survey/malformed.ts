import { describeDefect, type Defect } from './defect.ts'
import type { Look } from './looks.ts'
import type { ChatPage } from './site-pages.ts'

/**
 * What is found on one page. A schema that is none, such as an `enum` that is no list, is a defect of that page, wherever
 * it is stumbled over, and not the end of the others.
 */
export function findOnPage(page: ChatPage, look: Look, find: () => Defect[]): Defect[] {
  try {
    return find()
  } catch (error) {
    return [describeMalformed(page, look, error)]
  }
}

/** The defect of a page whose document has another form than OpenAPI gives it. */
export function describeMalformed(page: ChatPage, look: Look, error: unknown): Defect {
  const kind = 'The page holds what is no schema'
  const message = error instanceof Error ? error.message : String(error)
  return describeDefect(page, page.operation.pointer, { kind, side: 'page', look, message })
}
