import ts from 'typescript'

/** What the generator called the operation's function, its request and its answers. */
export interface GeneratedNames {
  functionName: string
  dataType: string
  responsesType: string
}

/**
 * The names of the generated function that posts to a path. The generator makes them by rules of its own, so they are
 * read from what it wrote: from its syntax, since its comments hold the page's words, which may look like code.
 */
export function findGeneratedNames(sdk: ts.SourceFile, path: string): GeneratedNames | undefined {
  return sdk.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap((declaration) => readFunction(declaration, path))
  })[0]
}

/** Whether generated types hold one of this name. */
export function hasGeneratedType(types: ts.SourceFile, name: string): boolean {
  return types.statements.some((statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === name)
}

/** `const f = (options: Options<Data, …>): RequestResult<Responses, …> => options.client.post<…>({ url: '…', … })` */
function readFunction({ name, initializer }: ts.VariableDeclaration, path: string): GeneratedNames[] {
  if (!ts.isIdentifier(name) || !initializer || !ts.isArrowFunction(initializer)) return []
  const { body, parameters, type } = initializer
  if (!ts.isCallExpression(body) || !ts.isPropertyAccessExpression(body.expression)) return []
  if (body.expression.name.text !== 'post' || readUrl(body.arguments[0]) !== path) return []
  const [dataType, responsesType] = [firstArgument(parameters[0]?.type), firstArgument(type)]
  return dataType && responsesType ? [{ functionName: name.text, dataType, responsesType }] : []
}

function readUrl(options: ts.Expression | undefined): string | undefined {
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name) || property.name.text !== 'url') continue
    return ts.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined
  }
  return undefined
}

function firstArgument(type: ts.TypeNode | undefined): string | undefined {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined
  const [argument] = type.typeArguments ?? []
  return argument && ts.isTypeReferenceNode(argument) && ts.isIdentifier(argument.typeName)
    ? argument.typeName.text
    : undefined
}
