import { generateClients } from '../generate-clients.ts'
import type { GeneratedFiles } from '../generated-files.ts'
import { InputError } from '../input-error.ts'
import { UnreadableSpecError } from '../unreadable-spec-error.ts'
import { describeDefect, type Defect } from './defect.ts'
import type { View } from './looks.ts'

/** The clients of all views that the generator can read. */
export interface GeneratedViews {
  files: GeneratedFiles
  views: View[]
  /** Why the others have none. */
  defects: Defect[]
}

/** Generates one client for each view. Of several pages about one model the first is the catalogue's. */
export async function generateViews(views: readonly View[]): Promise<GeneratedViews> {
  const readable = [...views]
  const defects: Defect[] = []
  for (;;) {
    try {
      const { files } = await generateClients(readable.map(({ spec }) => spec))
      return { files, views: readable, defects }
    } catch (error) {
      const index = readable.findIndex(
        ({ spec }) => error instanceof InputError && spec.source.specFile === specFileOf(error),
      )
      const [view] = index < 0 ? [] : readable.splice(index, 1)
      if (!view || !(error instanceof InputError)) throw error
      const kind = 'The generator of clients cannot read the page'
      const { look, page } = view
      defects.push(describeDefect(page, page.operation.pointer, { kind, side: 'page', look, message: error.message }))
    }
  }
}

/** Several views may be of one page, which an error may name as its place. */
function specFileOf(error: InputError): string {
  return error instanceof UnreadableSpecError ? error.specFile : error.place.file
}
