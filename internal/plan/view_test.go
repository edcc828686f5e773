package plan_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/value"
)

// open are the domains of the matrix that everybody of the case may know.
var open = []string{"REDDITO", "CASA", "AUTONOMIA", "CURA", "RETE", "LINGUA", "STUDIO", "LAVORO", "RICERCA", "MOBILITA"}

// assessed closes an assessment with one level in every open domain and one in a health one.
func (w *world) assessed(t testing.TB, kind, day string, level, health int) {
	t.Helper()
	id := made(t)(w.assessments.Begin(ctx, w.elena, w.id, assessment.Beginning{Kind: kind, OnDay: value.MustDate(day)}))
	var rates []assessment.Rates
	reasons := map[string]string{}
	for _, d := range open {
		rates = append(rates, assessment.Rates{Domain: d, Ours: &assessment.Ours{Level: level}})
		reasons[d] = "visto insieme"
	}
	_, err := w.assessments.Rate(ctx, w.paolo, id, rates...)
	must(t, err)
	_, err = w.assessments.Rate(ctx, w.lucia, id, assessment.Rates{Domain: "SALUTE_MENTALE", Ours: &assessment.Ours{Level: health}})
	must(t, err)
	must(t, w.assessments.Close(ctx, w.elena, id, assessment.Closing{Reasons: reasons}))
}

// TestProposals: goals for weak domains that one may know, one click takes all or none, twice adds nothing.
func TestProposals(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ok := made(t)
		id := ok(w.room.Begin(ctx, w.elena, w.id, "x"))
		v, p, err := w.room.ByPlan(ctx, w.elena, id)
		must(t, err)
		if got := w.room.Proposals(v, p); len(got) != 0 || v.Assessed {
			t.Errorf("without an assessment: %+v", got)
		}
		w.assessed(t, assessment.Entry, "2026-10-01", 2, 1)
		proposed := func(who gate.Actor) (codes, domains []string) {
			v, p, err := w.room.ByPlan(ctx, who, id)
			must(t, err)
			for _, x := range w.room.Proposals(v, p) {
				codes = append(codes, x.Code)
				domains = append(domains, x.Domain)
			}
			return codes, slices.Compact(domains)
		}
		codes, domains := proposed(w.elena)
		if !slices.Contains(codes, "CASA_TETTO") || slices.Contains(codes, "CASA_COSTO") || slices.Contains(domains, "SALUTE_MENTALE") || len(domains) != len(open) {
			t.Errorf("elena is proposed %v", codes)
		}
		if mine, _ := proposed(w.lucia); !slices.Contains(mine, "MENTE_AIUTO") || len(mine) <= len(codes) {
			t.Errorf("lucia is proposed %v", mine)
		}
		if none, _ := proposed(w.carla); len(none) != 0 {
			t.Errorf("the coordinator, who writes no project, is proposed %v", none)
		}
		is(t, w.room.TakeProposals(ctx, w.elena, id, []string{"CASA_TETTO", "MENTE_AIUTO"}), fault.NotFound)
		refused(t, w.room.TakeProposals(ctx, w.elena, id, []string{"CASA_TETTO", "RETE_PERSONE", "LINGUA_PARLARE", "STUDIO_MESTIERE", "LAVORO_PROVARE", "RICERCA_PRIMO"}), "codes")
		if got := w.words(t, w.lucia, id); len(got) != 0 {
			t.Fatalf("of what was refused %q stays", got)
		}
		for range 2 {
			must(t, w.room.TakeProposals(ctx, w.elena, id, []string{"CASA_TETTO", "CASA_STABILE", "RETE_PERSONE", "NESSUNO"}))
		}
		must(t, w.room.TakeProposals(ctx, w.lucia, id, []string{"MENTE_AIUTO"}))
		p = w.see(t, w.elena, id)
		if len(p.Goals) != 3 || len(w.words(t, w.lucia, id)) != 4 {
			t.Fatalf("elena has %+v", p.Goals)
		}
		for _, g := range p.Goals {
			if g.Text == "" || g.ReachedWhen == "" {
				t.Errorf("a goal without words: %+v", g)
			}
			kinds := w.room.ActionsFor(g)
			if len(kinds) == 0 || !slices.Contains(kinds[0].Domains, g.Domain) {
				t.Errorf("for %s there are %+v", g.Domain, kinds)
			}
			seen := map[string]bool{}
			for _, k := range kinds {
				if seen[k.Code] {
					t.Errorf("%s twice for %s", k.Code, g.Domain)
				}
				seen[k.Code] = true
			}
		}
		if _, domains := proposed(w.elena); slices.Contains(domains, "CASA") || slices.Contains(domains, "RETE") {
			t.Errorf("still proposed: %v", domains)
		}
		refused(t, func() error {
			for _, d := range []string{"LINGUA", "STUDIO", "LAVORO"} {
				if _, err := w.room.AddGoal(ctx, w.elena, id, plan.GoalInput{Domain: d, Text: "x", ReachedWhen: "y"}); err != nil {
					return err
				}
			}
			return nil
		}(), "text")
		w.proved(t)
	})
}

