/** The parties that must agree. A finding names the one that moved. */
export type Side = 'page' | 'spec' | 'generated' | 'facade' | 'mock' | 'gateway'

/**
 * What each stable finding code stands for. A code is never reused for something else.
 *
 * DC1xx pages, specs and their lock; DC2xx overlays; DC3xx generated code; DC4xx contract checks.
 */
export const findingCodes = {
  DC101: 'the page holds no OpenAPI fence',
  DC102: 'the page holds several OpenAPI fences',
  DC103: 'the OpenAPI fence is never closed',
  DC104: 'the spec is not valid YAML',
  DC105: 'the spec is not an OpenAPI 3.x document',
  DC106: 'the spec lacks the operation that its fence names',
  DC107: 'the spec names a server that is not its gateway',
  DC108: 'the page contradicts itself, and no overlay decides',
  DC109: 'a primary page documents no model',
  DC110: 'the page changed outside its spec',
  DC111: 'the page states another spec than the locked one',
  DC112: 'the vendored spec was edited',
  DC113: 'the lock does not describe its page',
  DC114: 'a file is missing',
  DC115: 'the lock describes a page that no source lists',
  DC120: 'the page lacks a section or a label that its form needs',
  DC121: 'a line or table row of the page cannot be read',
  DC122: 'a name stands twice in one table or list of the page',
  DC123: 'a value of the page cannot be used',
  DC124: 'a reference leads out of its document, or to nothing',
  DC125: 'the page is larger than pages may be',
  DC126: 'the page is not UTF-8',
  DC127: 'an operation of the spec needs what the client cannot give or the checks cannot follow',
  DC128: 'a keyword of the spec means one thing to one reader and another to the next',
  DC130: 'a witness page cannot be read',
  DC131: 'a witness page disagrees with its spec',
  DC132: 'an accepted difference is none any more',
  DC133: 'two pages about one model disagree',
  DC140: 'a listed page is gone',
  DC141: 'a page is redirected to where nothing is fetched from',
  DC142: 'the server does not hand out a page',
  DC143: 'a page arrives too slowly',
  DC144: 'an index names what is no page of its site',
  DC145: 'two pages of a site would have one name',
  DC146: 'a page that stated a spec states none any more',
  DC147: 'a page listed by itself has moved',
  DC201: 'an overlay action changes nothing',
  DC202: 'an overlay action repeats what the spec says',
  DC203: "an overlay action's evidence is not where it says",
  DC204: 'no source lists an overlay',
  DC205: 'an effective spec breaks a rule of the linter',
  DC206: 'an exception from a rule of the linter excuses nothing',
  DC207: 'a stream is documented as a parameter, and not as an answer',
  DC301: 'a generated file differs from what the specs generate',
  DC302: 'a generated file is missing',
  DC303: 'a file in generated/ is not generated',
  DC304: 'two primary specs document one model of one gateway',
  DC305: 'the generated client cannot be loaded',
  DC401: 'a valid request was refused',
  DC402: 'an invalid request was accepted',
  DC403: 'the request on the wire is not the one the caller made',
  DC404: 'an answer violates the spec',
  DC405: 'an error did not arrive as documented',
  DC406: 'a documented property was never seen',
  DC407: 'the chunks of a stream did not arrive as sent',
  DC408: 'the accumulated completion is not the sum of its chunks',
  DC409: 'the mock died',
  DC410: 'the mock does not refuse a bad request',
  DC411: 'the schema does not refuse a bad answer',
  DC412: 'a case derived from the spec is not valid by it',
  DC413: 'one call sent several requests',
  DC417: 'a stream breaks a rule of its format',
  DC416: 'the generated validators disagree with the spec',
  DC415: 'the documented stream violates the schemas beside it',
  DC414: 'a call failed where it had to succeed',
} as const

/** Stable code of a finding: a key of {@link findingCodes}. */
export type FindingCode = keyof typeof findingCodes

/** An assertion that failed: what, where, and which side moved. */
export interface Finding {
  code: FindingCode
  side: Side
  message: string
  /** Path from the project's root. */
  file?: string | undefined
  /** Line in `file`, from 1. */
  line?: number | undefined
  /** JSON pointer into the spec. */
  pointer?: string | undefined
  gateway?: string | undefined
  model?: string | undefined
}
