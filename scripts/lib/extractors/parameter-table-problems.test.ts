import { expect, it } from 'vitest'
import { readProjectFile, REAL_PAGE } from './parameter-table-fixtures/project-file.ts'
import { pageWith } from './parameter-table-fixtures/small-page.ts'
import { extractParameterTable } from './parameter-table.ts'

const page = await readProjectFile(REAL_PAGE)

/** The real page with lines replaced: by none, one or several. */
function withLines(line: number, replaced: number, ...lines: string[]): string {
  const all = page.split('\n')
  all.splice(line - 1, replaced, ...lines)
  return all.join('\n')
}

const section = (from: number, to: number) => page.split('\n').slice(from - 1, to)

it.each([
  ['an empty page', 1, '', 'the page does not begin with its title'],
  ['a page without a title', 1, withLines(1, 1), 'the page does not begin with its title'],
  ['no model list', 2, withLines(4, 5), 'no label "Available model list:"'],
  ['no overview', 1, withLines(2, 9), 'no label "Available model list:"'],
  ['no model in the list', 4, withLines(5, 4), 'nothing stands under "Available model list:"'],
  ['no method', 11, withLines(12, 2), 'no label "Request method:"'],
  ['no address', 11, withLines(14, 2), 'no label "Request address:"'],
  ['no value of the method', 12, withLines(13, 1), 'nothing stands under "Request method:"'],
  ['no value of the address', 14, withLines(15, 1), 'nothing stands under "Request address:"'],
  ['no request description', 1, withLines(11, 5), 'no label "Request method:"'],
  ['no body parameters', 16, withLines(33, 71), 'no section "Body Parameters"'],
  ['no input parameters', 1, withLines(16, 88), 'no section "Body Parameters"'],
  ['no row of the body', 33, withLines(34, 70), 'the section "3.2 Body Parameters (application/json)" has no row'],
  ['no row of the headers', 17, withLines(18, 15), 'the section "3.1 Header Parameters" has no row'],
  ['no row model', 33, withLines(34, 4), 'no row "model", which the listed models are for'],
  [
    'no media type',
    33,
    withLines(33, 1, '3.2 Body Parameters'),
    'the heading names no media type, as in "Body Parameters (application/json)"',
  ],
])('says what is missing: %s (DC120 on line %d)', (_, line, text, message) => {
  expect(extractParameterTable(text)).toEqual({ code: 'DC120', line, message })
})

it.each([
  ['a line before the first section', 2, withLines(2, 0, 'Beta'), '"Beta" stands before the first section'],
  ['a section twice', 104, withLines(104, 0, ...section(2, 8)), 'a second section Overview; the first is on line 2'],
  ['an unknown section', 104, withLines(104, 0, '4. Error Codes'), 'this form of page knows no section "Error Codes"'],
  ['an unknown section among the last', 106, withLines(106, 0, '6. Error Codes'), /knows no section/],
  ['a section with more words', 2, withLines(2, 1, '1. Overview of all'), /knows no section "Overview of all"$/],
  ['a section with other words', 2, withLines(2, 1, '1. The Overview'), /knows no section "The Overview"$/],
  ['a label twice', 11, withLines(11, 0, 'Note', 'More.'), 'a second label "Note"; the first is on line 9'],
  ['a line under no label', 12, withLines(12, 0, 'Soon.'), '"Soon." stands under no label'],
  ['a line between headings', 17, withLines(17, 0, 'Soon.'), '"Soon." stands under no label'],
  ['a model of two words', 6, withLines(6, 1, 'Doubao 256k'), '"Doubao 256k" is no model\'s name'],
  ['two methods', 14, withLines(14, 0, 'GET'), '"GET" is more than "Request method:" needs'],
  ['two addresses', 16, withLines(16, 0, 'https://b.example'), /is more than "Request address:" needs/],
  ['a line before the first row', 34, withLines(34, 0, 'Name'), '"Name" stands before the first row of its table'],
  ['an unknown type', 59, withLines(59, 1, 'float'), /^"float" stands where a row says its type: string, number,/],
  ['an unknown type of the first row', 35, withLines(35, 1, 'text'), /^"text" stands where a row says its type/],
  ['a type in capitals', 59, withLines(59, 1, 'Number'), /^"Number" stands where a row says its type/],
  ['an unknown required word', 60, withLines(60, 1, 'Maybe'), /^"Maybe" stands where .* required: Yes or No$/],
  ['a required word in small letters', 36, withLines(36, 1, 'yes'), /^"yes" stands where .* required: Yes or No$/],
  ['a name of two words', 58, withLines(58, 1, 'the heat'), '"the heat" stands where a row says its name'],
  ['a name that is true', 89, withLines(89, 1, 'true'), '"true" stands where a row says its name'],
  ['a name that is false', 89, withLines(89, 1, 'false'), '"false" stands where a row says its name'],
  ['a name that is null', 89, withLines(89, 1, 'null'), '"null" stands where a row says its name'],
  ['a name that is a type', 89, withLines(89, 1, 'array'), '"array" stands where a row says its name'],
  ['a name that is a model', 37, withLines(38, 1), /^the model Doubao-1.5-pro-32k stands where a row says its name$/],
  ['a member without a row', 41, withLines(45, 8), 'no row below describes the member "role"'],
  ['another member without a row', 42, withLines(53, 5), 'no row below describes the member "content"'],
  ['members that have no names', 42, withLines(42, 1, 'and some content'), '"some content" is no name of a member'],
  [
    'members of no array',
    41,
    withLines(39, 6, 'object', 'Yes', 'Each object in the array contains role.'),
    '"Each object in the array contains" does not fit the type object',
  ],
  ['a value of two words', 50, withLines(50, 1, 'or not even'), /^"not even" is no value that a string can be/],
])('says which line it cannot read: %s (DC121 on line %d)', (_, line, text, message) => {
  expect(extractParameterTable(text)).toMatchObject({
    code: 'DC121',
    line,
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as unknown),
  })
})

