import { PAGES_FOLDER, SOURCES_FILE, type SiteSource } from '../sources.ts'
import type { Change, SpecSnapshot } from '../changes/change.ts'
import { listModels } from '../changes/spec-models.ts'

/** What came in with sites that were never there. */
export interface NewSites {
  /** One for each site: a line for each of its specs would say nothing more. */
  changes: Change[]
  /** The specs of all other pages. */
  others: SpecSnapshot[]
}

/** Tells the specs of new sites from those that can be compared with what was there. */
export function summarizeNewSites(sites: readonly SiteSource[], specs: readonly SpecSnapshot[]): NewSites {
  const specsOf = ({ site }: SiteSource) => specs.filter(({ file }) => file.startsWith(`${PAGES_FOLDER}/${site}/`))
  const news = new Set(sites.flatMap(specsOf))
  const changes = sites.map((site): Change => {
    const own = specsOf(site)
    const models = new Set(own.flatMap((spec) => listModels(spec).map(({ id }) => id)))
    const text = `The docs site ${site.index} came in: ${String(own.length)} specs, ${String(models.size)} models.`
    const place = { file: SOURCES_FILE, line: site.line, pointer: '', url: null }
    const subject = { gateway: site.gateway, spec: null, models: [] }
    return { id: 'site-added', severity: 'info', ...subject, text, ...place, source: 'own' }
  })
  return { changes, others: specs.filter((spec) => !news.has(spec)) }
}
