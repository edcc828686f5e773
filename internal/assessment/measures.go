package assessment

import (
	"cmp"
	"slices"

	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// Measure is what the figures of a zone know of an assessment that counts: indices, in tenths, that are worked out of domains of the common
// section alone, so that no figure tells of a reserved one.
type Measure struct {
	EpisodeID value.ID
	OnDay     value.Date
	Tenths    map[string]int // by index; one that is not known is absent
}

const measuresSQL = `SELECT a.id, a.case_id, a.episode_id, a.instrument_id, i.digest, a.on_day, a.begun_at
	FROM assessment a JOIN instrument i ON i.zone = a.zone AND i.id = a.instrument_id
	WHERE a.zone = $1 AND a.dropped_at IS NULL AND a.closed_at IS NOT NULL AND a.second_of IS NULL AND NOT EXISTS (SELECT 1 FROM assessment b
	WHERE b.zone = a.zone AND b.amends = a.id AND b.dropped_at IS NULL AND b.closed_at IS NOT NULL) AND a.case_id IN `

// Measures reads those of some cases, the oldest first, in two queries (a third when an instrument was never read before). Whoever counts decides:
// nothing sealed is opened.
func Measures(tx *gate.ReadTx, m *guideline.Model, cases []value.ID) (map[value.ID][]Measure, error) {
	args, digests := []any{tx.Zone()}, map[value.ID]string{}
	all, err := gate.All(tx, measuresSQL+gate.Among(&args, cases), args, func(s gate.Scanner) (*Assessment, error) {
		a := &Assessment{Ratings: map[string]Rating{}}
		var digest string
		err := s.Scan(&a.ID, &a.CaseID, &a.EpisodeID, &a.instrumentID, &digest, &a.OnDay, &a.BegunAt)
		digests[a.instrumentID] = digest
		return a, err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if err := (&Room{m: m}).fillInstruments(tx, all, digests); err != nil {
		return nil, err
	}
	if err := commonLevels(tx, all); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b *Assessment) int {
		return cmp.Or(a.OnDay.Compare(b.OnDay), a.BegunAt.Compare(b.BegunAt), cmp.Compare(a.ID, b.ID))
	})
	out := map[value.ID][]Measure{}
	for _, a := range all {
		out[a.CaseID] = append(out[a.CaseID], Measure{a.EpisodeID, a.OnDay, a.tenths()})
	}
	return out, nil
}

func commonLevels(tx *gate.ReadTx, all []*Assessment) error {
	args, by := []any{tx.Zone(), string(policy.Common)}, map[value.ID]*Assessment{}
	ids := make([]value.ID, len(all))
	for i, a := range all {
		by[a.ID], ids[i] = a, a.ID
	}
	query := "SELECT assessment_id, domain, level FROM rating WHERE zone = $1 AND section = $2 AND level > 0 AND assessment_id IN " + gate.Among(&args, ids)
	return tx.Each(query, args, func(s gate.Scanner) error {
		var id value.ID
		var x Rating
		err := s.Scan(&id, &x.Domain, &x.Level)
		by[id].Ratings[x.Domain] = x
		return err
	})
}

// tenths are the indices of an assessment of which all domains are common.
func (a *Assessment) tenths() map[string]int {
	out, levels := map[string]int{}, a.Levels()
	for _, x := range a.Instrument.Indices {
		common := !slices.ContainsFunc(x.Domains(), func(code string) bool {
			d, ok := a.Instrument.Domain(code)
			return !ok || policy.Section(d.Section) != policy.Common
		})
		if v, _, _ := x.Value(levels); common && v.Known() {
			out[x.Code] = v.Tenths()
		}
	}
	return out
}
