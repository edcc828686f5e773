package finder

import (
	"cmp"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// runsSQL reads actions of projects in force with who runs them. Sealed actions have no words here.
const runsSQL = "SELECT " + stands + ", d.section, d.action_id, d.name, d.title, d.kind FROM ({from}) d" + keeper + "{scope} AND {readable}"

// The order of the tables is that of the indexes.
const (
	runColumns = `SELECT l.zone, l.case_id, a.section, a.action_id, a.{column} AS name, COALESCE(a.title, '') AS title, COALESCE(a.kind, '') AS kind FROM `
	zoneRuns   = runColumns + `plan_action a CROSS JOIN plan l WHERE a.zone = $1 AND a.section = '{section}' AND a.{column} = {name} AND a.removed_at IS NULL
		AND l.zone = a.zone AND l.id = a.plan_id AND l.state = 'in_force' ORDER BY a.action_id DESC LIMIT 20`
	ownRuns = runColumns + `plan l JOIN plan_action a ON a.zone = l.zone AND a.plan_id = l.id WHERE l.zone = $1 AND l.state = 'in_force' AND l.case_id IN ` + mine + `
		AND a.removed_at IS NULL AND a.{column} IS NOT NULL`
)

type run struct {
	standing
	action            value.ID
	name, title, kind string
}

// providers are those who run the actions that the reader may read: bodies, schools, companies.
func (r *Room) providers(tx *gate.ReadTx, q query) (Group, error) {
	g := Group{Label: text.FindProviders}
	sections := openTo(tx, policy.PlanRead)
	var args parameters
	var from []string
	for _, column := range []string{"provider", "host"} {
		names, more, err := matches(tx, q, sections, "plan_action", column)
		if err != nil {
			return g, err
		}
		g.More = g.More || more
		from = append(from, strings.ReplaceAll(ownRuns, "{column}", column))
		for _, n := range names {
			from = append(from, strings.NewReplacer("{column}", column, "{section}", string(n.section), "{name}", args.add(n.words)).Replace(zoneRuns))
		}
	}
	query := strings.NewReplacer("{from}", together(from), "{readable}", readable(tx, policy.PlanRead, policy.Case)).Replace(runsSQL)
	runs, err := gate.List(tx, gate.Listing[run]{Action: policy.PlanRead, Args: args.list, Query: query,
		Row: func(s gate.Scanner) (x run, res policy.Resource, err error) {
			x.standing, err = scanStanding(s, policy.Case, &x.action, &x.name, &x.title, &x.kind)
			return x, x.res, err
		}})
	runs = slices.DeleteFunc(runs, func(x run) bool { return !q.names(x.name) })
	slices.SortFunc(runs, func(a, b run) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(b.action, a.action)) })
	var hits []Hit
	for _, x := range runs {
		hits = append(hits, r.runHit(x))
	}
	g.unique(hits)
	return g, err
}

func (r *Room) runHit(x run) Hit {
	what := text.Raw(x.title)
	if k, ok := r.m.Actions.Kind(x.kind); ok && x.title == "" {
		what = k.Label
	}
	return Hit{Name: text.Raw(x.name), What: what, Where: x.where(), Href: "/casi/" + string(x.res.ID) + "/azioni/" + string(x.action)}
}
