package finder

import (
	"strconv"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
)

// mostMatches is how many of the different names, or titles, that fit are then looked for in the zone.
const mostMatches = 5

// name is a text that stands in rows of a section that the reader reads in every case.
type name struct {
	section policy.Section
	words   string
}

// namesSQL walks from one text of a section to the next along an index, without reading the rows between.
const namesSQL = `WITH RECURSIVE n(section, words) AS (
	SELECT s.section, (SELECT MIN(x.{column}) FROM {table} x WHERE x.zone = $1 AND x.section = s.section AND x.{column} IS NOT NULL)
		FROM ({sections}) AS s
	UNION ALL
	SELECT n.section, (SELECT MIN(x.{column}) FROM {table} x WHERE x.zone = $1 AND x.section = n.section AND x.{column} > n.words)
		FROM n WHERE n.words IS NOT NULL)
	SELECT section, words FROM n WHERE words IS NOT NULL LIMIT 3000`

// matches finds the different texts of a column, in sections that the reader reads in every case, that fit; more tells that others do.
func matches(tx *gate.ReadTx, q query, sections []policy.Section, table, column string) (out []name, more bool, err error) {
	if len(sections) == 0 {
		return nil, false, nil
	}
	rows := make([]string, len(sections))
	for i, s := range sections {
		rows[i] = "SELECT '" + string(s) + "' AS section"
	}
	names := strings.NewReplacer("{table}", table, "{column}", column, "{sections}", strings.Join(rows, " UNION ALL ")).Replace(namesSQL)
	err = tx.Each(names, []any{tx.Zone()}, func(s gate.Scanner) error {
		var n name
		if err := s.Scan(&n.section, &n.words); err != nil || !q.names(n.words) {
			return err
		}
		if more = len(out) == mostMatches; !more {
			out = append(out, n)
		}
		return nil
	})
	return out, more, err
}

// openTo are the sections of an action that the reader reads in every case of the zone. Sealed sections have no words to look for. What is of
// these sections is looked for in the whole zone, everything else in the reader's own cases: so no limit ever counts what they may not read.
func openTo(tx *gate.ReadTx, a policy.Action) (sections []policy.Section) {
	for _, s := range policy.Sections {
		if !s.Sealed() && tx.May(a, policy.Resource{Kind: policy.Case, Section: s}) {
			sections = append(sections, s)
		}
	}
	return sections
}

// together puts queries with limits of their own one after the other.
func together(queries []string) string {
	parts := make([]string, len(queries))
	for i, part := range queries {
		parts[i] = "SELECT * FROM (" + part + ") AS part" + strconv.Itoa(i)
	}
	return strings.Join(parts, " UNION ALL ")
}

// parameters numbers the arguments of a list query from $3.
type parameters struct{ list []any }

func (p *parameters) add(v any) string {
	p.list = append(p.list, v)
	return "$" + strconv.Itoa(len(p.list)+2)
}

// unique adds hits in their order, each once, and cuts them at MaxHits.
func (g *Group) unique(hits []Hit) {
	seen := map[Hit]bool{}
	for _, h := range hits {
		switch {
		case seen[h]:
		case len(g.Hits) == MaxHits:
			g.More = true
		default:
			seen[h] = true
			g.Hits = append(g.Hits, h)
		}
	}
}
