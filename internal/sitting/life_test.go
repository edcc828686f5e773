package sitting_test

import (
	"strings"
	"testing"
	"time"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

func TestWholeLife(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a, b, c := w.waits(t, "2026-11-09", "ordinary"), w.waits(t, "2026-10-01", "ordinary"), w.waits(t, "2026-11-20", "urgent")
		proposed, err := w.room.Proposed(ctx, w.secretary)
		must(t, err)
		if len(proposed) != 3 || proposed[0].CaseID != c || proposed[1].CaseID != b || proposed[2].CaseID != a {
			t.Fatalf("proposed %+v", proposed)
		}
		id := w.call(t, c, b, a)
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND notice = 'sitting_called' AND calendar IS NOT NULL"); n != 6 {
			t.Errorf("%d invitations", n)
		}
		must(t, w.room.AnswerCall(ctx, w.lucia, id, false, "ferie"))
		must(t, w.room.AnswerCall(ctx, w.elena, id, true, ""))
		first := w.item(t, id, c)
		must(t, w.room.Ask(ctx, w.paolo, first.ID, "Ha già una qualifica?"))
		must(t, w.room.Open(ctx, w.secretary, id))
		w.attend(t, id, w.coordinator, w.elena, w.paolo, w.secretary)
		must(t, w.room.Start(ctx, w.secretary, first.ID))
		f, err := w.room.Write(ctx, w.elena, first.ID, sitting.Field{Name: sitting.FieldNote, Text: "Si concorda."})
		must(t, err)
		in := w.taken(c)
		in.Note = ""
		in.Version = w.item(t, id, c).Version
		_, err = w.room.Decide(ctx, w.coordinator, id, in)
		must(t, err)
		w.decidedAsSaid(t, c)
		iv, err := w.room.ItemView(ctx, w.elena, first.ID)
		must(t, err)
		if iv.Decided == nil || iv.Decided.Note != f.Text || iv.MayWrite || iv.MayReopen || len(iv.Team) != 3 || len(iv.Steps) != 3 || iv.Asks[0].Text != "Ha già una qualifica?" {
			t.Errorf("item after the decision: %+v", iv)
		}
		second := w.item(t, id, b)
		if second.State != sitting.Now {
			t.Errorf("the next case is %s", second.State)
		}
		must(t, w.room.Postpone(ctx, w.coordinator, second.ID))
		w.Clock.Add(time.Hour)
		must(t, w.room.Close(ctx, w.coordinator, id))
		if x := w.item(t, id, a); x.State != sitting.Postponed {
			t.Errorf("what was not reached is %s", x.State)
		}
		again, err := w.room.Proposed(ctx, w.coordinator)
		must(t, err)
		if len(again) != 2 || again[0].CaseID != b || again[0].Why != sitting.WhyAgain || again[1].Why != sitting.WhyAgain {
			t.Errorf("after the sitting %+v", again)
		}
		w.minutesLife(t, id, c)
		w.whole(t)
	})
}

// decidedAsSaid holds the case, the sender's answer and the mail to what taken says.
func (w *world) decidedAsSaid(t *testing.T, id value.ID) {
	c := w.facts(t, id)
	if c.State != "ASSEGNATA" || c.ManagerID != w.elena.Account || c.NextOn != today.AddDays(10) || c.NextWhat != "Primo colloquio congiunto" {
		t.Errorf("the case after the decision: %+v", c)
	}
	if n := w.number(t, "SELECT COUNT(*) FROM case_member WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", id); n != 2 {
		t.Errorf("%d in the team", n)
	}
	if n := w.number(t, "SELECT COUNT(*) FROM referral_sheet s JOIN referral f ON f.id = s.id WHERE s.zone = $1 AND f.case_id = $2 AND s.team_decision = 'taken_in_charge'", id); n != 1 {
		t.Errorf("%d senders can read it", n)
	}
	lines := map[casefile.Kind]int{}
	must(t, w.Read(ctx, w.elena, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		all, _, err := casefile.Timeline(tx, c, res, casefile.Filter{})
		for _, e := range all {
			lines[e.Kind]++
		}
		return err
	}))
	if lines[casefile.OfDecision] != 1 || lines[casefile.OfStep] != 3 || lines[casefile.OfManager] != 1 || lines[casefile.OfJoining] != 2 {
		t.Errorf("the timeline tells %v", lines)
	}
	for notice, want := range map[string]int{"referral_outcome": 1, "case_assigned": 1, "step_given": 2} {
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND notice = $2", notice); n != want {
			t.Errorf("%s told %d times", notice, n)
		}
	}
}

