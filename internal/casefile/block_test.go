package casefile_test

import (
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

func TestACaseOpensInAnyStateWithTheRowsBehindIt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for state, counts := range map[string][2]int{"SEGNALATA": {0, 0}, "IN_ATTUAZIONE": {0, 0}, "SOSPESA": {1, 0}, "CHIUSA": {0, 1}, "RINVIATA": {0, 0}, "FOLLOW_UP": {0, 1}} {
			id := w.open(t, casefile.Opening{State: state, ManagerID: w.elena.Account, NextOn: value.MustDate("2026-12-03"), NextWhat: "colloquio"})
			c, res := w.facts(t, w.elena, id)
			if c.State != state || c.Manager != "Elena Prova" || !res.CaseManager || res.CaseTeam || res.Glass || c.NextWhat != "colloquio" || c.Person.Name() != "Samira Provini" {
				t.Errorf("%s: %+v %+v", state, c, res)
			}
			if (c.Suspension != nil) != (state == "SOSPESA") || (c.ReviewOn.ISO() == "2026-06-10") != (state == "SOSPESA") {
				t.Errorf("%s: suspension %+v, review %s", state, c.Suspension, c.ReviewOn)
			}
			got := [2]int{w.number(t, "SELECT COUNT(*) FROM suspension WHERE zone = $1 AND case_id = $2", id), w.number(t, "SELECT COUNT(*) FROM closure WHERE zone = $1 AND case_id = $2", id)}
			if got != counts {
				t.Errorf("%s: suspensions and closures %v, want %v", state, got, counts)
			}
		}
		w.whole(t)
	})
}

func TestOnePersonHasOneCaseFile(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		p := w.person(t, "Samira", "Provini", "")
		w.open(t, casefile.Opening{PersonID: p})
		err := w.Write(ctx, gate.System("valdinievole", "cli"), func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
				return err
			}
			_, _, err := casefile.Open(tx, casefile.Opening{PersonID: p, State: "SEGNALATA", OpenedOn: tx.Today()})
			return err
		})
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("second case file: %v", err)
		}
	})
}

func TestHistoryIsWrittenWithItsOwnDatesAndAuthor(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, casefile.Opening{ManagerID: w.elena.Account})
		at := value.MustDate("2026-04-02").At(10, 30)
		s := casefile.Stamp{At: at, By: w.elena.Account}
		w.write(t, gate.System("valdinievole", "cli"), policy.CaseMove, func(tx *gate.WriteTx) error {
			if err := casefile.SetState(tx, casefile.StateSet{CaseID: id, To: "IN_PROGETTAZIONE", On: value.MustDate("2026-04-01"), Stamp: s}); err != nil {
				return err
			}
			if _, err := casefile.AddNote(tx, casefile.NewNote{CaseID: id, Section: policy.Health, On: value.MustDate("2026-04-03"), Text: "segreto", Source: "program",
				Author: w.lucia.Account, AuthorRole: "health_worker", Stamp: s}); err != nil {
				return err
			}
			if err := casefile.AddMember(tx, casefile.Joining{CaseID: id, AccountID: w.paolo.Account, Stamp: s}); err != nil {
				return err
			}
			if err := casefile.Suspend(tx, casefile.Suspending{CaseID: id, SinceOn: value.MustDate("2026-05-01"), Reason: "SALUTE", Note: "ricovero", Stamp: s}); err != nil {
				return err
			}
			if err := casefile.Resume(tx, casefile.Resuming{CaseID: id, On: value.MustDate("2026-06-01"), Stamp: s}); err != nil {
				return err
			}
			if err := casefile.SetNext(tx, casefile.NextSet{CaseID: id, On: value.MustDate("2026-07-01"), What: "firma", Stamp: s}); err != nil {
				return err
			}
			if err := casefile.CloseEpisode(tx, casefile.Closing{CaseID: id, On: value.MustDate("2026-09-01"), Reason: "LAVORO", Outcomes: []string{"LAVORO_USCITA"}, Stamp: s}); err != nil {
				return err
			}
			_, err := casefile.Reopen(tx, casefile.Reopening{CaseID: id, On: value.MustDate("2026-10-01"), Stamp: s})
			return err
		})
		c, res := w.facts(t, w.paolo, id)
		if c.State != "SEGNALATA" || !res.CaseTeam || c.NextWhat != "" || !c.NextOn.IsZero() || !c.ReviewOn.IsZero() || c.LastOn.ISO() != "2026-10-01" || c.ChangedAt != at || c.ChangedBy != "Elena Prova" {
			t.Errorf("%+v %+v", c, res)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM episode WHERE zone = $1 AND case_id = $2 AND previous_id IS NOT NULL AND closed_on IS NULL", id); n != 1 {
			t.Errorf("%d linked episodes", n)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM note WHERE zone = $1 AND case_id = $2 AND body IS NULL AND sealed IS NOT NULL", id); n != 1 {
			t.Error("the health note is not sealed")
		}
		if n := w.number(t, "SELECT COUNT(*) FROM suspension WHERE zone = $1 AND case_id = $2 AND note IS NULL AND sealed IS NOT NULL", id); n != 1 {
			t.Error("the words of a reserved reason are not sealed")
		}
		w.whole(t)
	})
}
