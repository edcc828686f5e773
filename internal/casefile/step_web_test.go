package casefile_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

func TestGivingAStep(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id, once := w.followed(t, casefile.Opening{}), value.NewID()
		give := func(who gate.Actor, in casefile.Giving) error {
			_, err := w.room.GiveStep(ctx, who, id, in)
			return err
		}
		in := casefile.Giving{Once: once, WhoID: w.lucia.Account, What: "Portare l'ISEE", DueOn: today.AddDays(5)}
		for name, who := range map[string]gate.Actor{"outsider": w.paolo, "secretary": w.secretary, "auditor": w.dpo, "other zone": w.outsider} {
			if err := give(who, in); !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s gives a step: %v", name, err)
			}
		}
		for range 2 {
			if err := give(w.elena, in); err != nil {
				t.Fatal(err)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM next_step WHERE zone = $1 AND case_id = $2", id); n != 1 {
			t.Errorf("%d steps of one form", n)
		}
		if c, _ := w.facts(t, w.elena, id); c.NextOn != in.DueOn || c.NextWhat != in.What {
			t.Errorf("next date %s %q", c.NextOn, c.NextWhat)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM mail_out WHERE zone = $1 AND notice = $2", "step_given"); n != 1 {
			t.Errorf("%d notices to whom the step was given", n)
		}
		earlier := casefile.Giving{WhoID: w.elena.Account, What: "Telefonare", DueOn: today.AddDays(1)}
		if err := give(w.elena, earlier); err != nil {
			t.Fatal(err)
		}
		if c, _ := w.facts(t, w.elena, id); c.NextOn != in.DueOn {
			t.Errorf("a step took the place of the next date that was set: %s", c.NextOn)
		}
		for field, wrong := range map[string]casefile.Giving{
			"what": {WhoID: w.lucia.Account, DueOn: today}, "who": {WhoID: w.secretary.Account, What: "x", DueOn: today},
			"due": {WhoID: w.lucia.Account, What: "x", DueOn: today.AddDays(-1)},
		} {
			err := give(w.elena, wrong)
			if f, ok := err.(*fault.Error); !ok || len(f.Fields) != 1 || f.Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		closed := w.open(t, casefile.Opening{State: "CHIUSA"})
		if _, err := w.room.GiveStep(ctx, w.coordinator, closed, in); !fault.Is(err, fault.Conflict) {
			t.Errorf("a step in a closed case: %v", err)
		}
		w.whole(t)
	})
}

func TestAStepOnItsPages(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		base := "/casi/" + string(id)
		for field, words := range map[string]string{"what": "Scrivi che cosa fare.", "who": "Scegli una persona dall&#39;elenco.", "due": "Scrivi la data"} {
			f := form("what", "Portare l'ISEE", "who", string(w.lucia.Account), "due", "+5")
			f.Del(field)
			wrong := w.ask(t, w.elena, base+"/passi", f)
			if wrong.status != 422 || !strings.Contains(wrong.body, words) || field != "what" && !strings.Contains(wrong.body, `value="Portare l&#39;ISEE"`) ||
				field != "who" && !strings.Contains(wrong.body, `value="`+string(w.lucia.Account)+`" selected`) || field != "due" && !strings.Contains(wrong.body, `value="+5"`) {
				t.Errorf("without %s: %d\n%s", field, wrong.status, wrong.body)
			}
		}
		if made := w.ask(t, w.elena, base+"/passi", form("what", "Portare l'ISEE", "who", string(w.lucia.Account), "due", "+5")); made.status != 303 || made.to != base+"/passi" {
			t.Fatalf("made: %d %s", made.status, made.to)
		}
		page := w.ask(t, w.elena, base, nil)
		at := regexp.MustCompile(`href="(` + base + `/passi/[^"#]+)"`).FindStringSubmatch(page.body)
		if at == nil || !strings.Contains(page.body, "Portare l&#39;ISEE") || !strings.Contains(page.body, "Lucia Prova") || page.queries > 8 {
			t.Fatalf("the case: %d queries\n%s", page.queries, page.body)
		}
		// whoever it was given to answers without opening the case, and sees no name
		own := w.ask(t, w.lucia, at[1], nil)
		if own.status != 200 || strings.Contains(own.body, "Provini") || !strings.Contains(own.body, "Fascicolo n. 1") {
			t.Errorf("for whom it was given: %d\n%s", own.status, own.body)
		}
		for name, who := range map[string]gate.Actor{"outsider": w.paolo, "secretary": w.secretary, "other zone": w.outsider} {
			if got := w.ask(t, who, at[1], nil); got.status != 404 {
				t.Errorf("%s: %d", name, got.status)
			}
			if got := w.ask(t, who, at[1], form("do", "done")); got.status != 404 {
				t.Errorf("%s answers: %d", name, got.status)
			}
		}
		if wrong := w.ask(t, w.lucia, at[1], form("do", "drop", "why", " ")); wrong.status != 422 {
			t.Errorf("dropped without a reason: %d", wrong.status)
		}
		if got := w.ask(t, w.lucia, at[1], form("do", "drop", "why", "non ne ha bisogno")); got.status != 303 || got.to != "/oggi" {
			t.Errorf("dropped: %d %s", got.status, got.to)
		}
		if all := w.ask(t, w.elena, base+"/passi", nil); !strings.Contains(all.body, "non ne ha bisogno") || strings.Contains(all.body, "step-answers") {
			t.Errorf("all steps:\n%s", all.body)
		}
		if late := w.ask(t, w.elena, at[1], form("do", "done")); late.status != 303 || late.to != base {
			t.Errorf("answered again: %d %s", late.status, late.to)
		}
		if w.number(t, "SELECT COUNT(*) FROM next_step WHERE zone = $1 AND done_at IS NOT NULL") != 0 {
			t.Error("a step was answered for twice")
		}
	})
}