// TestViewCostsTheSame: 200 notes, 40 actions with hours, 6 assessments, versions, checks and scans cost as many queries as one of each, and under 50 ms.
func TestViewCostsTheSame(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		day := w.Today()
		w.assessed(t, assessment.Entry, "2026-04-01", 2, 2)
		d := w.draft(t)
		w.signed(t, d.plan)
		check := func() {
			t.Helper()
			made(t)(w.room.Check(ctx, w.lucia, d.plan, plan.Checking{OnDay: day, NextOn: day.AddDays(30), Goals: []plan.GoalProgress{{GoalID: d.work, Progress: "on_the_way"},
				{GoalID: d.health, Progress: "reached", Note: "x"}}}))
		}
		check()
		made(t)(w.room.AddLink(ctx, w.elena, w.id, plan.LinkInput{Kind: "PAIS", Number: "0", OnDay: day}))
		w.scanned(t, d.plan, "uno")
		look := func() (queries int, took time.Duration) {
			counted, n := gate.CountQueries(ctx)
			began := time.Now()
			_, err := w.room.View(counted, w.lucia, w.id)
			must(t, err)
			return *n, time.Since(began)
		}
		few, _ := look()
		for i := range 200 {
			_, err := w.cases.WriteNote(ctx, w.elena, w.id, casefile.NoteInput{Section: policy.Common, On: day, Text: fmt.Sprint("nota ", i)})
			must(t, err)
		}
		for i := 5; i < 10; i++ {
			w.assessed(t, assessment.Check, fmt.Sprintf("2026-%02d-01", i), 3, 1+i%5)
		}
		for i := range 3 {
			next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia qualcosa"))
			for j := range 13 {
				kind, goal, who := "UPSKILLING", d.work, w.paolo
				if j%3 == 0 {
					kind, goal, who = "CURE", d.health, w.lucia
				}
				a := made(t)(w.room.AddAction(ctx, who, next, plan.ActionInput{GoalID: goal, Content: plan.Content{Kind: kind, From: day, FollowerID: who.Account}}))
				if i == 0 {
					_, err := w.room.Attend(ctx, who, a, day.ISO()[:7], -1, map[int]int{day.Day(): 60})
					must(t, err)
				}
			}
			made(t)(w.room.AddLink(ctx, w.elena, w.id, plan.LinkInput{Kind: "PSP", Number: fmt.Sprint(i), OnDay: day}))
			w.signed(t, next)
			d.plan = next
			w.scanned(t, next, fmt.Sprint("altro", i))
			check()
		}
		many, _ := look()
		best := time.Hour
		for range 5 {
			_, took := look()
			best = min(best, took)
		}
		t.Logf("%d queries, then %d, %v", few, many, best)
		if few != many || many > 19 {
			t.Errorf("%d queries, then %d", few, many)
		}
		if best > 50*time.Millisecond {
			t.Errorf("it took %v", best)
		}
		v, err := w.room.View(ctx, w.lucia, w.id)
		must(t, err)
		p, _ := v.Current()
		if n := len(p.Goals[0].Actions) + len(p.Goals[1].Actions); len(v.Plans) != 4 || n != 41 || len(v.Checks) != 4 {
			t.Errorf("%d versions, %d actions, %d checks", len(v.Plans), n, len(v.Checks))
		}
	})
}

