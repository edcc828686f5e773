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

// approvalsSQL reads everybody who was there and can still sign in, with when they approved.
const approvalsSQL = `SELECT a.id, a.given_name, a.family_name, v.at FROM account a
	LEFT JOIN minutes_approval v ON v.zone = a.zone AND v.minutes_id = $3 AND v.account_id = a.id
	WHERE a.zone = $1 AND (a.disabled_at IS NULL OR v.at IS NOT NULL)
	AND EXISTS (SELECT 1 FROM sitting_attendance t WHERE t.zone = a.zone AND t.sitting_id = $2 AND t.account_id = a.id) ORDER BY a.family_name, a.given_name, a.id`

func approvals(tx *gate.ReadTx, sittingID, minutes value.ID) ([]Approval, error) {
	return gate.All(tx, approvalsSQL, []any{tx.Zone(), sittingID, minutes}, func(s gate.Scanner) (a Approval, err error) {
		var given, family string
		err = s.Scan(&a.AccountID, &given, &family, &a.At)
		a.Name = strings.TrimSpace(given + " " + family)
		return a, err
	})
}

// Approve approves the minutes, for whoever was there; to anybody else they are missing. When everybody who was there has, they are approved: from
// then on nothing of them changes, and what is missing is added. An account that was disabled since is not waited for.
func (r *Room) Approve(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.on(ctx, who, id, policy.MinutesApprove, func(tx *gate.WriteTx, s *standing) error {
		m, err := loadMinutes(&tx.ReadTx, s.ID)
		if fault.Is(err, fault.NotFound) {
			return conflict(text.SittingMinutesNone)
		}
		if err != nil {
			return err
		}
		all, err := approvals(&tx.ReadTx, s.ID, m.ID)
		if err != nil {
			return err
		}
		left := 0
		for _, a := range all {
			switch {
			case a.AccountID == who.Account && !a.At.IsZero():
				return conflict(text.SittingApprovedAlready)
			case a.AccountID != who.Account && a.At.IsZero():
				left++
			}
		}
		err = tx.Insert("minutes_approval", gate.Row{"id": value.NewID(), "minutes_id": m.ID, "account_id": who.Account, "at": tx.Now()})
		if err != nil || left > 0 || m.State == MinutesApproved {
			return err
		}
		return tx.Update("minutes", m.ID, gate.Row{"state": MinutesApproved, "approved_at": tx.Now()})
	})
}

// Add adds to approved minutes: to the extract of one case, or with an absent itemID to the head. The coordinator may, and who wrote the minutes;
// to the extract of a case nobody who has stepped out of it.
func (r *Room) Add(ctx context.Context, who gate.Actor, id, itemID value.ID, words string) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		s, err := loadAgenda(&tx.ReadTx, id)
		if err != nil {
			return err
		}
		res := s.resource()
		x, named := find(s.items, itemID)
		if named {
			res = s.about(x)
		}
		if err := tx.Decide(policy.MinutesAdd, res); err != nil {
			return err
		}
		if res.Out || itemID != "" && !named {
			return fault.Missing()
		}
		m, err := loadMinutes(&tx.ReadTx, s.ID)
		if err != nil {
			return err
		}
		if m.State != MinutesApproved {
			return conflict(text.SittingNotApproved)
		}
		var c fault.Check
		needs(&c, "text", words, text.SittingAddition, MaxText)
		if err := c.Err(); err != nil {
			return err
		}
		if err := addition(tx, m.ID, itemID, strings.TrimSpace(words)); err != nil {
			return err
		}
		return bump(tx, s.ID)
	})
}

func addition(tx *gate.WriteTx, minutes, itemID value.ID, words string) error {
	id := value.NewID()
	row := gate.Row{"id": id, "minutes_id": minutes, "at": tx.Now(), "by_id": tx.Who().Account}
	if itemID == "" {
		body, err := tx.SealZone("minutes_addition", id, "body", []byte(words))
		if err != nil {
			return err
		}
		row["body"] = body
		return tx.Insert("minutes_addition", row)
	}
	var part, person value.ID
	err := tx.One("SELECT id, person_id FROM minutes_part WHERE zone = $1 AND minutes_id = $2 AND item_id = $3", []any{tx.Zone(), minutes, itemID}, &part, &person)
	if err != nil {
		return err
	}
	row["part_id"] = part
	if row["body"], err = tx.Seal(person, "minutes_addition", id, "body", words); err != nil {
		return err
	}
	return tx.Insert("minutes_addition", row)
}
