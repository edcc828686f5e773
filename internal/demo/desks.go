package demo

import (
	"context"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

var (
	moveWords = []string{"La persona ha chiesto qualche giorno in più.", "L'ufficio è chiuso quella settimana.", "Si aspetta il certificato."}
	handWords = []string{"Ha già un appuntamento con la persona.", "Segue la stessa famiglia."}
)

// putOff moves some of the steps that nobody has done yet, and hands one over to each of those who sign in first.
func (t *team) putOff(ctx context.Context, open []casefile.NextStep) error {
	yesterday := workday(t.today.AddDays(-1))
	moved, taken := 0, 0
	takers := []colleague{t.staff[policy.SocialWorker][0], t.staff[policy.EmploymentOfficer][0]}
	for i, s := range open {
		if s.WhoID == "" || s.MadeAt.Date().After(yesterday) {
			continue
		}
		who, moment := t.actor(t.who(s.WhoID)), gate.AsOf(ctx, t.moment(yesterday, 15, i%60))
		switch {
		case taken < len(takers) && s.WhoID != takers[0].id && s.WhoID != takers[1].id:
			if err := t.files.HandOverStep(moment, who, s.ID, takers[taken].id, handWords[taken]); err != nil {
				return err
			}
			taken++
		case moved < len(moveWords):
			to := workday(t.today.AddDays(5 + 3*moved))
			if to == s.DueOn {
				to = to.AddDays(-1)
			}
			if err := t.files.MoveStep(moment, who, s.ID, to, moveWords[moved]); err != nil {
				return err
			}
			moved++
		}
	}
	return nil
}

const (
	othersCaseSQL = `SELECT id, version, manager_id FROM case_file WHERE zone = $1 AND state = 'IN_ATTUAZIONE' AND manager_id IS NOT NULL AND manager_id <> $2 AND merged_into IS NULL
		AND NOT EXISTS (SELECT 1 FROM hand_over h WHERE h.zone = case_file.zone AND h.case_id = case_file.id AND h.answered_at IS NULL) ORDER BY number LIMIT 1`
	ownCaseSQL = `SELECT id, version, manager_id FROM case_file WHERE zone = $1 AND state = 'IN_ATTUAZIONE' AND manager_id = $2 AND merged_into IS NULL
		AND NOT EXISTS (SELECT 1 FROM case_file s WHERE s.zone = case_file.zone AND s.manager_id = $2 AND s.state = 'SOSPESA') ORDER BY state_on, number LIMIT 1 OFFSET 1`
)

// pass asks those who sign in first to take a colleague's case, and lets the second of their own cases rest when none does.
func (t *team) pass(ctx context.Context) error {
	moment := gate.AsOf(ctx, t.moment(workday(t.today.AddDays(-1)), 16, 30))
	for _, to := range []colleague{t.staff[policy.SocialWorker][0], t.staff[policy.EmploymentOfficer][0]} {
		err := t.oneCase(ctx, othersCaseSQL, to, func(id value.ID, version int, manager colleague) error {
			return t.files.AskHandOver(moment, t.actor(manager), id, casefile.Passing{Version: version, To: to.id, Reason: "Da lunedì lavoro in un'altra sede.", Stays: true})
		})
		if err != nil {
			return err
		}
		err = t.oneCase(ctx, ownCaseSQL, to, func(id value.ID, version int, manager colleague) error {
			return t.files.Suspend(moment, t.actor(manager), id, casefile.Resting{Version: version, SinceOn: workday(t.today.AddDays(-1)), ReviewOn: t.today.AddDays(21), Reason: "CURA_FAMILIARE"})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// oneCase gives the first case that a query finds for a colleague, if there is one.
func (t *team) oneCase(ctx context.Context, query string, of colleague, do func(id value.ID, version int, manager colleague) error) error {
	var id, manager value.ID
	version := 0
	err := t.g.Read(ctx, gate.System(t.Zone, "cli"), func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return tx.Each(query, []any{tx.Zone(), string(of.id)}, func(s gate.Scanner) error { return s.Scan(&id, &version, &manager) })
	})
	if err != nil || id == "" {
		return err
	}
	return do(id, version, t.who(manager))
}
