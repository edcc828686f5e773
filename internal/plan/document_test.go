package plan_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/pdf/pdftest"
	"siil/internal/plan"
	"siil/internal/text"
	"siil/internal/value"
)

func (w *world) print(t testing.TB, who gate.Actor, id value.ID, lang text.Lang, large bool) []byte {
	t.Helper()
	v, p, err := w.room.ByPlan(ctx, who, id)
	must(t, err)
	file, err := w.room.Document(v, p, plan.Paper{Zone: gatetest.Zone, Lang: lang, Large: large})
	must(t, err)
	return file
}

// inOrder fails the test unless the words are found one after the other.
func inOrder(t *testing.T, in string, words ...string) {
	t.Helper()
	rest := in
	for _, s := range words {
		_, after, found := strings.Cut(rest, s)
		if !found {
			t.Errorf("not %q, or not in its place: %s", s, in)
			return
		}
		rest = after
	}
}

// The document is a tagged file with title and language, says what it is, and is to be read with the person, in large print too.
func TestDocumentIsReadable(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		d := w.draft(t)
		made(t)(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfPerson, Text: "andare al corso"}))
		made(t)(w.room.AddCommitment(ctx, w.elena, d.plan, plan.CommitmentInput{Side: plan.OfService, Who: "Centro per l'impiego", Text: "cercare un'azienda"}))
		must(t, w.room.SetDates(ctx, w.elena, d.plan, []value.Date{w.Today().AddDays(60)}))
		says := func(words ...string) {
			t.Helper()
			for _, large := range []bool{false, true} {
				file := w.print(t, w.elena, d.plan, text.Italian, large)
				pdftest.Valid(t, file)
				if !bytes.Contains(file, []byte("/Lang (it)")) || !bytes.Contains(file, []byte("/DisplayDocTitle true")) {
					t.Error("no language, or its title is not shown")
				}
				if info := pdftest.Tool(t, file, "pdfinfo"); !strings.Contains(info, "Title:           Il progetto di Samira Provini") {
					t.Error(info)
				}
				inOrder(t, pdftest.Text(t, file), append([]string{"Il progetto di Samira Provini"}, words...)...)
				if !bytes.Equal(file, w.print(t, w.elena, d.plan, text.Italian, large)) {
					t.Error("printed twice, two files")
				}
			}
		}
		says("BOZZA", "Voglio un contratto vero, vicino a casa.", "1. Lavorare con un contratto", "Ha un contratto di sei mesi", "Corso breve di aggiornamento", "CPIA", "Paolo Prova",
			"andare al corso", "cercare un'azienda (Centro per l'impiego)", "23 gennaio 2027", "Firme", "Sono d'accordo", "Samira Provini", "Elena Prova")
		must(t, w.room.Freeze(ctx, w.elena, d.plan, 0))
		says("Versione 1, da firmare", w.see(t, w.elena, d.plan).Digest)
		partly := w.onPaper(plan.ByPerson)
		partly.Agreement, partly.Said = plan.AgreesPartly, "Il corso è lontano"
		must(t, w.sign(w.paolo, d.plan, partly))
		must(t, w.sign(w.elena, d.plan, here(plan.ByCaseManager)))
		says("in vigore da", "24 novembre 2026", "Firme", "su carta il 24/11/2026, raccolta da Paolo Prova", "Il corso è lontano", "in SIIL il 24/11/2026", w.see(t, w.elena, d.plan).Digest)
		if got := pdftest.Text(t, w.print(t, w.elena, d.plan, text.Italian, false)); strings.Contains(got, "BOZZA") || strings.Contains(got, "Sono d'accordo") {
			t.Errorf("in force: %s", got)
		}
		english := w.print(t, w.elena, d.plan, text.English, true)
		pdftest.Valid(t, english)
		inOrder(t, pdftest.Text(t, english), "The project of Samira Provini", "in force since", "Short upskilling course")
		if !bytes.Contains(english, []byte("/Lang (en)")) {
			t.Error("no language")
		}
		next := made(t)(w.room.Revise(ctx, w.elena, d.plan, "Cambia"))
		w.signed(t, next)
		says("Versione 1: non vale più")
	})
}