const NEITHER = /neither goes on with the description nor is a value of type \w+$/
const BEHIND = /stands behind the example of its row$/
const MIDDLE = /begins in the middle of a sentence$/
const EITHER = /could be a description or an example$/
const LAST = /could be the end of the description or an example$/
const FIRST = /stands where a row is described$/
const VALUE = /is no value that a \w+ can be limited to$/
const MEMBERS = /contains" does not fit the type \w+$/

/** The cells of a row `x` begin on line 18. */
it.each([
  ['an example of another type', 19, 'number', ['How many.', 'many'], NEITHER],
  ['an example of another type behind an open sentence', 19, 'boolean', ['Whether it is', 'True'], NEITHER],
  ['a sentence behind an open one', 19, 'number', ['How many', 'The answer waits.'], NEITHER],
  ['a sentence behind the end of one', 20, 'number', ['As many', 'as b.', 'and so on.'], NEITHER],
  ['a fraction as integer', 19, 'integer', ['How many.', '1.5'], NEITHER],
  ['an object as array', 19, 'array', ['All.', '{"a": 1}'], NEITHER],
  ['an array as object', 19, 'object', ['All.', '[1]'], NEITHER],
  ['null as object', 19, 'object', ['All.', 'null'], NEITHER],
  ['a number as object', 19, 'object', ['All.', '1'], NEITHER],
  ['a number that is too large', 19, 'number', ['How many.', '1e999'], NEITHER],
  ['broken JSON', 19, 'array', ['All.', '["a"'], NEITHER],
  ['a second paragraph', 19, 'number', ['How many.', 'One is best.', '1'], NEITHER],
  ['a line behind the example', 20, 'number', ['How many.', '1', 'More.'], BEHIND],
  ['a line behind the example of an open sentence', 20, 'number', ['How many', '1', 'more'], BEHIND],
  ['a line behind the example of a string', 20, 'string', ['What it is.', 'a', 'b'], BEHIND],
  ['a line behind the repeated end', 20, 'string', ['Must be a', 'a', 'b'], BEHIND],
  ['the end of a sentence alone', 18, 'string', ['. That is all.'], MIDDLE],
  ['the end of a sentence first', 18, 'number', [', that is all.', '1'], MIDDLE],
  ['a sentence from its "and"', 18, 'number', ['and 2.', '1'], MIDDLE],
  ['a sentence from its "or"', 18, 'number', ['or 2.', '1'], MIDDLE],
  ['a sentence from its "but"', 18, 'number', ['but 2.', '1'], MIDDLE],
  ['broken JSON alone', 18, 'array', ['["a", 1'], EITHER],
  ['one word of another type alone', 18, 'boolean', ['True'], EITHER],
  ['one word that could be either', 18, 'string', ['blue.'], EITHER],
  ['several words that could be either', 18, 'string', ['Blue sky'], EITHER],
  ['a last line that could go on', 19, 'string', ['What it is', 'blue sky'], LAST],
  ['a last sentence that could go on', 19, 'string', ['What it is', 'Blue it is.'], LAST],
  ['a number where the description should be', 18, 'number', ['1', 'and 2', '1'], FIRST],
  ['a boolean where the description should be', 18, 'boolean', ['true', 'and so on', 'true'], FIRST],
  ['one word where the description should be', 18, 'string', ['red', 'blue'], FIRST],
  ['numbers where the description should be', 18, 'string', ['12 13.', 'blue'], FIRST],
  ['a list of values for an array', 18, 'array', ['Optional values: a, b.'], VALUE],
  ['a list of values for a boolean', 18, 'boolean', ['Optional values: true.'], VALUE],
  ['a list of texts for a number', 19, 'number', ['Optional values: 1', ', b.'], VALUE],
  ['a value in quotes', 19, 'string', ['Optional values: a', ', "b".'], VALUE],
  ['an empty list of values', 18, 'string', ['Optional values: .'], VALUE],
  ['an empty place in a list of values', 18, 'string', ['Optional values: a, , b.'], VALUE],
  ['members of a string', 18, 'string', ['The object contains a.'], MEMBERS],
  ['members of an array as of an object', 18, 'array', ['The object contains a.'], MEMBERS],
])('says which cell it cannot read: %s (DC121 on line %d)', (_, line, type, cells, message) => {
  const result = extractParameterTable(pageWith(['x', type, 'No', ...cells]))

  expect(result).toMatchObject({ code: 'DC121', line, message: expect.stringMatching(message) as unknown })
})