// scanned adds a service's signature on paper with its scan to a version.
func (w *world) scanned(t testing.TB, id value.ID, name string) {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))))
	_, err := attachment.New(w.Gate).Keep(ctx, w.elena, name, name+".png", &b)
	must(t, err)
	made(t)(w.room.Sign(ctx, w.elena, id, plan.SignatureInput{Party: plan.ByService, Words: name, Means: plan.OnPaper, OnDay: w.Today(), Slot: name}))
}

// A scan is found with its signature.
func TestScansStandWithTheirSignature(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		w.scanned(t, d.plan, "Cooperativa Alfa")
		w.scanned(t, d.plan, "CPIA")
		for _, s := range w.see(t, w.paolo, d.plan).Signatures {
			name := ""
			if len(s.Files) == 1 {
				name = strings.TrimSuffix(s.Files[0].Name, ".png")
			}
			if name != s.Words || len(s.Files) > 1 {
				t.Errorf("of %q there is %+v", s.Words, s.Files)
			}
		}
		w.proved(t)
	})
}

// TestMerged: a case into which another was merged shows the projects of both; the next one that is signed takes the place of both.
func TestMerged(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		w.signed(t, d.plan)
		kept, person := w.id, value.NewID()
		w.write(t, func(tx *gate.WriteTx) (err error) {
			err = tx.Insert("person", gate.Row{"id": person, "given_name": "Samira", "family_name": "Provini", "name_key": value.NameKey("Provini", "Samira"),
				"version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
			if err == nil {
				err = tx.NewPersonKey(person)
			}
			if err != nil {
				return err
			}
			w.id, _, err = casefile.Open(tx, casefile.Opening{PersonID: person, NameKey: "provini samira", State: "IN_PROGETTAZIONE", OpenedOn: value.MustDate("2026-03-12"),
				ManagerID: w.elena.Account})
			return err
		})
		for _, who := range []gate.Actor{w.paolo, w.lucia} {
			must(t, w.cases.Join(ctx, w.elena, w.id, casefile.Membership{AccountID: who.Account}))
		}
		w.Clock.Add(time.Minute)
		other := w.draft(t)
		w.signed(t, other.plan)
		merged := w.id
		w.id = kept
		must(t, w.cases.MergePeople(ctx, w.carla, casefile.Merging{Kept: kept, Version: w.one(t, "SELECT version FROM case_file WHERE zone = $1 AND id = $2", kept), Merged: person,
			Reason: "stessa persona"}))
		v, err := w.room.View(ctx, w.lucia, merged)
		must(t, err)
		if len(v.Plans) != 2 || v.Case.ID != kept || len(v.Plans[0].Goals) != 2 || len(v.Plans[1].Goals) != 2 || v.Plans[1].Goals[1].Text != "Stare meglio" {
			t.Fatalf("both projects: %+v", v.Plans)
		}
		p, _ := v.Current()
		next := made(t)(w.room.Revise(ctx, w.elena, p.ID, "Ne facciamo uno"))
		if p := w.see(t, w.lucia, next); p.Number != 2 || p.CaseID != kept || p.PersonID != w.person || p.Goals[1].Text != "Stare meglio" {
			t.Errorf("the next one: %+v", p)
		}
		w.Clock.Add(time.Minute)
		w.signed(t, next)
		for _, id := range []value.ID{d.plan, other.plan} {
			if p := w.see(t, w.elena, id); p.State != plan.Superseded {
				t.Errorf("an old one is %s", p.State)
			}
		}
		w.proved(t)
	})
}

// Of two who begin at once one begins.
func TestTwoBegin(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		errs := make(chan error, 2)
		for _, who := range []gate.Actor{w.elena, w.paolo} {
			go func() { _, err := w.room.Begin(ctx, who, w.id, "x"); errs <- err }()
		}
		a, b := <-errs, <-errs
		if a == nil {
			a, b = b, a
		}
		if b != nil || !fault.Is(a, fault.Conflict) {
			t.Errorf("one %v, the other %v", a, b)
		}
		w.proved(t)
	})
}
