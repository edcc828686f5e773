package sitting

import (
	"context"
	"slices"

	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// SetAgenda makes the agenda what a list of cases says, in order: cases are added, taken off and put in place. What has been talked about
// must stay in the list and keeps its place.
func (r *Room) SetAgenda(ctx context.Context, who gate.Actor, id value.ID, version int, cases []value.ID) error {
	return r.settling(ctx, who, id, func(tx *gate.WriteTx, s agenda) error {
		if err := s.fresh(version); err != nil {
			return err
		}
		var stay []item
		for _, x := range s.items {
			if slices.Contains(cases, x.CaseID) {
				stay = append(stay, x)
				continue
			}
			if x.State != ToDo {
				return invalid("agenda", text.SittingOrder)
			}
			if err := changeItem(tx, x, gate.Row{"state": Removed}); err != nil {
				return err
			}
		}
		var fresh []value.ID
		for i, c := range cases {
			if slices.Contains(cases[:i], c) {
				return invalid("agenda", text.SittingOrder)
			}
			if !slices.ContainsFunc(stay, func(x item) bool { return x.CaseID == c }) {
				fresh = append(fresh, c)
			}
		}
		added, err := r.checkCases(&tx.ReadTx, fresh, stay, s.ID)
		if err != nil {
			return err
		}
		if err := place(tx, s.ID, cases, stay, added); err != nil {
			return err
		}
		return s.change(tx, gate.Row{})
	})
}

// place gives every case of a list its position: first what has been talked about, as it was, then the others as the list says.
func place(tx *gate.WriteTx, sittingID value.ID, cases []value.ID, stay []item, added []candidate) error {
	n := 0
	for _, x := range stay {
		if x.State == ToDo {
			continue
		}
		n++
		if x.Position != n {
			if err := move(tx, x, n); err != nil {
				return err
			}
		}
	}
	for _, c := range cases {
		if i := slices.IndexFunc(stay, func(x item) bool { return x.CaseID == c }); i >= 0 {
			if stay[i].State != ToDo {
				continue
			}
			n++
			if stay[i].Position != n {
				if err := move(tx, stay[i], n); err != nil {
					return err
				}
			}
			continue
		}
		i := slices.IndexFunc(added, func(x candidate) bool { return x.CaseID == c })
		n++
		if err := insertItem(tx, sittingID, added[i], n); err != nil {
			return err
		}
	}
	return nil
}
