import type { Label, LabelledProse, LabelName } from './labels.ts'
import { PageProblem, type PageLine } from './page-line.ts'
import type { SectionedPage, SectionName } from './sections.ts'

/** What the labels of a page say. */
export interface RequestLine {
  method: PageLine
  /** The https origin of the address, and its path. */
  origin: PageLine
  path: PageLine
  models: PageLine[]
}

/** The methods that OpenAPI knows. */
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']

/** Reads the labels that the form needs. */
export function readRequestLine(page: SectionedPage, { labels }: LabelledProse): RequestLine {
  const need = (name: LabelName, section: SectionName): Label => {
    const label = labels.get(name)
    if (label) return label
    const line = page.sections.get(section)?.heading.line ?? page.title.line
    throw new PageProblem('DC120', line, `no label "${name}:"`)
  }
  const models = readModels(need('Available model list', 'Overview'))
  const method = readOnlyLine(need('Request method', 'Request Description'))
  if (!METHODS.includes(method.value))
    throw new PageProblem('DC123', method.line, `"${method.value}" is no HTTP method`)
  const address = readOnlyLine(need('Request address', 'Request Description'))
  return { method, models, ...readAddress(address) }
}

/** Where to send the request: https, and nothing that a server and a path cannot say. */
function readAddress({ value, line }: PageLine): Pick<RequestLine, 'origin' | 'path'> {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url?.protocol !== 'https:' || url.origin + url.pathname !== value) {
    throw new PageProblem('DC123', line, `"${value}" is no plain https address (https://host/path)`)
  }
  return { origin: { value: url.origin, line }, path: { value: url.pathname, line } }
}

function readModels({ label, lines }: Label): PageLine[] {
  const [first] = lines
  if (!first) throw emptyLabel(label)
  const stray = lines.find(({ value }) => /\s/.test(value))
  if (stray) throw new PageProblem('DC121', stray.line, `"${stray.value}" is no model's name`)
  const repeated = lines.find(({ value }, index) => lines.findIndex((other) => other.value === value) < index)
  if (repeated) throw new PageProblem('DC122', repeated.line, `the model ${repeated.value} is listed twice`)
  return lines
}

function readOnlyLine({ label, lines }: Label): PageLine {
  const [only, stray] = lines
  if (!only) throw emptyLabel(label)
  if (stray) throw new PageProblem('DC121', stray.line, `"${stray.value}" is more than "${label.value}" needs`)
  return only
}

function emptyLabel({ value, line }: PageLine): PageProblem {
  return new PageProblem('DC120', line, `nothing stands under "${value}"`)
}
