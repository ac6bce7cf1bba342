import { nestRows, type Members, type Parameter } from './members.ts'
import { PageProblem, type PageLine } from './page-line.ts'
import { readRows, type Row } from './rows.ts'
import type { SectionedPage } from './sections.ts'

/** The request's body. Its section's heading is the line that states it. */
export interface Body extends Members {
  mediaType: PageLine
}

/** Reads the body's table. The listed models are the values that its parameter `model` may have. */
export function readBody({ title, sections }: SectionedPage, models: readonly PageLine[]): Body {
  const section = sections.get('Body Parameters')
  if (!section) {
    const line = sections.get('Input Parameters')?.heading.line ?? title.line
    throw new PageProblem('DC120', line, 'no section "Body Parameters"')
  }
  const { line } = section.heading
  const rows = readRows(section)
  refuseModelAsName(rows, models)
  const parameters = nestRows(rows)
  const model = parameters.find(({ name }) => name.value === 'model')
  if (!model) throw new PageProblem('DC120', line, 'no row "model", which the listed models are for')
  checkModel(model)
  return {
    line,
    mediaType: readMediaType(section.mediaType, line),
    parameters: parameters.map((entry) => (entry === model ? { ...model, allowedValues: [...models] } : entry)),
  }
}

function readMediaType(mediaType: string | undefined, line: number): PageLine {
  if (mediaType === undefined) {
    throw new PageProblem('DC120', line, 'the heading names no media type, as in "Body Parameters (application/json)"')
  }
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(mediaType)) throw new PageProblem('DC123', line, `"${mediaType}" is no media type`)
  return { value: mediaType, line }
}

function checkModel({ type, allowedValues: [ownValue] }: Parameter): void {
  if (type.value !== 'string')
    throw new PageProblem('DC123', type.line, `a model is a string, not of type ${type.value}`)
  if (ownValue) throw new PageProblem('DC123', ownValue.line, 'the models are listed here and under their label')
}

/** Where a row lost its name, the example above it looks like one. */
function refuseModelAsName(rows: readonly Row[], models: readonly PageLine[]): void {
  const model = rows.find(({ name }) => models.some(({ value }) => value === name.value))?.name
  if (model) throw new PageProblem('DC121', model.line, `the model ${model.value} stands where a row says its name`)
}
