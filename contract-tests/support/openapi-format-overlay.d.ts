/** What the package's own types leave out: its one module that applies overlays. The whole package takes 40 ms to load. */
declare module 'openapi-format/utils/overlay.js' {
  /** Changes `document`, and gives it as it is with the overlay. */
  export function openapiOverlay(
    document: Record<string, unknown>,
    options: { overlaySet: { overlay: string; actions: Record<string, unknown>[] } },
  ): Promise<{ data: Record<string, unknown> }>

  /**
   * Where a JSONPath leads to in a document. The document itself has neither parent nor key; what has a name that the
   * package cannot follow, such as one with a line break, has a key, and no value.
   */
  export function resolveJsonPath(document: Record<string, unknown>, path: string): OverlayTarget[]

  export interface OverlayTarget {
    value: unknown
    parent: Record<PropertyKey, unknown> | undefined
    key: string | number | undefined
  }
}
