package indicator

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// monthView is the sheet of a month: to be printed and given away, so that it tells no small number.
type monthView struct {
	r      *Room
	o      Overview
	month  string
	groups []division
	zone   string
}

// division is what happened in the month by the values of one dimension.
type division struct {
	label text.T
	rows  []divisionRow
}

type divisionRow struct {
	label                   text.T
	referred, taken, closed Number
}

func (r *Room) getMonth(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	v := &monthView{r: r, month: req.PathValue("mese"), zone: r.g.Zone(who.Zone).Name}
	today := r.g.Today()
	if !monthShape.MatchString(v.month) || v.month > month(today) || v.month < month(today.AddMonths(-monthsBack)) {
		return fault.Missing()
	}
	var c Choices
	var err error
	if v.o, c, err = r.Read(req.Context(), who, Ask{Period: Period{v.month, v.month}, Told: true}); err != nil {
		return err
	}
	if v.groups, err = r.divided(req.Context(), who, c, v.month); err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, monthDocument(v))
}

// divided reads what happened in a month by seat, municipality, referrer and programme, in one query.
func (r *Room) divided(ctx context.Context, who gate.Actor, c Choices, m string) ([]division, error) {
	by := map[where]figures{}
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.OverviewRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Each(`SELECT dim, dim_key, figure, part, counts FROM summary WHERE zone = $1 AND dim IN ('', 'seat', 'municipality', 'referrer', 'programme')
			AND figure IN ('referred', 'taken', 'closed')`, []any{tx.Zone()}, func(s gate.Scanner) error {
			var x cell
			var counts string
			err := s.Scan(&x.dim, &x.key, &x.figure, &x.part, &counts)
			if by[x.where] == nil {
				by[x.where] = figures{}
			}
			by[x.where].put(x, unpacked(counts))
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	var out []division
	for _, d := range []division{{label: text.OverviewSeat}, {label: text.OverviewTown}, {label: text.OverviewReferrer}, {label: text.OverviewProgramme}} {
		dim := []Dim{BySeat, ByTown, ByReferrer, ByProgramme}[len(out)]
		p := peersOf(by, dim)
		for _, key := range p.keys {
			d.add(c.word(dim, key), p, key, Period{m, m}, r.m.Overview.Fewest)
		}
		d.sort()
		out = append(out, d)
	}
	return out, nil
}

// peersOf are the values of one dimension, beside the zone.
func peersOf(by map[where]figures, dim Dim) *peers {
	p := &peers{of: map[string]figures{}, zone: by[where{OfZone, ""}], adds: dim != ByProgramme}
	for w, f := range by {
		if w.dim == dim {
			p.of[w.key] = f
		}
	}
	p.keys = slices.Sorted(maps.Keys(p.of))
	return p
}

// add adds what happened to the cases of one value, small numbers left out as the overview of that value leaves them out.
func (d *division) add(label text.T, p *peers, key string, in Period, fewest int) {
	count := func(figure string) Number {
		reckon := func(f figures) int { return f.flow(figure, in) }
		return Number{N: reckon(p.of[key]), Blank: p.blank(fewest, key, reckon)}
	}
	x := divisionRow{label, count(Referred), count(Taken), count(Closed)}
	if x.referred.N+x.taken.N+x.closed.N == 0 {
		return
	}
	for _, n := range []*Number{&x.referred, &x.taken, &x.closed} {
		shield(fewest, n)
	}
	d.rows = append(d.rows, x)
}

func (d *division) sort() {
	slices.SortFunc(d.rows, func(a, b divisionRow) int { return cmp.Compare(value.FoldName(a.label[0]), value.FoldName(b.label[0])) })
}

func (v *monthView) title() text.T {
	return text.SheetTitleOf(monthName(v.month, text.Italian), monthName(v.month, text.English))
}

// turn is the address of the month before or after; empty when it is to come.
func (v *monthView) turn(n int) string {
	d := monthStart(v.month).AddMonths(n)
	if month(d) > month(v.o.Today) {
		return ""
	}
	return pathMonth + "/" + month(d)
}