it('refuses a row that two rows above announce', () => {
  const announce = (name: string) => [name, 'array', 'No', 'Each object in the array contains role.']
  const rows = [...announce('a'), ...announce('b'), 'role', 'string', 'No']

  expect(extractParameterTable(pageWith(rows))).toEqual({
    code: 'DC121',
    line: 23,
    message: '"role" is announced by two rows above',
  })
})

it.each([
  ['a parameter', 65, withLines(65, 1, 'temperature'), 'a second row "temperature"; the first is on line 58'],
  ['a member', 58, withLines(58, 1, 'content'), 'a second row "content"; the first is on line 53'],
  [
    'the parameter that announces',
    58,
    withLines(58, 1, 'messages'),
    'a second row "messages"; the first is on line 38',
  ],
  ['a header', 28, withLines(28, 1, 'Accept'), 'a second row "Accept"; the first is on line 23'],
  ['a header in other letters', 28, withLines(28, 1, 'ACCEPT'), 'a second row "ACCEPT"'],
  ['a model', 8, withLines(8, 1, 'Doubao-1.5-pro-256k'), 'the model Doubao-1.5-pro-256k is listed twice'],
  ['a value', 50, withLines(50, 1, ', system'), 'the value system is listed twice'],
])('says what stands twice: %s (DC122 on line %d)', (_, line, text, message) => {
  expect(extractParameterTable(text)).toEqual({ code: 'DC122', line, message })
})

it.each([
  ['number', ['Optional values: 1', ', 1.0.']],
  ['string', ['Optional values: a', ', a.']],
])('names the line of a %s that is listed again', (type, cells) => {
  const result = extractParameterTable(pageWith(['x', type, 'No', ...cells]))

  expect(result).toMatchObject({ code: 'DC122', line: 19 })
})

