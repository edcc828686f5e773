package exchange

import (
	"context"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Upload keeps a list with its words, sealed, and the mapping that is proposed for it. Nothing of it is judged yet. Who may run an import
// may; a file that cannot be read is a *sheet.Problem.
func (r *Room) Upload(ctx context.Context, who gate.Actor, o ImportOptions) (id value.ID, err error) {
	table, err := r.readTable(o)
	if err != nil {
		return "", err
	}
	id = value.NewID()
	digest := fileDigest(o)
	return id, r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
			return err
		}
		x, remembered, err := r.mappingFor(&tx.ReadTx, headings(table))
		if err != nil {
			return err
		}
		l := newList(table, o, x)
		l.Layout.Remembered = remembered
		l.ID, l.State, l.Counts.Lines = id, stateRead, len(l.rows)
		if err := insertImport(tx, l.Import, digest); err != nil {
			return err
		}
		for _, row := range l.rows {
			if err := insertLine(tx, id, row.Row); err != nil {
				return err
			}
		}
		return nil
	})
}

// open loads an import for a command that changes it, and refuses one that has gone beyond the states given.
func (r *Room) open(tx *gate.WriteTx, id value.ID, in ...string) (Import, error) {
	if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
		return Import{}, err
	}
	x, err := loadImport(&tx.ReadTx, id)
	if err == nil && !slices.Contains(in, x.State) {
		err = fault.New(fault.Conflict, text.ImportMovedOn)
	}
	return x, err
}

// Check keeps the mapping, for this list and for the next one with the same headings, and judges every line beside the request. Who may
// run an import may; a mapping with which nothing could come in is a fault of kind Invalid, an import that is in already a Conflict.
func (r *Room) Check(ctx context.Context, who gate.Actor, id value.ID, m Mapping) (*work, error) {
	if err := m.check(r.m); err != nil {
		return nil, err
	}
	var x Import
	err := r.g.Write(ctx, who, func(tx *gate.WriteTx) (err error) {
		if x, err = r.open(tx, id, stateRead, stateChecked); err != nil {
			return err
		}
		if err := rememberMapping(tx, x.Layout.Heads, m); err != nil {
			return err
		}
		return tx.Update("import", id, gate.Row{"mapping": asJSON(m)})
	})
	if err != nil {
		return nil, err
	}
	return r.start(ctx, who, x, stepCheck, func(ctx context.Context, w *work) error {
		return r.g.Write(ctx, who, func(tx *gate.WriteTx) error { return r.checkNow(tx, id, w.tell) })
	})
}

// checkNow judges the lines and keeps what was found.
func (r *Room) checkNow(tx *gate.WriteTx, id value.ID, tell func(done, total int)) error {
	l := list{}
	var err error
	if l.Import, err = r.open(tx, id, stateRead, stateChecked); err != nil {
		return err
	}
	if l.rows, err = loadLines(&tx.ReadTx, id, " ORDER BY l.line"); err != nil {
		return err
	}
	if err := r.judge(&tx.ReadTx, &l); err != nil {
		return err
	}
	for i := range l.verdicts {
		v := &l.verdicts[i]
		row, err := verdictRow(tx, l.rows[i].ID, v, "")
		if err == nil {
			err = tx.Update("import_line", l.rows[i].ID, row)
		}
		if err != nil {
			return err
		}
		tell(i+1, len(l.verdicts))
	}
	return tx.Update("import", id, gate.Row{"state": stateChecked, "counts": asJSON(countsOf(l.verdicts))})
}

// Confirm takes in every good line, in one transaction beside the request: all of them or none. Each is judged once more against the
// archive as it is then. Who may run an import may; an import that is in already is a fault of kind Conflict.
func (r *Room) Confirm(ctx context.Context, who gate.Actor, id value.ID) (*work, error) {
	var x Import
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.ImportRun, whole(id)); err != nil {
			return err
		}
		if x, err = loadImport(tx, id); err == nil && x.State != stateChecked {
			err = fault.New(fault.Conflict, text.ImportMovedOn)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return r.start(ctx, who, x, stepTake, func(ctx context.Context, w *work) error {
		return r.g.Write(ctx, who, func(tx *gate.WriteTx) error { return r.confirmNow(tx, id, w.tell) })
	})
}

