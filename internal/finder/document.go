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

// papersSQL reads documents of cases; the title of a reserved one is sealed, so it is found by its number only and named by it.
const papersSQL = "SELECT " + stands + ", d.section, d.id, d.year, d.number, d.on_day, COALESCE(d.title, '') FROM ({from}) d" + keeper + "{scope} AND {readable}"

const (
	paperColumns = "SELECT x.zone, x.case_id, x.section, x.id, x.year, x.number, x.on_day, x.title FROM document x WHERE x.zone = $1 AND x.voided_at IS NULL AND "
	zonePapers   = paperColumns + "x.section = '{section}' AND x.title_key = {name} AND x.case_id IS NOT NULL ORDER BY x.id DESC LIMIT 20"
	ownPapers    = paperColumns + "x.title_key IS NOT NULL AND x.case_id IN " + mine
	oneNumber    = paperColumns + "x.number = {number} AND x.case_id IS NOT NULL"
	oneYear      = oneNumber + " AND x.year = {year}"
)

// zonesSQL reads the newest documents about nobody.
const zonesSQL = `SELECT x.section, x.id, x.year, x.number, x.on_day, x.title FROM document x
	WHERE x.zone = $1 AND x.case_id IS NULL AND x.title_key IS NOT NULL AND x.voided_at IS NULL ORDER BY x.id DESC LIMIT 500`

type paper struct {
	standing
	id           value.ID
	year, number int
	on           value.Date
	title        string
}

func (x paper) hit() Hit {
	h := Hit{Name: text.Raw(x.title), What: text.FindDocument.With(x.number, x.year, x.on.Format()), Href: "/documenti"}
	if x.title == "" {
		h.Name, h.What = text.FindDocumentName.With(x.number, x.year), text.Raw(x.on.Format())
	}
	if x.res.ID != "" {
		h.Where, h.Href = x.where(), "/casi/"+string(x.res.ID)+"/documenti#"+string(x.id)
	}
	return h
}

// documentsByTitle are the documents that the reader may read, the newest first.
func (r *Room) documentsByTitle(tx *gate.ReadTx, q query) (Group, error) {
	sections := openTo(tx, policy.DocumentRead)
	names, more, err := matches(tx, q, sections, "document", "title_key")
	if err != nil {
		return Group{}, err
	}
	var args parameters
	from := []string{ownPapers}
	for _, n := range names {
		from = append(from, strings.NewReplacer("{section}", string(n.section), "{name}", args.add(n.words)).Replace(zonePapers))
	}
	found, err := papers(tx, from, args)
	if err != nil {
		return Group{}, err
	}
	if len(sections) > 0 {
		ofZone, err := papersOfZone(tx)
		if err != nil {
			return Group{}, err
		}
		found = append(found, ofZone...)
	}
	found = slices.DeleteFunc(found, func(x paper) bool { return !q.names(x.title) })
	return grouped(found, more), nil
}

// documentsByNumber are the documents of a number, of one year or of any.
func (r *Room) documentsByNumber(tx *gate.ReadTx, q query) (Group, error) {
	if q.of != ofAnything && q.of != ofDocuments {
		return Group{}, nil
	}
	var args parameters
	from := strings.ReplaceAll(oneNumber, "{number}", args.add(q.number))
	if q.year != 0 {
		from = strings.NewReplacer("{number}", "$3", "{year}", args.add(q.year)).Replace(oneYear)
	}
	found, err := papers(tx, []string{from}, args)
	return grouped(found, false), err
}

func papers(tx *gate.ReadTx, from []string, args parameters) ([]paper, error) {
	query := strings.NewReplacer("{from}", together(from), "{readable}", readable(tx, policy.DocumentRead, policy.Paper)).Replace(papersSQL)
	return gate.List(tx, gate.Listing[paper]{Action: policy.DocumentRead, Args: args.list, Query: query,
		Row: func(s gate.Scanner) (x paper, res policy.Resource, err error) {
			x.standing, err = scanStanding(s, policy.Paper, &x.id, &x.year, &x.number, &x.on, &x.title)
			return x, x.res, err
		}})
}

// papersOfZone are the newest documents about nobody: reports, agendas.
func papersOfZone(tx *gate.ReadTx) ([]paper, error) {
	all, err := gate.All(tx, zonesSQL, []any{tx.Zone()}, func(s gate.Scanner) (x paper, err error) {
		err = s.Scan(&x.res.Section, &x.id, &x.year, &x.number, &x.on, &x.title)
		x.res.Kind = policy.Paper
		return x, err
	})
	return slices.DeleteFunc(all, func(x paper) bool { return !tx.May(policy.DocumentRead, x.res) }), err
}

func grouped(found []paper, more bool) Group {
	g := Group{Label: text.FindDocuments, More: more}
	slices.SortFunc(found, func(a, b paper) int {
		return cmp.Or(b.on.Compare(a.on), cmp.Compare(b.year, a.year), cmp.Compare(b.number, a.number))
	})
	var hits []Hit
	for _, x := range found {
		hits = append(hits, x.hit())
	}
	g.unique(hits)
	return g
}
