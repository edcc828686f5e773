package sitting

import (
	"context"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// standing is a sitting with its members and attendance, as commands need it.
type standing struct {
	Sitting
	Members   []Member
	changedBy string
	changedAt value.Instant
	me        value.ID
}

const sittingColumns = `s.id, s.number, s.on_day, s.starts, s.seat_id, COALESCE(z.name, ''), COALESCE(s.place, ''), COALESCE(s.link, ''), s.state, s.called_at,
	s.called_by, s.called_n, s.opened_at, s.closed_at, COALESCE(s.cancelled_why, ''), s.version`

const sittingSQL = "SELECT " + sittingColumns + `, s.changed_at, COALESCE(h.given_name, ''), COALESCE(h.family_name, '') FROM sitting s
	LEFT JOIN seat z ON z.zone = s.zone AND z.id = s.seat_id LEFT JOIN account h ON h.zone = s.zone AND h.id = s.changed_by
	WHERE s.zone = $1 AND s.id = $2`

// fields are where a row of sittingColumns goes.
func (s *Sitting) fields() []any {
	return []any{&s.ID, &s.Number, &s.OnDay, &s.Starts, &s.SeatID, &s.Seat, &s.Place, &s.Link, &s.State, &s.CalledAt, &s.CalledBy, &s.CalledN, &s.OpenedAt,
		&s.ClosedAt, &s.CancelledWhy, &s.Version}
}

const membersSQL = `SELECT m.account_id, a.given_name, a.family_name, m.part, m.recorder, m.called_at, COALESCE(m.reply, ''), m.reply_at, COALESCE(m.reply_why, '')
	FROM sitting_member m JOIN account a ON a.zone = m.zone AND a.id = m.account_id
	WHERE m.zone = $1 AND m.sitting_id = $2 AND m.removed_at IS NULL ORDER BY m.called_at, a.family_name, a.given_name, m.id`

const attendanceSQL = "SELECT account_id, from_at, until_at FROM sitting_attendance WHERE zone = $1 AND sitting_id = $2 ORDER BY from_at, id"

// load reads a sitting with its members and attendance, in three queries. It decides nothing.
func load(tx *gate.ReadTx, id value.ID) (*standing, error) {
	s := &standing{me: tx.Who().Account}
	var given, family string
	if err := tx.One(sittingSQL, []any{tx.Zone(), id}, append(s.fields(), &s.changedAt, &given, &family)...); err != nil {
		return nil, err
	}
	s.changedBy = strings.TrimSpace(given + " " + family)
	var err error
	if s.Members, err = gate.All(tx, membersSQL, []any{tx.Zone(), id}, scanMember); err != nil {
		return nil, err
	}
	return s, tx.Each(attendanceSQL, []any{tx.Zone(), id}, func(r gate.Scanner) error {
		var account value.ID
		var t Span
		if err := r.Scan(&account, &t.From, &t.Until); err != nil {
			return err
		}
		if m := s.member(account); m != nil {
			m.Times, m.Here = append(m.Times, t), m.Here || t.Until.IsZero()
		}
		return nil
	})
}

func scanMember(r gate.Scanner) (m Member, err error) {
	var given, family string
	var recorder int
	err = r.Scan(&m.AccountID, &given, &family, &m.Part, &recorder, &m.CalledAt, &m.Reply, &m.ReplyAt, &m.ReplyWhy)
	m.Name, m.Recorder = strings.TrimSpace(given+" "+family), recorder == 1
	return m, err
}

func (s *standing) member(account value.ID) *Member {
	for i := range s.Members {
		if s.Members[i].AccountID == account && account != "" {
			return &s.Members[i]
		}
	}
	return nil
}

// resource is how the actor stands to the sitting.
func (s *standing) resource() policy.Resource {
	res := policy.Resource{Kind: policy.Sitting, ID: s.ID}
	if m := s.member(s.me); m != nil {
		res.Member, res.Recorder, res.Present = true, m.Recorder, m.Here
		if s.State == Closed {
			res.Present = m.Attended()
		}
	}
	return res
}

// about is how the actor stands to one case of the sitting.
func (s *standing) about(x item) policy.Resource {
	res := s.resource()
	res.Kind, res.ID, res.Out = policy.Item, x.ID, x.out(s.me)
	return res
}

// on runs a command on one sitting: it loads it, decides the action on it and gives it to do; afterwards everybody who watches is told.
func (r *Room) on(ctx context.Context, who gate.Actor, id value.ID, a policy.Action, do func(tx *gate.WriteTx, s *standing) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := load(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(a, s.resource()); err != nil {
			return err
		}
		if err := do(tx, s); err != nil {
			return err
		}
		return bump(tx, s.ID)
	})
}

// bump moves the number that says that something of the sitting has changed.
func bump(tx *gate.WriteTx, id value.ID) error {
	n, err := tickOf(&tx.ReadTx, id)
	if err != nil {
		return err
	}
	return tx.Update("sitting_tick", id, gate.Row{"n": n + 1})
}

func tickOf(tx *gate.ReadTx, id value.ID) (n int64, err error) {
	return n, tx.One("SELECT n FROM sitting_tick WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &n)
}

// change sets columns of the sitting and counts its version up.
func (s *standing) change(tx *gate.WriteTx, set gate.Row) error {
	s.Version++
	set["version"], set["changed_at"], set["changed_by"] = s.Version, tx.Now(), tx.Who().Account
	return tx.Update("sitting", s.ID, set)
}

// fresh refuses a form that was made before the last change, saying whose it was; version 0 is a form that cannot know it.
func (s *standing) fresh(version int) error {
	if version == 0 || version == s.Version {
		return nil
	}
	return savedBefore(s.changedBy, s.changedAt)
}

func savedBefore(name string, at value.Instant) error {
	if name == "" {
		return fault.New(fault.Conflict, text.SittingSavedMeanwhile.With(at.Clock()))
	}
	return fault.New(fault.Conflict, text.SittingSavedByOther.With(name, at.Clock()))
}

func conflict(t text.T) error { return fault.New(fault.Conflict, t) }

func invalid(field string, t text.T) error {
	var c fault.Check
	c.Add(field, t)
	return c.Err()
}