func TestLateStepsOnTheCasePage(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		few := w.ask(t, w.elena, "/casi/"+string(id), nil)
		w.step(t, id, w.elena, "colloquio", today.AddDays(-6))
		w.step(t, id, w.sara, "senza giorno", value.Date{})
		for range 12 {
			w.step(t, id, w.lucia, "corso", today.AddDays(9))
		}
		many := w.ask(t, w.elena, "/casi/"+string(id), nil)
		if many.queries != few.queries || many.queries > 8 {
			t.Errorf("%d queries without steps, %d with many", few.queries, many.queries)
		}
		for _, words := range []string{"in ritardo di 6 giorni", "E altri 8 passi da fare", "colloquio"} {
			if !strings.Contains(many.body, words) {
				t.Errorf("the case does not show %q", words)
			}
		}
		first := w.ask(t, w.elena, "/casi/"+string(id)+"/passi", nil)
		for range 12 {
			w.step(t, id, w.lucia, "corso", today.AddDays(9))
		}
		if all := w.ask(t, w.elena, "/casi/"+string(id)+"/passi", nil); all.queries != first.queries || strings.Count(all.body, "step-answers") != 26 {
			t.Errorf("all steps: %d queries, then %d, %d answers", first.queries, all.queries, strings.Count(all.body, "step-answers"))
		}
		// who reads the case but answers for nothing sees no answers
		if err := w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: w.paolo.Account}); err != nil {
			t.Fatal(err)
		}
		if got := w.ask(t, w.paolo, "/casi/"+string(id), nil); got.status != 200 || !strings.Contains(got.body, "colloquio") || strings.Contains(got.body, "step-answers") {
			t.Errorf("for the team: %d", got.status)
		}
	})
}

func TestAnswerTakenBack(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		first := w.step(t, id, w.elena, "colloquio", today.AddDays(3))
		w.step(t, id, w.lucia, "corso", today.AddDays(9))
		w.write(t, gate.System("valdinievole", "cli"), policy.CaseDate, func(tx *gate.WriteTx) error {
			return casefile.SetNext(tx, casefile.NextSet{CaseID: id, On: today.AddDays(3), What: "colloquio"})
		})
		before, _ := w.facts(t, w.elena, id)
		path := casefile.StepPath(id, first)
		if got := w.ask(t, w.elena, path, form("do", "done")); got.status != 303 || got.to != "/casi/"+string(id) {
			t.Fatalf("done: %d %s", got.status, got.to)
		}
		if c, _ := w.facts(t, w.elena, id); c.NextOn != today.AddDays(9) {
			t.Fatalf("next date %s", c.NextOn)
		}
		stale, fresh := form("version", strconv.Itoa(before.Version)), form("version", strconv.Itoa(before.Version+1))
		w.ask(t, w.elena, path+"/annullamento", stale)
		if w.number(t, "SELECT COUNT(*) FROM next_step WHERE zone = $1 AND done_at IS NOT NULL") != 1 {
			t.Error("taken back from an old version")
		}
		if got := w.ask(t, w.paolo, path+"/annullamento", fresh); got.status != 404 {
			t.Errorf("taken back by an outsider: %d", got.status)
		}
		if got := w.ask(t, w.elena, path+"/annullamento", fresh); got.status != 303 {
			t.Errorf("taken back: %d", got.status)
		}
		if c, _ := w.facts(t, w.elena, id); c.NextOn != today.AddDays(3) || c.NextWhat != "colloquio" || len(w.openSteps(t, w.elena)) != 1 {
			t.Errorf("after it was taken back: %s %q", c.NextOn, c.NextWhat)
		}
		w.whole(t)
	})
}
