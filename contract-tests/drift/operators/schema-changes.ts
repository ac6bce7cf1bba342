import type { JsonSchema } from '../../engine/json-schema.ts'
import type { Place } from '../places.ts'
import type { SchemaChange } from '../spec-mutant.ts'

/** Takes a property out of its parent. */
export function removeProperty({ parent, key }: Place): SchemaChange[] {
  return parent && key !== undefined
    ? [
        [
          `${key} removed`,
          (place) => {
            takeOut(place, key)
          },
        ],
      ]
    : []
}

/** Gives a property another name; where it was required, so is the new one. */
export function renameProperty({ parent, key }: Place): SchemaChange[] {
  if (!parent || key === undefined) return []
  const name = `${key}_renamed`
  return [
    [
      `${key} renamed to ${name}`,
      (place) => {
        const required = place.parent?.schema.required
        if (place.parent) place.parent.schema.properties = { ...place.parent.schema.properties, [name]: place.schema }
        takeOut(place, key)
        if (place.parent && place.isRequired)
          place.parent.schema.required = [...(required ?? []).filter(not(key)), name]
      },
    ],
  ]
}

/** Replaces a schema by one of another type. */
export function retype({ schema }: Place): SchemaChange[] {
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return []
  const other = types.includes('string') ? 'integer' : 'string'
  return [
    [
      `${types.join('|')} became ${other}`,
      (place) => {
        overwrite(place.schema, { type: other })
      },
    ],
  ]
}

/** Makes a schema say nothing. */
export function empty({ schema, key }: Place): SchemaChange[] {
  const isEmpty = Object.keys(schema).every((keyword) => keyword === 'description' || keyword === 'example')
  return isEmpty
    ? []
    : [
        [
          `the schema of ${key ?? 'this place'} became {}`,
          (place) => {
            overwrite(place.schema, {})
          },
        ],
      ]
}

/** Sets one keyword, where `valueFor` gives one. */
export function setKeyword(keyword: keyof JsonSchema, valueFor: (schema: JsonSchema) => unknown) {
  return ({ schema }: Place): SchemaChange[] => {
    const value = valueFor(schema)
    if (value === undefined) return []
    const before = schema[keyword] === undefined ? 'absent' : JSON.stringify(schema[keyword])
    return [
      [
        `${keyword} ${before} → ${JSON.stringify(value)}`,
        (place) => {
          Object.assign(place.schema, { [keyword]: value })
        },
      ],
    ]
  }
}

/** Takes one keyword away. */
export function dropKeyword(keyword: keyof JsonSchema) {
  return ({ schema }: Place): SchemaChange[] =>
    schema[keyword] === undefined
      ? []
      : [
          [
            `${keyword} ${JSON.stringify(schema[keyword])} removed`,
            (place) => {
              Reflect.deleteProperty(place.schema, keyword)
            },
          ],
        ]
}

/** Makes an optional property required, or a required one optional. */
export function setRequired(wanted: boolean) {
  return ({ parent, key, isRequired }: Place): SchemaChange[] => {
    if (!parent || key === undefined || isRequired === wanted) return []
    return [
      [
        `${key} became ${wanted ? 'required' : 'optional'}`,
        (place) => {
          if (!place.parent) return
          const others = (place.parent.schema.required ?? []).filter(not(key))
          place.parent.schema.required = wanted ? [...others, key] : others
        },
      ],
    ]
  }
}

/** Allows null beside the type that there is, and in the enum. */
export function allowNull({ schema: { type } }: Place): SchemaChange[] {
  if (typeof type !== 'string') return []
  return [
    [
      `${type} became nullable`,
      ({ schema }) => {
        schema.type = [type, 'null']
        if (schema.enum) schema.enum = [...schema.enum, null]
      },
    ],
  ]
}

/** Takes each value out of an enum, one at a time. */
export function dropEnumValues({ schema }: Place): SchemaChange[] {
  const values = schema.enum ?? []
  if (values.length < 2) return []
  return values.map((value) => [
    `${JSON.stringify(value)} removed from the enum`,
    (place) => {
      place.schema.enum = values.filter((other) => other !== value)
    },
  ])
}

/** The numbers, texts, lists and objects among schemas, to be asked before a keyword is set. */
export function isOfType(schema: JsonSchema, ...types: string[]): boolean {
  return [schema.type ?? []].flat().some((type) => types.includes(type)) && schema.enum === undefined
}

function takeOut({ parent }: Place, key: string): void {
  if (!parent) return
  Reflect.deleteProperty(parent.schema.properties ?? {}, key)
  parent.schema.required = (parent.schema.required ?? []).filter(not(key))
}

function overwrite(schema: JsonSchema, next: JsonSchema): void {
  for (const keyword of Object.keys(schema)) Reflect.deleteProperty(schema, keyword)
  Object.assign(schema, next)
}

function not(key: string): (other: string) => boolean {
  return (other) => other !== key
}
