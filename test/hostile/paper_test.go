package hostile

import (
	"fmt"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// paperFact is a document of a case, or of the zone when c is nil.
type paperFact struct {
	id      value.ID
	zone    string
	section policy.Section
	c       *caseFact
}

func (f *fixture) gatherPapers(g *gate.Gate, zone string) error {
	return each(g, zone, "SELECT id, section, case_id FROM document WHERE zone = $1 ORDER BY year, number", func(s gate.Scanner) error {
		x := &paperFact{zone: zone}
		var of value.ID
		err := s.Scan(&x.id, &x.section, &of)
		if of != "" {
			x.c = f.caseOf(of)
		}
		f.papers = append(f.papers, x)
		return err
	})
}

// paperTargets are documents to which somebody stands in every way that there is.
func (w *world) paperTargets(u *user) (out []target) {
	seen := map[policy.Resource]bool{}
	for _, x := range w.papers {
		res := policy.Resource{Zone: x.zone}
		if x.c != nil {
			res = x.c.facts(u.who.Account)
		}
		res.Kind, res.ID, res.Section = policy.Paper, "", x.section
		if seen[res] {
			continue
		}
		seen[res] = true
		stands := fmt.Sprintf("a paper of %s, section %s, of a case %t managed %t, in the team %t, opened with a reason %t", x.zone, x.section, x.c != nil, res.CaseManager, res.CaseTeam, res.Glass)
		res.ID = x.id
		file := w.fileOf[x.id]
		if file == "" {
			file = value.NewID()
		}
		out = append(out, target{stands, map[string]value.ID{"id": x.id, "file": file}, res, true})
	}
	return out
}
