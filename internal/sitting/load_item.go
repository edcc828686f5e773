package sitting

import (
	"context"
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// item is one case of the agenda, as commands need it.
type item struct {
	ID, SittingID, CaseID, EpisodeID value.ID
	Position                         int
	Why, Urgency, HeldState, State   string
	WaitsFrom                        value.Date
	StartedAt, EndedAt               value.Instant
	Version                          int
	changedBy                        string
	changedAt                        value.Instant
	outs                             []Outed
}

const itemsSQL = `SELECT i.id, i.sitting_id, i.case_id, i.episode_id, i.position, i.why, COALESCE(i.urgency, ''), i.held_state, i.state, i.waits_from, i.started_at,
	i.ended_at, i.version, i.changed_at, COALESCE(h.given_name, ''), COALESCE(h.family_name, '') FROM sitting_item i
	LEFT JOIN account h ON h.zone = i.zone AND h.id = i.changed_by WHERE i.zone = $1 AND i.sitting_id = $2 AND i.state <> 'removed' ORDER BY i.position, i.id`

const outsSQL = `SELECT o.item_id, o.account_id, a.given_name, a.family_name, o.why, o.at, o.back_at FROM sitting_out o
	JOIN sitting_item i ON i.zone = o.zone AND i.id = o.item_id JOIN account a ON a.zone = o.zone AND a.id = o.account_id
	WHERE o.zone = $1 AND i.sitting_id = $2 ORDER BY o.at, o.id`

// items reads the agenda with who has stepped out of what, in two queries.
func items(tx *gate.ReadTx, sittingID value.ID) ([]item, error) {
	all, err := gate.All(tx, itemsSQL, []any{tx.Zone(), sittingID}, func(r gate.Scanner) (x item, err error) {
		var given, family string
		err = r.Scan(&x.ID, &x.SittingID, &x.CaseID, &x.EpisodeID, &x.Position, &x.Why, &x.Urgency, &x.HeldState, &x.State, &x.WaitsFrom, &x.StartedAt,
			&x.EndedAt, &x.Version, &x.changedAt, &given, &family)
		x.changedBy = strings.TrimSpace(given + " " + family)
		return x, err
	})
	if err != nil {
		return nil, err
	}
	return all, tx.Each(outsSQL, []any{tx.Zone(), sittingID}, func(r gate.Scanner) error {
		var of value.ID
		var given, family string
		var o Outed
		if err := r.Scan(&of, &o.AccountID, &given, &family, &o.Why, &o.From, &o.Until); err != nil {
			return err
		}
		o.Name = strings.TrimSpace(given + " " + family)
		if i := slices.IndexFunc(all, func(x item) bool { return x.ID == of }); i >= 0 {
			all[i].outs = append(all[i].outs, o)
		}
		return nil
	})
}

// out tells whether somebody is out of the case now.
func (x item) out(account value.ID) bool {
	return slices.ContainsFunc(x.outs, func(o Outed) bool { return o.AccountID == account && o.Until.IsZero() })
}

func (x item) done() bool { return x.State == Decided }

func find(all []item, id value.ID) (item, bool) {
	i := slices.IndexFunc(all, func(x item) bool { return x.ID == id })
	if i < 0 {
		return item{}, false
	}
	return all[i], true
}

// sittingOf is the sitting on whose agenda an item stands.
func sittingOf(tx *gate.ReadTx, itemID value.ID) (id value.ID, err error) {
	return id, tx.One("SELECT sitting_id FROM sitting_item WHERE zone = $1 AND id = $2", []any{tx.Zone(), itemID}, &id)
}

// agenda is a sitting with its items.
type agenda struct {
	*standing
	items []item
}

// onItem runs a command on one case of a sitting.
func (r *Room) onItem(ctx context.Context, who gate.Actor, itemID value.ID, a policy.Action, do func(tx *gate.WriteTx, s agenda, x item) error) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, x, err := loadItem(&tx.ReadTx, itemID)
		if err != nil {
			return err
		}
		if err := tx.Decide(a, s.about(x)); err != nil {
			return err
		}
		if err := do(tx, s, x); err != nil {
			return err
		}
		return bump(tx, s.ID)
	})
}

// loadItem reads one case of a sitting with the whole of it, in six queries. It decides nothing.
func loadItem(tx *gate.ReadTx, itemID value.ID) (agenda, item, error) {
	id, err := sittingOf(tx, itemID)
	if err != nil {
		return agenda{}, item{}, err
	}
	s, err := loadAgenda(tx, id)
	if err != nil {
		return agenda{}, item{}, err
	}
	x, ok := find(s.items, itemID)
	if !ok {
		return agenda{}, item{}, fault.Missing()
	}
	return s, x, nil
}

func loadAgenda(tx *gate.ReadTx, id value.ID) (agenda, error) {
	s, err := load(tx, id)
	if err != nil {
		return agenda{}, err
	}
	all, err := items(tx, id)
	return agenda{s, all}, err
}

// changeItem sets columns of an item and counts its version up.
func changeItem(tx *gate.WriteTx, x item, set gate.Row) error {
	set["version"], set["changed_at"], set["changed_by"] = x.Version+1, tx.Now(), tx.Who().Account
	return tx.Update("sitting_item", x.ID, set)
}
