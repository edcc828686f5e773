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

// Call convenes a sitting with its members and agenda and invites the members. Coordinator and secretary may. It fails with Invalid by field
// (date, starts, place, link, members, agenda) and with Conflict when another sitting holds one of the cases.
func (r *Room) Call(ctx context.Context, who gate.Actor, in Calling) (id value.ID, err error) {
	id = value.NewID()
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.SittingCall, policy.Resource{Kind: policy.Sitting, ID: id}); err != nil {
			return err
		}
		members, err := r.checkCalling(&tx.ReadTx, &in, tx.Today())
		if err != nil {
			return err
		}
		cases, err := r.checkCases(&tx.ReadTx, in.Agenda, nil, id)
		if err != nil {
			return err
		}
		s := &standing{Sitting: in.sitting(id)}
		if err := insertSitting(tx, s); err != nil {
			return err
		}
		for _, m := range members {
			if err := insertMember(tx, id, m); err != nil {
				return err
			}
		}
		for i, c := range cases {
			if err := insertItem(tx, id, c, i+1); err != nil {
				return err
			}
		}
		s.Seat, err = seatName(&tx.ReadTx, s.SeatID)
		if err != nil {
			return err
		}
		return r.tell(tx, s, "sitting_called", len(cases), accountsOf(members))
	})
	return id, err
}

func (in Calling) sitting(id value.ID) Sitting {
	return Sitting{ID: id, OnDay: in.OnDay, Starts: in.Starts, SeatID: in.SeatID, Place: in.Place, Link: in.Link, State: Convened, CalledN: 1, Version: 1}
}

func insertSitting(tx *gate.WriteTx, s *standing) error {
	if err := tx.One("SELECT COALESCE(MAX(number), 0) + 1 FROM sitting WHERE zone = $1", []any{tx.Zone()}, &s.Number); err != nil {
		return err
	}
	row := gate.Row{"id": s.ID, "number": s.Number, "on_day": s.OnDay, "starts": s.Starts, "seat_id": s.SeatID, "state": s.State, "called_at": tx.Now(),
		"called_by": tx.Who().Account, "called_n": s.CalledN, "version": s.Version, "changed_at": tx.Now(), "changed_by": tx.Who().Account}
	row.SetText("place", s.Place)
	row.SetText("link", s.Link)
	if err := tx.Insert("sitting", row); err != nil {
		return err
	}
	return tx.Insert("sitting_tick", gate.Row{"id": s.ID, "n": 1})
}

func insertMember(tx *gate.WriteTx, sittingID value.ID, m Called) error {
	return tx.Insert("sitting_member", gate.Row{"id": value.NewID(), "sitting_id": sittingID, "account_id": m.AccountID, "part": m.Part,
		"recorder": m.Recorder, "called_at": tx.Now()})
}

// Change changes day, hour, place and members of a sitting that has not begun, and tells those whom it concerns; a new day or hour asks the
// members for their answer again. Of a sitting that is open only members can be added and the recorder changed. The agenda stays. It fails as
// Call does, and with Conflict when the form is older than the sitting.
func (r *Room) Change(ctx context.Context, who gate.Actor, id value.ID, version int, in Calling) error {
	return r.on(ctx, who, id, policy.SittingCall, func(tx *gate.WriteTx, s *standing) error {
		if err := s.fresh(version); err != nil {
			return err
		}
		switch s.State {
		case Running:
			in.OnDay, in.Starts, in.SeatID, in.Place, in.Link = s.OnDay, s.Starts, s.SeatID, s.Place, s.Link
			for _, m := range s.Members {
				if !slices.ContainsFunc(in.Members, func(c Called) bool { return c.AccountID == m.AccountID }) {
					in.Members = append(in.Members, Called{AccountID: m.AccountID, Part: m.Part})
				}
			}
		case Convened:
		default:
			return conflict(text.SittingNotConvened)
		}
		from := tx.Today()
		if s.State == Running || s.OnDay == in.OnDay {
			from = s.OnDay
		}
		members, err := r.checkCalling(&tx.ReadTx, &in, from)
		if err != nil {
			return err
		}
		return r.change(tx, s, in, members)
	})
}

