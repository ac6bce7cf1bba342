/** Where a page's body parameters stand in its spec. */
export const BODY_SCHEMA = ['paths', '/v1/x', 'post', 'requestBody', 'content', 'application/json', 'schema'] as const

const PAGE_START = [
  'A page',
  '1. Overview',
  'Available model list:',
  'model-1',
  '2. Request Description',
  'Request method:',
  'POST',
  'Request address:',
  'https://api.example.com/v1/x',
  '3. Body Parameters (application/json)',
  'model',
  'string',
  'Yes',
  'model-1',
]

/** A small page with one row for `model`. The first of `rows` is its line 15. */
export function pageWith(rows: readonly string[]): string {
  return [...PAGE_START, ...rows].join('\n')
}