func (w *world) minutesLife(t *testing.T, id, decided value.ID) {
	t.Helper()
	must(t, w.room.MakeMinutes(ctx, w.secretary, id))
	wants(t, w.room.MakeMinutes(ctx, w.secretary, id), fault.Conflict, "minutes twice")
	if n := w.number(t, "SELECT COUNT(*) FROM sitting_field WHERE zone = $1"); n != 0 {
		t.Errorf("%d fields are left", n)
	}
	v, err := w.room.Minutes(ctx, w.elena, id)
	must(t, err)
	if len(v.Parts) != 3 || len(v.Approvals) != 4 || v.State != sitting.MinutesDraft || !v.MayApprove {
		t.Fatalf("minutes %+v", v)
	}
	p := v.Parts[0]
	if p.Note != "Si concorda." || p.Manager != "Elena Prova" || len(p.Steps) != 3 || len(p.Senders) != 1 || p.Decision != "taken_in_charge" {
		t.Errorf("extract %+v", p)
	}
	wants(t, w.room.Approve(ctx, w.lucia, id), fault.Denied, "approval of somebody absent")
	wants(t, w.room.Add(ctx, w.coordinator, id, "", "aggiunta"), fault.Conflict, "addition before the approval")
	for _, who := range []gate.Actor{w.coordinator, w.elena, w.paolo} {
		must(t, w.room.Approve(ctx, who, id))
	}
	wants(t, w.room.Approve(ctx, w.elena, id), fault.Conflict, "approval twice")
	must(t, w.room.Approve(ctx, w.secretary, id))
	must(t, w.room.Add(ctx, w.coordinator, id, p.ItemID, "si intende il corso di gennaio"))
	must(t, w.room.Add(ctx, w.coordinator, id, "", "presente anche un tirocinante"))
	after, err := w.room.Minutes(ctx, w.coordinator, id)
	must(t, err)
	if after.State != sitting.MinutesApproved || after.Digest != v.Digest || len(after.Parts[0].Additions) != 1 || len(after.Additions) != 1 {
		t.Errorf("approved minutes %+v", after)
	}
	extract, err := w.room.Extract(ctx, w.sara, id, decided) // not called, but of the case's team by the decision
	must(t, err)
	if len(extract.Parts) != 1 || extract.Parts[0].CaseID != decided {
		t.Errorf("extract %+v", extract)
	}
	_, err = w.room.Minutes(ctx, w.sara, id)
	wants(t, err, fault.Denied, "minutes to who was not called")
}

func TestNoExtractNamesAnother(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		a, b := w.waits(t, "2026-11-01", "ordinary"), w.waits(t, "2026-11-02", "ordinary")
		id := w.running(t, a, b)
		for _, c := range []value.ID{a, b} {
			_, err := w.room.Decide(ctx, w.coordinator, id, w.taken(c))
			must(t, err)
		}
		must(t, w.room.Close(ctx, w.coordinator, id))
		must(t, w.room.MakeMinutes(ctx, w.coordinator, id))
		names := map[value.ID]string{a: w.facts(t, a).Person.Name(), b: w.facts(t, b).Person.Name()}
		for own, other := range map[value.ID]value.ID{a: b, b: a} {
			v, err := w.room.Extract(ctx, w.elena, id, own)
			must(t, err)
			all := strings.Join([]string{sprint(v)}, "")
			if !strings.Contains(all, names[own]) || strings.Contains(all, names[other]) {
				t.Errorf("the extract of %s: %s", names[own], all)
			}
		}
	})
}

