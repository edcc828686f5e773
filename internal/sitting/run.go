package sitting

import (
	"context"
	"slices"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Open opens a sitting that was convened; whoever opens it is there, if they are called. The coordinator and who writes the minutes may.
func (r *Room) Open(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.on(ctx, who, id, policy.SittingRun, func(tx *gate.WriteTx, s *standing) error {
		if s.State != Convened {
			return conflict(text.SittingNotConvened)
		}
		if err := s.begin(tx); err != nil {
			return err
		}
		if s.member(who.Account) == nil {
			return nil
		}
		return come(tx, s.ID, who.Account)
	})
}

func (s *standing) begin(tx *gate.WriteTx) error {
	s.State = Running
	return s.change(tx, gate.Row{"state": Running, "opened_at": tx.Now(), "opened_by": tx.Who().Account})
}

func come(tx *gate.WriteTx, sittingID, account value.ID) error {
	return tx.Insert("sitting_attendance", gate.Row{"id": value.NewID(), "sitting_id": sittingID, "account_id": account, "from_at": tx.Now(), "by_id": tx.Who().Account})
}

// Attend says who is there now, of those who are called: who was there and is no longer named has gone, who is named and was not there has
// come. The first attendance opens a sitting that was convened. The coordinator and who writes the minutes may.
func (r *Room) Attend(ctx context.Context, who gate.Actor, id value.ID, present []value.ID) error {
	return r.on(ctx, who, id, policy.SittingRun, func(tx *gate.WriteTx, s *standing) error {
		if s.State != Convened && s.State != Running {
			return conflict(text.SittingNotOpen)
		}
		for _, account := range present {
			if s.member(account) == nil {
				return invalid("present", text.SittingPresentUnknown)
			}
		}
		if s.State == Convened {
			if err := s.begin(tx); err != nil {
				return err
			}
		}
		for _, m := range s.Members {
			here := slices.Contains(present, m.AccountID)
			if here == m.Here {
				continue
			}
			var err error
			if here {
				err = come(tx, s.ID, m.AccountID)
			} else {
				err = leave(tx, s.ID, m.AccountID)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func leave(tx *gate.WriteTx, sittingID, account value.ID) error {
	var id value.ID
	err := tx.One("SELECT id FROM sitting_attendance WHERE zone = $1 AND sitting_id = $2 AND account_id = $3 AND until_at IS NULL",
		[]any{tx.Zone(), sittingID, account}, &id)
	if err != nil {
		return err
	}
	return tx.Update("sitting_attendance", id, gate.Row{"until_at": tx.Now()})
}

// Start begins to talk about a case; the one that was talked about waits again. A case that was put off can be taken up after all.
func (r *Room) Start(ctx context.Context, who gate.Actor, itemID value.ID) error {
	return r.onItem(ctx, who, itemID, policy.SittingRun, func(tx *gate.WriteTx, s agenda, x item) error {
		if err := running(s); err != nil {
			return err
		}
		if x.done() {
			return open(s, x)
		}
		if x.State == Now {
			return nil
		}
		if err := free(&tx.ReadTx, x); err != nil {
			return err
		}
		for _, y := range s.items {
			if y.State == Now {
				if err := changeItem(tx, y, gate.Row{"state": ToDo}); err != nil {
					return err
				}
			}
		}
		return begin(tx, x)
	})
}

const heldSQL = `SELECT c.number, s.number, s.on_day FROM sitting_item i JOIN sitting s ON s.zone = i.zone AND s.id = i.sitting_id
	JOIN case_file c ON c.zone = i.zone AND c.id = i.case_id
	WHERE i.zone = $1 AND i.case_id = $2 AND i.sitting_id <> $3 AND i.state IN ('to_do', 'now') AND s.state IN ('convened', 'open')`

// free refuses a case that was put off here and stands on the agenda of another sitting by now.
func free(tx *gate.ReadTx, x item) error {
	if x.State != Postponed {
		return nil
	}
	var number, sitting int
	var day value.Date
	err := tx.One(heldSQL, []any{tx.Zone(), x.CaseID, x.SittingID}, &number, &sitting, &day)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return conflict(text.SittingHeldElsewhere.With(number, sitting, day.Format()))
}

func begin(tx *gate.WriteTx, x item) error {
	set := gate.Row{"state": Now, "ended_at": nil}
	if x.StartedAt.IsZero() {
		set["started_at"] = tx.Now()
	}
	return changeItem(tx, x, set)
}

func running(s agenda) error {
	switch s.State {
	case Running:
		return nil
	case Closed:
		return conflict(text.SittingOver)
	}
	return conflict(text.SittingNotOpen)
}

// Postpone puts a case off: it comes first on the next agenda. If it was being talked about, the next one begins.
func (r *Room) Postpone(ctx context.Context, who gate.Actor, itemID value.ID) error {
	return r.onItem(ctx, who, itemID, policy.SittingRun, func(tx *gate.WriteTx, s agenda, x item) error {
		if err := running(s); err != nil {
			return err
		}
		switch x.State {
		case Decided:
			return open(s, x)
		case Postponed:
			return nil
		}
		if err := changeItem(tx, x, gate.Row{"state": Postponed, "ended_at": tx.Now()}); err != nil {
			return err
		}
		if x.State != Now {
			return nil
		}
		return next(tx, s, x)
	})
}

// next begins the first case after one that has ended, or before it, that is still to come.
func next(tx *gate.WriteTx, s agenda, after item) error {
	var first *item
	for i := range s.items {
		y := &s.items[i]
		switch {
		case y.ID == after.ID:
		case y.State == Now:
			return nil // somebody is talking about another one
		case y.State != ToDo:
		case y.Position > after.Position:
			return begin(tx, *y)
		case first == nil:
			first = y
		}
	}
	if first == nil {
		return nil
	}
	return begin(tx, *first)
}

// Close ends the sitting: who is there goes, cases that were not reached, and the one being talked about, are put off to the next agenda. What was
// written about them stays for the minutes. It fails with Conflict when nobody was ever there: nobody could approve the minutes.
func (r *Room) Close(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := loadAgenda(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.SittingRun, s.resource()); err != nil {
			return err
		}
		if err := running(s); err != nil {
			return err
		}
		if !slices.ContainsFunc(s.Members, Member.Attended) {
			return conflict(text.SittingNobodyThere)
		}
		for _, m := range s.Members {
			if m.Here {
				if err := leave(tx, s.ID, m.AccountID); err != nil {
					return err
				}
			}
		}
		for _, x := range s.items {
			if x.State == ToDo || x.State == Now {
				if err := changeItem(tx, x, gate.Row{"state": Postponed, "ended_at": tx.Now()}); err != nil {
					return err
				}
			}
		}
		if err := s.change(tx, gate.Row{"state": Closed, "closed_at": tx.Now(), "closed_by": who.Account}); err != nil {
			return err
		}
		return bump(tx, s.ID)
	})
}
