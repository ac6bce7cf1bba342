import type { Change } from './change.ts'
import { ruleOf, rules, type Bump, type RuleId } from './rule-ids.ts'

/** What changes mean for the package's version, and the change that decides it. */
export interface SemverBump {
  bump: Bump | 'none'
  reason: string
}

const BUMPS: readonly Bump[] = ['major', 'minor', 'patch']

const MEANINGS: Record<Bump, string> = {
  major: 'something that compiled no longer does, or a model is gone',
  minor: 'there is something new to call',
  patch: 'every call compiles as before',
}

/**
 * The greatest bump that any change asks for. A type alone decides: a limit that was lowered breaks calls, on the
 * gateway, whatever version of the package makes them.
 */
export function semverBump(changes: readonly Change[]): SemverBump {
  for (const bump of BUMPS) {
    const deciding = changes.filter((change) => bumpOf(change) === bump)
    const [first] = deciding
    if (!first) continue
    const more = deciding.length > 1 ? `, and ${String(deciding.length - 1)} more` : ''
    return { bump, reason: `${MEANINGS[bump]} (${first.id}: ${first.text.replace(/\.$/, '')}${more})` }
  }
  return { bump: 'none', reason: 'nothing changed' }
}

function bumpOf({ id, severity, source }: Change): Bump {
  if (source === 'own') return isRule(id) ? ruleOf(id).bump : 'patch'
  if (severity === 'breaking') return 'major'
  return severity === 'warning' || /added|^new-/.test(id) ? 'minor' : 'patch'
}

function isRule(id: string): id is RuleId {
  return Object.hasOwn(rules, id)
}
