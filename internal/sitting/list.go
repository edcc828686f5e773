package sitting

import (
	"context"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// ListQuery says which sittings to list.
type ListQuery struct {
	State string // "" every one
	Mine  bool   // only those to which the reader is called
	Past  bool   // only closed and cancelled ones; otherwise those that are still to come or open, the next one first
	After string // Page.Next of the page before
	Limit int    // 0: 50
}

// Line is one sitting in a list.
type Line struct {
	Sitting
	Items, Done, Members int
	Called               bool   // the reader is called
	Reply                string // the reader's
	Minutes              string
	ToApprove            bool // the reader is to approve the minutes
}

// Page is a part of the list.
type Page struct {
	Lines []Line
	Next  string
}

const listSQL = "SELECT " + sittingColumns + `,
	(SELECT COUNT(*) FROM sitting_item i WHERE i.zone = s.zone AND i.sitting_id = s.id AND i.state <> 'removed'),
	(SELECT COUNT(*) FROM sitting_item i WHERE i.zone = s.zone AND i.sitting_id = s.id AND i.state = 'decided'),
	(SELECT COUNT(*) FROM sitting_member m WHERE m.zone = s.zone AND m.sitting_id = s.id AND m.removed_at IS NULL),
	CASE WHEN me.id IS NULL THEN 0 ELSE 1 END, COALESCE(me.reply, ''), COALESCE(v.state, ''),
	CASE WHEN v.state = 'draft' AND EXISTS (SELECT 1 FROM sitting_attendance t WHERE t.zone = s.zone AND t.sitting_id = s.id AND t.account_id = $2)
		AND NOT EXISTS (SELECT 1 FROM minutes_approval a WHERE a.zone = v.zone AND a.minutes_id = v.id AND a.account_id = $2) THEN 1 ELSE 0 END
	FROM sitting s LEFT JOIN seat z ON z.zone = s.zone AND z.id = s.seat_id LEFT JOIN minutes v ON v.zone = s.zone AND v.sitting_id = s.id
	LEFT JOIN sitting_member me ON me.zone = s.zone AND me.sitting_id = s.id AND me.account_id = $2 AND me.removed_at IS NULL WHERE s.zone = $1`

func scanLine(r gate.Scanner) (l Line, err error) {
	var called, approve int
	err = r.Scan(append(l.Sitting.fields(), &l.Items, &l.Done, &l.Members, &called, &l.Reply, &l.Minutes, &approve)...)
	l.Called, l.ToApprove = called == 1, approve == 1
	return l, err
}

// List reads the sittings of the zone: those to come, the next one first, or the past ones, the newest first. All who work on cases may; the
// link of a sitting is only for those who are called, coordinator and secretary.
func (r *Room) List(ctx context.Context, who gate.Actor, q ListQuery) (p Page, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.SittingList, policy.Resource{Kind: policy.Sitting}); err != nil {
			return err
		}
		p, err = r.list(tx, q)
		return err
	})
	return p, err
}

func (r *Room) list(tx *gate.ReadTx, q ListQuery) (p Page, err error) {
	args := []any{tx.Zone(), string(tx.Who().Account)}
	query, states := listSQL, []string{Convened, Running}
	if q.Past {
		states = []string{Closed, Cancelled}
	}
	if q.State != "" {
		states = []string{q.State}
	}
	query += " AND s.state IN " + gate.Among(&args, states)
	if q.Mine {
		query += " AND me.id IS NOT NULL"
	}
	order, sign := " ORDER BY s.on_day, s.starts, s.id", ">"
	if q.Past {
		order, sign = " ORDER BY s.on_day DESC, s.starts DESC, s.id DESC", "<"
	}
	if q.After != "" {
		key := strings.Split(q.After, "_")
		if len(key) != 3 {
			return p, fault.New(fault.Invalid, text.CheckFields)
		}
		query += " AND (s.on_day, s.starts, s.id) " + sign + " " + gate.Among(&args, key)
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	p.Lines, err = gate.All(tx, query+order+" LIMIT "+gate.Among(&args, []int{q.Limit + 1}), args, scanLine)
	if err != nil {
		return Page{}, err
	}
	if len(p.Lines) > q.Limit {
		p.Lines = p.Lines[:q.Limit]
		last := p.Lines[q.Limit-1]
		p.Next = strings.Join([]string{last.OnDay.ISO(), last.Starts, string(last.ID)}, "_")
	}
	for i := range p.Lines {
		if l := &p.Lines[i]; !tx.May(policy.SittingRead, policy.Resource{Kind: policy.Sitting, ID: l.ID, Member: l.Called}) {
			l.Link, l.CancelledWhy = "", ""
		}
	}
	return p, nil
}

// Next is the next sitting to which the actor is called; false when there is
// none. It is a part of another page, which has decided.
func Next(tx *gate.ReadTx) (l Line, ok bool, err error) {
	all, err := gate.All(tx, listSQL+` AND s.state IN ('convened', 'open') AND me.id IS NOT NULL ORDER BY s.on_day, s.starts, s.id LIMIT 1`,
		[]any{tx.Zone(), string(tx.Who().Account)}, scanLine)
	if err != nil || len(all) == 0 {
		return Line{}, false, err
	}
	return all[0], true, nil
}

// CalledTo lists the sittings from a day on to which the actor is called and has not said no, those that were held too, at most limit. It is a
// part of something else, which has decided.
func CalledTo(tx *gate.ReadTx, from value.Date, limit int) ([]Line, error) {
	return gate.All(tx, listSQL+` AND s.state <> 'cancelled' AND me.id IS NOT NULL AND COALESCE(me.reply, '') <> 'no' AND s.on_day >= $3
		ORDER BY s.on_day, s.starts, s.id LIMIT $4`, []any{tx.Zone(), string(tx.Who().Account), from, limit}, scanLine)
}

// Hours are when a sitting begins and, by its agenda, is foreseen to end.
func (l Line) Hours(m *guideline.Model) (from, to value.Instant) {
	return l.begins(), l.begins().Add(lasts(l.Items, m.Sittings.MinutesAnItem))
}

// ToApprove lists the sittings whose minutes the actor is to approve. It is a part of another page, which has decided.
func ToApprove(tx *gate.ReadTx) ([]Line, error) {
	return gate.All(tx, listSQL+` AND v.state = 'draft' AND EXISTS (SELECT 1 FROM sitting_attendance t WHERE t.zone = s.zone AND t.sitting_id = s.id AND t.account_id = $2)
		AND NOT EXISTS (SELECT 1 FROM minutes_approval a WHERE a.zone = v.zone AND a.minutes_id = v.id AND a.account_id = $2) ORDER BY s.on_day, s.id LIMIT 20`,
		[]any{tx.Zone(), string(tx.Who().Account)}, scanLine)
}