func (r *Room) change(tx *gate.WriteTx, s *standing, in Calling, members []Called) error {
	moved := s.OnDay != in.OnDay || s.Starts != in.Starts
	elsewhere := s.SeatID != in.SeatID || s.Place != in.Place || s.Link != in.Link
	was := s.Sitting
	s.OnDay, s.Starts, s.SeatID, s.Place, s.Link = in.OnDay, in.Starts, in.SeatID, in.Place, in.Link
	s.CalledN++
	var err error
	if s.Seat, err = seatName(&tx.ReadTx, s.SeatID); err != nil {
		return err
	}
	set := gate.Row{"on_day": s.OnDay, "starts": s.Starts, "seat_id": s.SeatID, "place": nil, "link": nil, "called_n": s.CalledN}
	set.SetText("place", s.Place)
	set.SetText("link", s.Link)
	if err := s.change(tx, set); err != nil {
		return err
	}
	added, kept, gone, err := settleMembers(tx, s, members, moved)
	if err != nil {
		return err
	}
	n := 0
	if err := tx.One("SELECT COUNT(*) FROM sitting_item WHERE zone = $1 AND sitting_id = $2 AND state <> 'removed'", []any{tx.Zone(), s.ID}, &n); err != nil {
		return err
	}
	if err := r.tell(tx, s, "sitting_called", n, added); err != nil {
		return err
	}
	if moved || elsewhere {
		if err := r.tell(tx, s, "sitting_changed", n, kept); err != nil {
			return err
		}
	}
	was.CalledN = s.CalledN
	return r.tell(tx, &standing{Sitting: was}, "sitting_cancelled", n, gone)
}

// settleMembers brings the rows of the members to what the form says.
func settleMembers(tx *gate.WriteTx, s *standing, members []Called, moved bool) (added, kept, gone []value.ID, err error) {
	rows := map[value.ID]value.ID{}
	err = tx.Each("SELECT id, account_id FROM sitting_member WHERE zone = $1 AND sitting_id = $2 AND removed_at IS NULL", []any{tx.Zone(), s.ID},
		func(r gate.Scanner) error {
			var id, account value.ID
			err := r.Scan(&id, &account)
			rows[account] = id
			return err
		})
	if err != nil {
		return nil, nil, nil, err
	}
	for _, m := range members {
		row, there := rows[m.AccountID]
		if !there {
			added = append(added, m.AccountID)
			if err := insertMember(tx, s.ID, m); err != nil {
				return nil, nil, nil, err
			}
			continue
		}
		kept = append(kept, m.AccountID)
		delete(rows, m.AccountID)
		set := gate.Row{"part": m.Part, "recorder": m.Recorder}
		if moved {
			set["reply"], set["reply_at"], set["reply_why"] = nil, nil, nil
		}
		if err := tx.Update("sitting_member", row, set); err != nil {
			return nil, nil, nil, err
		}
	}
	for _, m := range s.Members {
		if row, left := rows[m.AccountID]; left {
			gone = append(gone, m.AccountID)
			if err := tx.Update("sitting_member", row, gate.Row{"removed_at": tx.Now(), "removed_by": tx.Who().Account}); err != nil {
				return nil, nil, nil, err
			}
		}
	}
	return added, kept, gone, nil
}

// Cancel calls a sitting off that has not begun, with a reason, and tells its members; its cases are free for another one. Coordinator and
// secretary may.
func (r *Room) Cancel(ctx context.Context, who gate.Actor, id value.ID, version int, why string) error {
	return r.on(ctx, who, id, policy.SittingCall, func(tx *gate.WriteTx, s *standing) error {
		if err := s.fresh(version); err != nil {
			return err
		}
		if s.State != Convened {
			return conflict(text.SittingNotConvened)
		}
		var c fault.Check
		needs(&c, "why", why, text.SittingWhyCancelled, MaxWhy)
		if err := c.Err(); err != nil {
			return err
		}
		s.CalledN++
		if err := s.change(tx, gate.Row{"state": Cancelled, "cancelled_why": why, "called_n": s.CalledN}); err != nil {
			return err
		}
		var all []value.ID
		for _, m := range s.Members {
			all = append(all, m.AccountID)
		}
		return r.tell(tx, s, "sitting_cancelled", 0, all)
	})
}

func seatName(tx *gate.ReadTx, id value.ID) (name string, err error) {
	if id == "" {
		return "", nil
	}
	return name, tx.One("SELECT name FROM seat WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &name)
}

func accountsOf(members []Called) (out []value.ID) {
	for _, m := range members {
		out = append(out, m.AccountID)
	}
	return out
}
