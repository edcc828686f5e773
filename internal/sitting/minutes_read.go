package sitting

import (
	"context"
	"encoding/json"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// minutesRow is the row of a sitting's minutes.
type minutesRow struct {
	ID, MadeBy         value.ID
	State, Digest, By  string
	head               []byte
	MadeAt, ApprovedAt value.Instant
}

func loadMinutes(tx *gate.ReadTx, sittingID value.ID) (m minutesRow, err error) {
	var given, family string
	err = tx.One(`SELECT m.id, m.made_by, m.state, m.digest, m.head, m.made_at, m.approved_at, COALESCE(a.given_name, ''), COALESCE(a.family_name, '')
		FROM minutes m LEFT JOIN account a ON a.zone = m.zone AND a.id = m.made_by WHERE m.zone = $1 AND m.sitting_id = $2`, []any{tx.Zone(), sittingID},
		&m.ID, &m.MadeBy, &m.State, &m.Digest, &m.head, &m.MadeAt, &m.ApprovedAt, &given, &family)
	m.By = strings.TrimSpace(given + " " + family)
	return m, err
}

// Minutes reads the minutes of a sitting. Coordinator, secretary and whoever is called may; of each case those alone who may read its extract,
// for the others only its number stands there. To who may read a part, a reason of a reserved section is shown only if they read that section.
func (r *Room) Minutes(ctx context.Context, who gate.Actor, id value.ID) (v MinutesView, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, err := loadAgenda(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.MinutesRead, s.resource()); err != nil {
			return err
		}
		v, err = r.minutes(tx, s, "")
		return err
	})
	return v, err
}

// Extract reads the minutes with the part of one case alone. Beside those called, who works on the case may.
func (r *Room) Extract(ctx context.Context, who gate.Actor, id, caseID value.ID) (v MinutesView, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		s, err := loadAgenda(tx, id)
		if err != nil {
			return err
		}
		m, err := loadMinutes(tx, s.ID)
		if err != nil {
			return err
		}
		parts, err := loadParts(tx, m.ID, s, caseID)
		if err != nil {
			return err
		}
		if len(parts) == 0 {
			return fault.Missing()
		}
		if err := tx.Decide(policy.MinutesExtract, parts[0].res); err != nil {
			return err
		}
		v, err = r.minutes(tx, s, caseID)
		return err
	})
	return v, err
}

// part is the row of one case's extract, with how the reader stands to it.
type part struct {
	MinutesPart
	person value.ID
	body   []byte
	res    policy.Resource
}

// partsSQL reads the parts with the number that the case had, and who works on it now: on the one into which it was merged, if it was.
const partsSQL = `SELECT p.id, p.item_id, p.case_id, p.person_id, p.position, p.body, p.digest, o.number, c.manager_id,
	COALESCE((SELECT t.justice FROM case_member t WHERE t.zone = c.zone AND t.case_id = c.id AND t.account_id = $3 AND t.until_at IS NULL), -1)
	FROM minutes_part p JOIN case_file o ON o.zone = p.zone AND o.id = p.case_id
	JOIN case_file c ON c.zone = o.zone AND c.id = COALESCE(o.merged_into, o.id) WHERE p.zone = $1 AND p.minutes_id = $2`

func loadParts(tx *gate.ReadTx, minutes value.ID, s agenda, caseID value.ID) ([]part, error) {
	me := tx.Who().Account
	args, query := []any{tx.Zone(), minutes, string(me)}, partsSQL
	if caseID != "" {
		args, query = append(args, caseID), query+" AND p.case_id = $4"
	}
	return gate.All(tx, query+" ORDER BY p.position, p.id", args, func(r gate.Scanner) (p part, err error) {
		var manager value.ID
		var team int
		err = r.Scan(&p.ID, &p.ItemID, &p.CaseID, &p.person, &p.Position, &p.body, &p.Digest, &p.CaseNumber, &manager, &team)
		x, _ := find(s.items, p.ItemID)
		p.res = s.about(x)
		p.res.CaseManager, p.res.CaseTeam, p.res.Justice = me != "" && manager == me, team >= 0, team == 1
		return p, err
	})
}

