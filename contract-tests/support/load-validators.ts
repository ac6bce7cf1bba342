import type { GeneratedModule } from '../engine/generated-validators.ts'

/** The generated validators of `<gateway>/<spec>`; none where nothing was generated for it. */
export async function loadValidators(id: string): Promise<GeneratedModule> {
  const { href } = new URL(`../../generated/${id}/valibot.gen.ts`, import.meta.url)
  try {
    // The boundary to a file whose exports no type knows: it holds validators and nothing else.
    return (await import(href)) as GeneratedModule
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return {}
    throw error
  }
}