func (r *Room) confirmNow(tx *gate.WriteTx, id value.ID, tell func(done, total int)) error {
	l := list{}
	var err error
	if l.Import, err = r.open(tx, id, stateChecked); err != nil {
		return err
	}
	if l.rows, err = loadLines(&tx.ReadTx, id, " ORDER BY l.line"); err != nil {
		return err
	}
	if err := r.judge(&tx.ReadTx, &l); err != nil {
		return err
	}
	if err := r.takeAll(tx, &l, tell); err != nil {
		return err
	}
	return tx.Update("import", id, gate.Row{"state": stateDone, "counts": asJSON(countsOf(l.verdicts)), "finished_at": tx.Now()})
}

// Settle keeps what somebody chose for doubtful lines of an import. Before the import is confirmed the lines are judged anew; after it,
// those that the choice has made good come in at once. Who may run an import may; a line that is in already, or is none of this import,
// is left alone.
func (r *Room) Settle(ctx context.Context, who gate.Actor, id value.ID, chosen map[value.ID]Choice) (in int, err error) {
	return in, r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		in = 0
		x, err := r.open(tx, id, stateChecked, stateDone)
		if err != nil {
			return err
		}
		l := list{Import: x}
		all, err := loadLines(&tx.ReadTx, id, " ORDER BY l.line")
		if err != nil {
			return err
		}
		settled := 0
		for i := range all {
			c, asked := chosen[all[i].ID]
			asked = asked && !all[i].In() && all[i].Result == Doubtful
			if asked {
				settled++
				all[i].Choice = all[i].Choice.and(c)
				if err := tx.Update("import_line", all[i].ID, gate.Row{"choice": string(all[i].Choice), "settled_at": tx.Now(), "settled_by": who.Account}); err != nil {
					return err
				}
			}
			if asked || x.State == stateChecked {
				l.rows = append(l.rows, all[i])
			}
		}
		if settled == 0 {
			return nil
		}
		if err := r.judge(&tx.ReadTx, &l); err != nil {
			return err
		}
		if x.State == stateDone {
			in = countsOf(l.verdicts).Entering() + countsOf(l.verdicts).Same
			if err := r.takeAll(tx, &l, func(int, int) {}); err != nil {
				return err
			}
		} else if err := r.keepChanged(tx, &l); err != nil {
			return err
		}
		return recount(tx, id)
	})
}

// keepChanged keeps the verdicts that a choice has changed.
func (r *Room) keepChanged(tx *gate.WriteTx, l *list) error {
	for i := range l.verdicts {
		v, was := &l.verdicts[i], l.rows[i]
		if v.Result == was.Result && v.Reason == was.Reason && slices.EqualFunc(v.Remarks, was.Said.Remarks, sameRemark) {
			continue
		}
		row, err := verdictRow(tx, was.ID, v, "")
		if err == nil {
			err = tx.Update("import_line", was.ID, row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func sameRemark(a, b Remark) bool {
	return a.Code == b.Code && a.Column == b.Column && slices.Equal(a.Args, b.Args)
}

// recount counts the lines of an import anew.
func recount(tx *gate.WriteTx, id value.ID) error {
	var c Counts
	err := tx.Each(countsSQL, []any{tx.Zone(), id}, func(s gate.Scanner) error {
		var result Result
		var n int
		err := s.Scan(&result, &n)
		for range n {
			c.add(result)
		}
		return err
	})
	if err != nil {
		return err
	}
	return tx.Update("import", id, gate.Row{"counts": asJSON(c)})
}

// Withdraw puts an import aside that has not come in. Who may run an import may.
func (r *Room) Withdraw(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if _, err := r.open(tx, id, stateRead, stateChecked); err != nil {
			return err
		}
		return tx.Update("import", id, gate.Row{"state": stateWithdrawn, "finished_at": tx.Now()})
	})
}
