package indicator

import (
	"slices"
	"strings"

	"siil/internal/assessment"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

const headsSQL = `SELECT c.id, c.episode_id, c.state, c.state_on, c.next_on, c.manager_id, c.seat_id, COALESCE(c.municipality, ''),
	COALESCE(c.referrer_id, ''), COALESCE(o.section, '')
	FROM case_file c LEFT JOIN organisation o ON o.zone = c.zone AND o.id = c.referrer_id
	WHERE c.zone = $1 AND c.merged_into IS NULL AND c.id IN {cases}`

// pastSQL reads what happened to the cases, each kind with its own meaning of the columns, in the order in which it happened.
const pastSQL = `SELECT 'episode' AS kind, case_id AS of_case, id AS a, opened_on AS b, '' AS d, '' AS e, '' AS at, id AS id
	FROM episode WHERE zone = $1 AND case_id IN {cases}
	UNION ALL SELECT 'state', case_id, episode_id, on_day, to_state, '', at, id FROM state_change WHERE zone = $1 AND case_id IN {cases}
	UNION ALL SELECT 'closure', case_id, reason, on_day, outcomes, '', made_at, id
	FROM closure WHERE zone = $1 AND undone_at IS NULL AND case_id IN {cases}
	UNION ALL SELECT 'plan', case_id, state, force_on, COALESCE(due_on, ''), COALESCE((SELECT MIN(d.on_day) FROM plan_date d
		WHERE d.zone = p.zone AND d.plan_id = p.id AND d.removed_at IS NULL AND d.on_day > p.force_on), ''), made_at, id
	FROM plan p WHERE zone = $1 AND force_on IS NOT NULL AND case_id IN {cases}
	UNION ALL SELECT 'check', case_id, episode_id || ' ' || plan_id, on_day, COALESCE(next_on, ''), '', made_at, id
	FROM plan_check WHERE zone = $1 AND case_id IN {cases}
	UNION ALL SELECT 'programme', c.id, m.programme, '', '', '', '', m.id
	FROM case_file c JOIN membership m ON m.zone = c.zone AND m.person_id = c.person_id
	WHERE c.zone = $1 AND c.id IN {cases} AND m.until_on IS NULL
	UNION ALL SELECT 'programme', c.id, m.programme, '', '', '', '', m.id
	FROM case_file c JOIN person p ON p.zone = c.zone AND p.merged_into = c.person_id JOIN membership m ON m.zone = p.zone AND m.person_id = p.id
	WHERE c.zone = $1 AND c.id IN {cases} AND m.until_on IS NULL
	ORDER BY 1, 7, 8`

// factsOf reads what the figures know of some cases, those merged into others left out, in four queries (a fifth for an instrument never read
// before).
func factsOf(tx *gate.ReadTx, m *guideline.Model, ids []value.ID) (map[value.ID]*Facts, error) {
	args := []any{tx.Zone()}
	in := gate.Among(&args, ids)
	out := map[value.ID]*Facts{}
	err := tx.Each(strings.ReplaceAll(headsSQL, "{cases}", in), args, func(s gate.Scanner) error {
		f := &Facts{Episodes: map[value.ID]value.Date{}, Plans: map[value.ID]Plan{}}
		var referrer value.ID
		var section policy.Section
		err := s.Scan(&f.ID, &f.EpisodeID, &f.State, &f.StateOn, &f.NextOn, &f.ManagerID, &f.SeatID, &f.Municipality, &referrer, &section)
		f.Referrer = referrerKey(referrer, section)
		out[f.ID] = f
		return err
	})
	if err != nil || len(out) == 0 {
		return out, err
	}
	err = tx.Each(strings.ReplaceAll(pastSQL, "{cases}", in), args, func(s gate.Scanner) error {
		var x past
		var of value.ID
		err := s.Scan(&x.kind, &of, &x.a, &x.b, &x.d, &x.e, &x.at, &x.id)
		if f := out[of]; f != nil && err == nil {
			f.take(m, x)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	measures, err := assessment.Measures(tx, m, ids)
	for id, list := range measures {
		if f := out[id]; f != nil {
			f.Measures = list
		}
	}
	for _, f := range out {
		slices.SortStableFunc(f.Checks, func(a, b Check) int { return a.On.Compare(b.On) })
	}
	return out, err
}

// referrerKey is the key under which a body counts: its id, unless its very name tells something.
func referrerKey(id value.ID, section policy.Section) string {
	switch section {
	case "", policy.Common:
		return string(id)
	case policy.Health:
		return ReservedHealth
	}
	return ReservedOther
}

// past is a row of pastSQL.
type past struct {
	kind, a, b, d, e, at string
	id                   value.ID
}

func (f *Facts) take(m *guideline.Model, x past) {
	on, _ := value.ParseISO(x.b)
	switch x.kind {
	case "episode":
		f.Episodes[value.ID(x.a)] = on
	case "state":
		f.Changes = append(f.Changes, Change{value.ID(x.a), x.d, on})
	case "closure":
		f.Closures = append(f.Closures, Closure{on, x.a, strings.Fields(x.d)})
	case "plan":
		due, _ := value.ParseISO(x.d)
		first, _ := value.ParseISO(x.e)
		f.Plans[x.id] = Plan{ForceOn: on, FirstOn: first, DueOn: due, InForce: x.a == "in_force"}
	case "check":
		episode, plan, _ := strings.Cut(x.a, " ")
		next, _ := value.ParseISO(x.d)
		f.Checks = append(f.Checks, Check{value.ID(episode), value.ID(plan), on, next})
	case "programme":
		if p, ok := m.Programme(x.a); ok && isCommon(p) && !slices.Contains(f.Programmes, x.a) {
			f.Programmes = append(f.Programmes, x.a)
		}
	}
}

// isCommon tells whether a programme tells nothing of a reserved section.
func isCommon(p guideline.Programme) bool {
	return (p.Section == "" || policy.Section(p.Section) == policy.Common) && p.Reveals == ""
}
