import { strengthen } from '../../../contract-tests/support/strengthen.ts'
import type { EffectiveSpec } from '../effective-specs.ts'
import { applyOverlays, readOverlay, type Overlay } from '../overlays.ts'
import { projectRoot } from '../run-command.ts'
import type { ChatPage } from './site-pages.ts'

/** The two ways in which every page is looked at; each is a gateway of the clients that are made. */
export const LOOKS = ['published', 'repaired'] as const

export type Look = (typeof LOOKS)[number]

/** One page, looked at in one way. */
export interface View {
  look: Look
  page: ChatPage
  /** Its document, and what the generator has to know. */
  spec: EffectiveSpec
  /** The same with the strength overlay; the document itself where the page is taken as published. */
  strictDocument: EffectiveSpec['document']
}

/** As published, a page is told the dialect of its schemas, without which no tool reads them alike. */
const overlaysOf: Record<Look, readonly string[]> = {
  published: ['json-schema-dialect'],
  repaired: ['json-schema-dialect', 'null-in-string-enum', 'chat-stream', 'error-examples'],
}

/** A page that no overlay can look into, and why. */
export interface Unviewed extends Pick<View, 'look' | 'page'> {
  error: unknown
}

/** Looks at every page in both ways. What an overlay does not find on a page, it does not change. */
export async function viewPages(pages: readonly ChatPage[]): Promise<{ views: View[]; unviewed: Unviewed[] }> {
  const views: View[] = []
  const unviewed: Unviewed[] = []
  for (const look of LOOKS) {
    const overlays = await Promise.all(overlaysOf[look].map((name) => readOverlay(projectRoot, name)))
    for (const [index, page] of pages.entries()) {
      try {
        views.push(await viewPage(look, page, `page-${String(index + 1)}`, overlays))
      } catch (error) {
        unviewed.push({ look, page, error })
      }
    }
  }
  return { views, unviewed }
}

async function viewPage(look: Look, page: ChatPage, name: string, overlays: readonly Overlay[]): Promise<View> {
  const { document } = await applyOverlays(page.document, overlays)
  const id = `${look}/${name}`
  const names = { id, page: page.file, gateway: look, spec: name, pageFile: page.file, specFile: id }
  const lines = { specText: '', placeOf: () => ({ file: page.file }), contradictions: [] }
  const source = {
    ...names,
    format: 'mintlify-fence',
    role: 'primary',
    overlays: [],
    origin: originOf(document),
    site: undefined,
    inCatalog: true,
    line: 1,
  } as const
  const strictDocument = look === 'published' ? document : await strengthen(document)
  return {
    look,
    page,
    spec: { source: { ...source, overlays: [...overlaysOf[look]] }, ...lines, document },
    strictDocument,
  }
}

function originOf(document: EffectiveSpec['document']): string {
  const [server] = (document['servers'] ?? []) as { url?: unknown }[]
  return typeof server?.url === 'string' ? server.url : ''
}