// minutes reads the head and the parts that the reader may read, in a number of queries that does not depend on how many there are.
func (r *Room) minutes(tx *gate.ReadTx, s agenda, caseID value.ID) (v MinutesView, err error) {
	m, err := loadMinutes(tx, s.ID)
	if err != nil {
		return v, err
	}
	v = MinutesView{ID: m.ID, State: m.State, Digest: m.Digest, MadeAt: m.MadeAt, MadeBy: m.By, ApprovedAt: m.ApprovedAt}
	head, err := tx.OpenZone("minutes", m.ID, "head", m.head)
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(head, &v.Head); err != nil {
		return v, fault.Wrap(err, "minutes")
	}
	rows, err := loadParts(tx, m.ID, s, caseID)
	if err != nil {
		return v, err
	}
	open, err := r.openParts(tx, rows, &v)
	if err != nil {
		return v, err
	}
	if v.Approvals, err = approvals(tx, s.ID, m.ID); err != nil {
		return v, err
	}
	if err := additions(tx, rows, &v, open); err != nil {
		return v, err
	}
	mine := false
	for _, a := range v.Approvals {
		mine = mine || a.AccountID == tx.Who().Account && !a.At.IsZero()
	}
	v.MayApprove = v.State == MinutesDraft && !mine && tx.May(policy.MinutesApprove, s.resource())
	v.MayAdd = v.State == MinutesApproved && tx.May(policy.MinutesAdd, s.resource())
	return v, nil
}

func (r *Room) openParts(tx *gate.ReadTx, rows []part, v *MinutesView) (opener, error) {
	var people []value.ID
	for i := range rows {
		rows[i].Hidden = !tx.May(policy.MinutesExtract, rows[i].res)
		if !rows[i].Hidden {
			people = append(people, rows[i].person)
		}
	}
	open, err := tx.Openers(people)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		p := &rows[i]
		if p.Hidden {
			v.Parts = append(v.Parts, MinutesPart{ID: p.ID, ItemID: p.ItemID, Position: p.Position, CaseNumber: p.CaseNumber, Digest: p.Digest, Hidden: true})
			continue
		}
		plain, err := open(p.person, "minutes_part", p.ID, "body", p.body)
		if err != nil {
			return nil, err
		}
		shown := p.MinutesPart
		if err := json.Unmarshal([]byte(plain), &shown); err != nil {
			return nil, fault.Wrap(err, "minutes")
		}
		r.hideReasons(&shown.Suspension, &shown.Closure, r.sees(tx, p.res))
		v.Parts = append(v.Parts, shown)
	}
	return open, nil
}

func additions(tx *gate.ReadTx, rows []part, v *MinutesView, open opener) error {
	return tx.Each(`SELECT d.id, d.part_id, d.body, d.at, COALESCE(a.given_name, ''), COALESCE(a.family_name, '') FROM minutes_addition d
		LEFT JOIN account a ON a.zone = d.zone AND a.id = d.by_id WHERE d.zone = $1 AND d.minutes_id = $2 ORDER BY d.at, d.id`, []any{tx.Zone(), v.ID},
		func(s gate.Scanner) error {
			var x Addition
			var of value.ID
			var body []byte
			var given, family string
			if err := s.Scan(&x.ID, &of, &body, &x.At, &given, &family); err != nil {
				return err
			}
			x.By = strings.TrimSpace(given + " " + family)
			if of == "" {
				plain, err := tx.OpenZone("minutes_addition", x.ID, "body", body)
				x.Text = string(plain)
				v.Additions = append(v.Additions, x)
				return err
			}
			for i := range v.Parts {
				if v.Parts[i].ID != of || v.Parts[i].Hidden {
					continue
				}
				var err error
				if x.Text, err = open(rows[i].person, "minutes_addition", x.ID, "body", body); err != nil {
					return err
				}
				v.Parts[i].Additions = append(v.Parts[i].Additions, x)
			}
			return nil
		})
}
