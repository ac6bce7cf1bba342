import { Listr } from 'listr2'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { checkViews, type ViewResult } from './check-views.ts'
import { groupDefects, type Defect, type DefectKind } from './defect.ts'
import { describeMalformed, findOnPage } from './malformed.ts'
import { generateViews } from './generate-views.ts'
import { viewPages, type Look, type View } from './looks.ts'
import { findPageDefects } from './page-defects.ts'
import { findPairDefects } from './pair-defects.ts'
import { readSite, type Site, type SiteOptions } from './site-pages.ts'
import { loadSurveyEngine } from './survey-client.ts'

/** What a survey looked at, and what it found. */
export interface Survey {
  figures: SurveyFigures
  kinds: DefectKind[]
  defects: Defect[]
  /** Pages that cannot be read. */
  unread: Finding[]
  /** Where our engine failed, and what it said: defects of ours. */
  failures: { file: string; look: Look; error: string }[]
}

/** What was looked at, and what it cost. */
export interface SurveyFigures {
  pages: number
  /** Pages without an operation, such as guides. */
  prosePages: number
  operations: number
  models: number
  /** Models that several pages document. */
  sharedModels: number
  /** Checks of the contract that held, and that did not. */
  passed: number
  findings: number
  seconds: number
  /** The most that this process held at a time. The two mocks are not in it. */
  mebibytes: number
}

interface Work {
  site: Site
  views: View[]
  /** By view, in its order. */
  results: ViewResult[]
  unreadable: Defect[]
}

/** Looks at every page of a saved docs site in both ways, showing how far it is. Writes nothing that stays. */
export async function runSurvey(folder: string, options: SiteOptions = {}): Promise<Survey> {
  const start = performance.now()
  const work: Work = {
    site: { pageCount: 0, proseCount: 0, chatPages: [], findings: [] },
    views: [],
    results: [],
    unreadable: [],
  }
  await new Listr(
    [
      {
        title: 'the pages are read',
        task: async () => {
          work.site = await readSite(folder, options)
          const { views, unviewed } = await viewPages(work.site.chatPages)
          work.views = views
          work.unreadable = unviewed.map(({ page, look, error }) => describeMalformed(page, look, error))
        },
      },
      {
        title: 'the client of every page is generated and held to its contract',
        task: (_, task) => checkAll(work, (text) => (task.output = text)),
      },
    ],
    { fallbackRendererOptions: { timestamp: undefined } },
  ).run()
  return { ...summarize(work), figures: figuresOf(work, start) }
}

async function checkAll(work: Work, show: (text: string) => void): Promise<void> {
  const { files, views, defects } = await generateViews(work.views)
  work.unreadable.push(...defects)
  await using engine = await loadSurveyEngine(files)
  work.results = await checkViews(views, engine, (done) => {
    if (done % 10 === 0) show(`${String(done)} of ${String(views.length)}`)
  })
}

function summarize({ site, views, results, unreadable }: Work): Omit<Survey, 'figures'> {
  const defects = [
    ...unreadable,
    ...views.flatMap((view) => findOnPage(view.page, view.look, () => findPageDefects(view))),
    ...results.flatMap((result) => result.defects),
    ...findPairDefects(site.chatPages),
  ]
  const failures = results.flatMap(({ failure, view }) => {
    return failure === undefined ? [] : { file: view.page.file, look: view.look, error: failure }
  })
  return { kinds: groupDefects(defects), defects, unread: site.findings, failures }
}

function figuresOf({ site, results }: Work, start: number): SurveyFigures {
  const { pageCount, proseCount, chatPages } = site
  const documented = chatPages.flatMap(({ operation }) => operation.models)
  const models = [...new Set(documented)]
  const isShared = (model: string) => documented.filter((other) => other === model).length > 1
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  return {
    pages: pageCount,
    prosePages: proseCount,
    operations: chatPages.length,
    models: models.length,
    sharedModels: models.filter(isShared).length,
    passed: sum(results.map(({ passed }) => passed)),
    findings: sum(results.map(({ defects }) => defects.length)),
    seconds: Math.round((performance.now() - start) / 1000),
    mebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}