// What one may not read stands nowhere in the file that one prints, in no state of the version: no word, no number, no byte.
func TestDocumentHoldsNothingReserved(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ok := made(t)
		id := ok(w.room.Begin(ctx, w.elena, w.id, "Voglio lavorare."))
		first := ok(w.room.AddGoal(ctx, w.elena, id, plan.GoalInput{Domain: "LAVORO", Text: "Lavorare", ReachedWhen: "Ha un contratto"}))
		health := ok(w.room.AddGoal(ctx, w.lucia, id, plan.GoalInput{Domain: "SALUTE_MENTALE", Text: "Benesserino", ReachedWhen: "Tranquillamente"}))
		ok(w.room.AddGoal(ctx, w.elena, id, plan.GoalInput{Domain: "CASA", Text: "Abitare", ReachedWhen: "Ha una casa"}))
		reserved := []string{"Benesserino", "Tranquillamente", "Psicocentro", "Ambulatorietto", "Farmacopea", "Confidenza", "Lucia"}
		printed := func() (out [][]byte) {
			for _, who := range []gate.Actor{w.elena, w.paolo, w.sara, w.carla} {
				for _, large := range []bool{false, true} {
					for _, l := range []text.Lang{text.Italian, text.English} {
						out = append(out, w.print(t, who, id, l, large))
					}
				}
			}
			return out
		}
		before := printed()
		w.Clock.Add(time.Minute)
		hidden := plan.Content{Kind: "CURE", Title: "Farmacopea", Provider: "Psicocentro", Place: "Ambulatorietto", Hours: 4747, From: w.Today(), FollowerID: w.lucia.Account, Note: "Confidenza"}
		cure := ok(w.room.AddAction(ctx, w.lucia, id, plan.ActionInput{GoalID: first, Content: hidden}))
		ok(w.room.AddAction(ctx, w.lucia, id, plan.ActionInput{GoalID: health, Content: hidden}))
		ok(w.room.AddGoal(ctx, w.lucia, id, plan.GoalInput{Domain: "DIPENDENZE", Text: "Benesserino", ReachedWhen: "Tranquillamente"}))
		for i, file := range printed() {
			if !bytes.Equal(file, before[i]) {
				t.Errorf("file %d of the draft is another one since reserved parts were added", i)
			}
		}
		clean := func(when string) {
			t.Helper()
			for i, file := range printed() {
				got := pdftest.Text(t, file)
				for _, s := range reserved {
					if pdftest.Holds(file, s) || strings.Contains(got, s) {
						t.Errorf("%s, file %d holds %q: %s", when, i, s, got)
					}
				}
				if strings.Contains(got, "4747") {
					t.Errorf("%s, file %d tells the hours: %s", when, i, got)
				}
				if !strings.Contains(got, "1. Lavorare") || !strings.Contains(got, "2. Abitare") {
					t.Errorf("%s, file %d shows a gap: %s", when, i, got)
				}
			}
			file := w.print(t, w.lucia, id, text.Italian, false)
			if got := pdftest.Text(t, file); !strings.Contains(got, "4747") {
				t.Errorf("%s, who may read them finds no hours: %s", when, got)
			}
			for _, s := range reserved {
				if s != "Confidenza" && !pdftest.Holds(file, s) { // notes are for the professionals
					t.Errorf("%s, %q is not in the file of who may read it, so nothing is proved", when, s)
				}
			}
		}
		clean("draft")
		w.signed(t, id)
		clean("in force")
		must(t, w.room.Happen(ctx, w.lucia, cure, -1, plan.EventInput{Kind: plan.Starts, OnDay: w.Today()}))
		ok(w.room.Check(ctx, w.lucia, id, plan.Checking{OnDay: w.Today(), NextOn: w.Today().AddDays(10), Goals: []plan.GoalProgress{{GoalID: health, Progress: "reached", Note: "Confidenza"}}}))
		clean("checked")
		w.verified(t, w.elena, id, true, "with reserved parts")
		w.verified(t, w.lucia, id, true, "with reserved parts")
	})
}

// BenchmarkDocument prints a project of five goals and forty actions.
func BenchmarkDocument(b *testing.B) {
	w := newWorld(b, gatetest.NewSQLite(b))
	d := w.draft(b)
	v, p, err := w.room.ByPlan(ctx, w.elena, d.plan)
	must(b, err)
	a, _ := p.Action(d.course)
	p.Goals = nil
	for i := range 5 {
		g := plan.Goal{ID: value.ID(fmt.Sprint("g", i)), Domain: "LAVORO", Text: "Lavorare con un contratto vicino a casa", ReachedWhen: "Ha un contratto di sei mesi"}
		for j := range 8 {
			x := a
			x.ID, x.GoalID, x.State = value.ID(fmt.Sprint(i, "a", j)), g.ID, []string{plan.Planned, plan.Running, plan.Ended}[j%3]
			g.Actions = append(g.Actions, x)
		}
		p.Goals = append(p.Goals, g)
	}
	for _, large := range []bool{false, true} {
		b.Run(fmt.Sprint("large=", large), func(b *testing.B) {
			for b.Loop() {
				if _, err := w.room.Document(v, p, plan.Paper{Zone: gatetest.Zone, Lang: text.Italian, Large: large}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
