package finder

import (
	"strings"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/network"
	"siil/internal/text"
)

// people are the cases that the reader's lists show, as they show them.
func (r *Room) people(tx *gate.ReadTx, q casefile.Query) (Group, error) {
	g := Group{Label: text.FindPeople}
	listed, err := r.cases.Found(tx, q, MaxHits)
	if err != nil {
		return g, err
	}
	for _, w := range listed.Rows {
		g.Hits = append(g.Hits, r.personHit(w))
	}
	if listed.Count > len(g.Hits) {
		g.More, g.Count = true, listed.Count
		if q.Search != "" {
			g.All = r.cases.FoundHref(tx.Who(), q.Search)
		}
	}
	return g, nil
}

func (r *Room) personHit(w casefile.Row) Hit {
	state, _ := r.m.State(w.State)
	what := text.FindCase.With(w.Number)
	for l := range what {
		what[l] += ", " + strings.ToLower(state.Label[l])
	}
	var facts []string
	if !w.BirthDate.IsZero() {
		facts = append(facts, w.BirthDate.Format())
	}
	if w.TaxCode != "" {
		facts = append(facts, string(w.TaxCode))
	}
	return Hit{Name: text.Raw(w.Name()), What: what, Where: text.Raw(strings.Join(facts, ", ")), Href: w.Href()}
}

// bodies are the bodies of the directory that refer people; one whose very name tells of a section is found only by who reads that section.
func (r *Room) bodies(tx *gate.ReadTx, q query) (Group, error) {
	g := Group{Label: text.FindBodies}
	all, err := network.Organisations(tx)
	for _, o := range all {
		if casefile.HidesBody(tx.Who(), o.Section) || !q.names(o.Name) {
			continue
		}
		if len(g.Hits) == MaxHits {
			g.More = true
			break
		}
		kind, _ := r.m.OrganisationKind(o.Kind)
		g.Hits = append(g.Hits, Hit{Name: text.Raw(o.Name), What: kind.Label, Where: text.FindCasesOf, Href: "/casi?inviante=" + string(o.ID)})
	}
	return g, err
}