func TestUndoRestoresEverything(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		suspended := casefile.Opening{OpenedOn: value.MustDate("2026-03-01"), State: "SOSPESA", StateOn: value.MustDate("2026-08-01"), StateReason: "ASSENZA", Before: "IN_ATTUAZIONE",
			ManagerID: w.sara.Account, ReviewOn: value.MustDate("2026-11-20"), NextOn: value.MustDate("2026-12-01"), NextWhat: "riesame"}
		followed := casefile.Opening{OpenedOn: value.MustDate("2026-03-01"), State: "IN_VALUTAZIONE", ManagerID: w.sara.Account, NextOn: value.MustDate("2026-12-01"), NextWhat: "colloquio"}
		waiting := casefile.Opening{OpenedOn: value.MustDate("2026-11-01"), State: "IN_EQUIPE"}
		step := []casefile.NextStep{{What: "certificato", WhoWords: "medico", DueOn: today.AddDays(5)}}
		for name, c := range map[string]struct {
			o  casefile.Opening
			in sitting.Deciding
			to string
		}{
			"taken":              {waiting, w.taken(""), "ASSEGNATA"},
			"other service":      {waiting, sitting.Deciding{Decision: "other_service", Reason: "x", Advice: "PUA"}, "RINVIATA"},
			"more":               {waiting, sitting.Deciding{Decision: "more_information", Reason: "x", Steps: step}, "IN_EQUIPE"},
			"other professional": {waiting, sitting.Deciding{Decision: "other_professional", Reason: "x", Team: []value.ID{w.lucia.Account}}, "IN_EQUIPE"},
			"suspended":          {waiting, sitting.Deciding{Decision: "suspended", Reason: "x", SuspensionReason: "ASSENZA"}, "SOSPESA"},
			"closed":             {followed, sitting.Deciding{Decision: "closed", Reason: "x", ClosureReason: "RINUNCIA"}, "CHIUSA"},
			"rest put off":       {suspended, sitting.Deciding{Decision: "suspended", Reason: "x", SuspensionReason: "ASSENZA", ReviewOn: today.AddDays(60)}, "SOSPESA"},
			"rest ends":          {suspended, w.taken(""), "IN_ATTUAZIONE"},
			"rest closed":        {suspended, sitting.Deciding{Decision: "closed", Reason: "x", ClosureReason: "RINUNCIA"}, "CHIUSA"},
		} {
			caseID := w.opens(t, c.o, "ordinary")
			id := w.running(t, caseID)
			before := w.facts(t, caseID)
			members := w.number(t, "SELECT COUNT(*) FROM case_member WHERE zone = $1 AND until_at IS NULL")
			c.in.CaseID = caseID
			for range 2 { // a decision that was taken back can be made again
				w.Clock.Add(time.Minute)
				if _, err := w.room.Decide(ctx, w.coordinator, id, c.in); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if now := w.facts(t, caseID); now.State != c.to {
					t.Errorf("%s leaves the case in %s", name, now.State)
				}
				w.Clock.Add(time.Minute)
				if err := w.room.Reopen(ctx, w.second, w.item(t, id, caseID).ID); err != nil {
					t.Fatalf("%s taken back: %v", name, err)
				}
				after := w.facts(t, caseID)
				after.Version, after.ChangedAt, after.ChangedBy = before.Version, before.ChangedAt, before.ChangedBy
				if sprint(after) != sprint(before) {
					t.Errorf("%s taken back:\n%s\nbefore:\n%s", name, sprint(after), sprint(before))
				}
			}
			for what, n := range map[string]int{
				"members":  w.number(t, "SELECT COUNT(*) FROM case_member WHERE zone = $1 AND until_at IS NULL") - members,
				"steps":    w.number(t, "SELECT COUNT(*) FROM next_step WHERE zone = $1 AND case_id = $2 AND dropped_at IS NULL", caseID),
				"answers":  w.number(t, "SELECT COUNT(*) FROM referral_sheet s JOIN referral f ON f.id = s.id WHERE s.zone = $1 AND f.case_id = $2 AND (s.team_decision IS NOT NULL OR s.team_answer IS NOT NULL)", caseID),
				"episodes": w.number(t, "SELECT COUNT(*) FROM episode WHERE zone = $1 AND case_id = $2 AND closed_on IS NOT NULL", caseID),
				"closures": w.number(t, "SELECT COUNT(*) FROM closure WHERE zone = $1 AND case_id = $2 AND undone_at IS NULL", caseID),
			} {
				if n != 0 {
					t.Errorf("%s taken back leaves %d %s", name, n, what)
				}
			}
			if x := w.item(t, id, caseID); x.State != sitting.Now || x.Decision != "" {
				t.Errorf("%s taken back: the item is %s", name, x.State)
			}
			must(t, w.room.Close(ctx, w.coordinator, id))
			wants(t, w.room.Reopen(ctx, w.coordinator, w.item(t, id, caseID).ID), fault.Conflict, "reopening after the end")
		}
		w.whole(t)
	})
}

func TestHandOverComesBackToo(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.opens(t, casefile.Opening{OpenedOn: value.MustDate("2026-03-01"), State: "IN_VALUTAZIONE", ManagerID: w.elena.Account}, "ordinary")
		must(t, w.cases.AskHandOver(ctx, w.coordinator, caseID, casefile.Passing{Version: w.facts(t, caseID).Version, To: w.paolo.Account, Reason: "ferie"}))
		id := w.running(t, caseID)
		before := w.facts(t, caseID)
		_, err := w.room.Decide(ctx, w.coordinator, id, sitting.Deciding{CaseID: caseID, Decision: "closed", Reason: "x", ClosureReason: "RINUNCIA"})
		must(t, err)
		if w.facts(t, caseID).HandOver != nil {
			t.Error("an offer waits on a closed case")
		}
		must(t, w.room.Reopen(ctx, w.coordinator, w.item(t, id, caseID).ID))
		if after := w.facts(t, caseID); after.HandOver == nil || *after.HandOver != *before.HandOver {
			t.Errorf("the offer after reopening: %+v", after.HandOver)
		}
	})
}

func TestReopeningWhenTheCaseHasChanged(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		caseID := w.waits(t, "2026-11-01", "ordinary")
		id := w.running(t, caseID)
		_, err := w.room.Decide(ctx, w.coordinator, id, w.taken(caseID))
		must(t, err)
		var steps []casefile.NextStep
		must(t, w.Read(ctx, w.elena, func(tx *gate.ReadTx) (err error) {
			if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
				return err
			}
			steps, err = casefile.StepsFor(tx, w.elena.Account)
			return err
		}))
		must(t, w.cases.AnswerStep(ctx, w.elena, steps[0].ID, true, ""))
		wants(t, w.room.Reopen(ctx, w.coordinator, w.item(t, id, caseID).ID), fault.Conflict, "reopening a case that has changed")
		if c := w.facts(t, caseID); c.State != "ASSEGNATA" || c.NextOn != today.AddDays(16) {
			t.Errorf("the case %+v", c)
		}
	})
}