it.each([
  ['an unknown method', 13, withLines(13, 1, 'FETCH'), /^"FETCH" is no HTTP method$/],
  ['a method in small letters', 13, withLines(13, 1, 'post'), /^"post" is no HTTP method$/],
  ['an address without https', 15, withLines(15, 1, 'http://gateway.theturbo.ai/v1'), /is no plain https address/],
  ['an address without a host', 15, withLines(15, 1, '/v1/chat/completions'), /is no plain https address/],
  ['an address with a query', 15, withLines(15, 1, 'https://a.example/v1?a=b'), /is no plain https address/],
  ['an address with a password', 15, withLines(15, 1, 'https://a:b@a.example/v1'), /is no plain https address/],
  ['an address with a placeholder', 15, withLines(15, 1, 'https://a.example/{id}'), /is no plain https address/],
  ['an address that climbs', 15, withLines(15, 1, 'https://a.example/v1/../x'), /is no plain https address/],
  [
    'another media type',
    22,
    withLines(22, 1, 'text/plain'),
    /^Content-Type is text\/plain, the body is application\/json$/,
  ],
  ['no media type', 18, withLines(21, 2), /^Content-Type has no example, the body is application\/json$/],
  ['a broken media type', 33, withLines(33, 1, '3.2 Body Parameters (JSON)'), /^"JSON" is no media type$/],
  ['a media type with more words', 33, withLines(33, 1, '3.2 Body Parameters (text/html; q=1)'), /is no media type$/],
  ['a media type with other words', 33, withLines(33, 1, '3.2 Body Parameters (as text/html)'), /is no media type$/],
  ['a body without Content-Type', 20, withLines(20, 1, 'No'), /^a request with a body needs its Content-Type$/],
  [
    'a number as Content-Type',
    19,
    withLines(19, 4, 'number', 'Yes', '1'),
    /^Content-Type is a string, not of type number$/,
  ],
  ['a number as key', 29, withLines(29, 4, 'number', 'Yes', '1'), /^Authorization is a string, not of type number$/],
  ['another scheme', 32, withLines(32, 1, 'Basic $YOUR_API_KEY'), /^the example of Authorization is not "Bearer \$"/],
  ['a scheme behind another word', 32, withLines(32, 1, 'My Bearer $KEY'), /^the example of Authorization is not/],
  ['a key of two words', 32, withLines(32, 1, 'Bearer $KEY $SECRET'), /^the example of Authorization is not/],
  ['no scheme', 28, withLines(31, 2), /^the example of Authorization is not "Bearer \$"/],
  [
    'a model that is no string',
    35,
    withLines(35, 3, 'number', 'Yes', '1'),
    /^a model is a string, not of type number$/,
  ],
  ['models twice', 37, withLines(37, 0, 'Optional values: a.'), /^the models are listed here and under their label$/],
  ['a range that holds nothing', 62, withLines(62, 1, 'and -1'), /^the range "between 0 and -1" holds no number$/],
  ['half a range', 61, withLines(62, 1, 'and more'), /^a range begins here that cannot be read$/],
  ['a range without an end', 97, withLines(97, 1, '-2.0 ~ two.'), /^a range begins here that cannot be read$/],
  ['a range without a start', 97, withLines(97, 1, 'From x ~ 2.0.'), /^a range begins here that cannot be read$/],
  ['a range beside half a one', 97, withLines(97, 1, 'Between 1 and 2, or 3 ~ x.'), /^a range begins here/],
  ['a range behind half a one', 97, withLines(97, 1, 'As x ~ y, between 1 and 2.'), /^a range begins here/],
  ['a range that goes on', 97, withLines(97, 1, 'Between 1 and 2 ~ 3.'), /^a range begins here/],
  ['a range that ends in a letter', 97, withLines(97, 1, 'From 1 ~x.'), /^a range begins here/],
  ['a range with another minus', 97, withLines(97, 1, '−2.0 ~ 2.0.'), /^a range begins here that cannot be read$/],
  ['a range of thousands', 92, withLines(92, 1, 'Between 1 and 1,000.'), /^a range begins here that cannot be read$/],
  ['a range of percents', 92, withLines(92, 1, 'Between 1 and 50%.'), /^a range begins here that cannot be read$/],
  [
    'a second range',
    63,
    withLines(63, 1, '. Best is 0.3 ~ 0.8.'),
    /^"0.3 ~ 0.8" is a second range, beside "between 0 and 2"$/,
  ],
])('says which value it cannot use: %s (DC123 on line %d)', (_, line, text, message) => {
  expect(extractParameterTable(text)).toMatchObject({
    code: 'DC123',
    line,
    message: expect.stringMatching(message) as unknown,
  })
})
