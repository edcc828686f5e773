package policy

// Scope is the part of the zone's cases that a list may show to a principal, in a form that SQL can use. It must agree with the rules on
// case.list: a property test compares the two on random worlds.
type Scope int

// The scopes, from nothing to the whole zone.
const (
	None Scope = iota // no case at all
	Mine              // cases that the account manages or whose team it is in
	All               // every case of the zone
)

// CaseScope tells which cases a list may show.
func CaseScope(p Principal) Scope {
	switch {
	case p.Has(Coordinator, Secretary):
		return All
	case !p.Has(SocialWorker, EmploymentOfficer, HealthWorker):
		return None
	case p.Core:
		return All
	}
	return Mine
}

// Where is the scope as an SQL condition on the table case_file under the alias c; $1 is the zone, $2 the account. Both are always
// named, because PostgreSQL refuses a parameter that the text does not use.
func (s Scope) Where() string {
	switch s {
	case All:
		return "(c.zone = $1 AND CAST($2 AS TEXT) IS NOT NULL)"
	case Mine:
		return `(c.zone = $1 AND (c.manager_id = $2 OR EXISTS (SELECT 1 FROM case_member m
			WHERE m.zone = c.zone AND m.case_id = c.id AND m.account_id = $2 AND m.until_at IS NULL)))`
	}
	return "(c.zone = $1 AND CAST($2 AS TEXT) IS NULL)"
}
