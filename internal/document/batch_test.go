package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/document"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// office is a zone with some cases in assessment, all of elena's, and those who could ask for documents for many of them.
type office struct {
	*gatetest.World
	room                                  *document.Room
	plans                                 *plan.Room
	carla, elena, sofia, amina, olga, dan gate.Actor
	cases                                 []value.ID
}

func newOffice(t testing.TB, w *gatetest.World, cases int) *office {
	t.Helper()
	x := &office{World: w}
	x.restart()
	x.carla = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.sofia = w.Account(t, gatetest.Zone, "Sofia", policy.Secretary)
	x.amina = w.Account(t, gatetest.Zone, "Amina", policy.Administrator)
	x.dan = w.Account(t, gatetest.Zone, "Dan", policy.Director)
	x.olga = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	err := w.Write(context.Background(), gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		for range cases {
			person := value.NewID()
			err := tx.Insert("person", gate.Row{"id": person, "given_name": "Samira", "family_name": "Provini", "name_key": value.NameKey("Provini", "Samira"),
				"version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
			if err == nil {
				err = tx.NewPersonKey(person)
			}
			if err != nil {
				return err
			}
			id, _, err := casefile.Open(tx, casefile.Opening{PersonID: person, NameKey: "provini samira", State: "IN_VALUTAZIONE",
				OpenedOn: value.MustDate("2026-03-12"), ManagerID: x.elena.Account})
			if err != nil {
				return err
			}
			x.cases = append(x.cases, id)
		}
		return nil
	})
	fine(t, err)
	return x
}

// restart is the program begun anew over the same database.
func (x *office) restart() {
	x.room, x.plans = roomsOver(x.Gate)
}

func roomsOver(g *gate.Gate) (*document.Room, *plan.Room) {
	m := guideline.Default()
	cases := casefile.New(g, m)
	assessments := assessment.New(g, m, cases)
	plans := plan.New(g, m, cases, assessments, nil)
	return document.New(g, m, cases, intake.New(g, m, cases), assessments, plans, sitting.New(g, m, cases), attachment.New(g)), plans
}

func inOffices(t *testing.T, cases int, test func(t *testing.T, x *office)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newOffice(t, w, cases)) })
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (x *office) start(t testing.TB, in document.Batch) value.ID {
	t.Helper()
	id, err := x.room.StartBatch(context.Background(), x.carla, in)
	fine(t, err)
	return id
}

// work runs the steps until the batch is over.
func (x *office) work(t testing.TB, id value.ID) document.Progress {
	t.Helper()
	for range 100 {
		fine(t, x.room.Step(context.Background()))
		if p := x.progress(t, id); p.Over() {
			return p
		}
	}
	t.Fatal("a batch never ends")
	return document.Progress{}
}

func (x *office) progress(t testing.TB, id value.ID) document.Progress {
	t.Helper()
	p, err := x.room.Progress(context.Background(), x.carla, id)
	fine(t, err)
	return p
}

// papers are the documents of each case, as elena reads them.
func (x *office) papers(t testing.TB) (out []int) {
	t.Helper()
	for _, c := range x.cases {
		all, err := x.room.Of(context.Background(), x.elena, c)
		fine(t, err)
		out = append(out, len(all))
	}
	return out
}

// eachHasOne fails the test unless every case has one document, numbered without a gap.
func (x *office) eachHasOne(t testing.TB) {
	t.Helper()
	for i, n := range x.papers(t) {
		if n != 1 {
			t.Errorf("case %d has %d documents", i, n)
		}
	}
	reg, err := x.room.Register(context.Background(), x.carla, document.Filter{Limit: 1000, Oldest: true})
	fine(t, err)
	for i, e := range reg.Entries {
		if e.Number != i+1 {
			t.Errorf("document %d has the number %d", i+1, e.Number)
		}
	}
}

var notices = document.Batch{Model: "INFORMATIVA", Lang: "ro"}

func TestBatchMakesOneDocumentForEachCase(t *testing.T) {
	inOffices(t, 5, func(t *testing.T, x *office) {
		in := notices
		in.Cases, in.Once = x.cases[:4], value.NewID()
		id := x.start(t, in)
		if again := x.start(t, in); again != id {
			t.Error("sent twice, it is two batches")
		}
		if p := x.progress(t, id); p.Total != 4 || p.Done() != 0 || p.Over() {
			t.Errorf("before the work: %+v", p)
		}
		p := x.work(t, id)
		if p.Made != 4 || p.Skipped != 0 || p.EndedAt.IsZero() || !p.CancelledAt.IsZero() {
			t.Errorf("after the work: %+v", p)
		}
		if got := x.papers(t); got[0] != 1 || got[3] != 1 || got[4] != 0 {
			t.Errorf("documents of the cases: %v", got)
		}
		d, words, err := x.room.Read(context.Background(), x.elena, firstOf(t, x))
		fine(t, err)
		if d.Lang != "ro" || d.MadeBy != x.carla.Account || d.BatchID != id || len(d.Files) != 2 || !strings.Contains(words, "Samira") {
			t.Errorf("%+v\n%s", d, words)
		}
		if all, err := x.room.Batches(context.Background(), x.carla, 10); err != nil || len(all) != 1 || all[0].ID != id {
			t.Errorf("batches: %+v, %v", all, err)
		}
		if r, err := x.Verify(context.Background(), ""); err != nil || !r.OK {
			t.Errorf("the log: %+v, %v", r, err)
		}
	})
}

func firstOf(t testing.TB, x *office) value.ID {
	t.Helper()
	all, err := x.room.Of(context.Background(), x.elena, x.cases[0])
	fine(t, err)
	if len(all) == 0 {
		t.Fatal("no document")
	}
	return all[0].ID
}

func TestBatchTakesTheFiltersOfTheCaseList(t *testing.T) {
	inOffices(t, 3, func(t *testing.T, x *office) {
		in := notices
		in.Filters = url.Values{"stato": {"IN_VALUTAZIONE"}}
		if p := x.work(t, x.start(t, in)); p.Made != 3 {
			t.Errorf("%+v", p)
		}
		in.Filters = url.Values{"stato": {"CHIUSA"}}
		_, err := x.room.StartBatch(context.Background(), x.carla, in)
		wrongField(t, err, "cases")
		in.Filters = url.Values{"stato": {"CHE_NON_ESISTE"}}
		_, err = x.room.StartBatch(context.Background(), x.carla, in)
		wrongField(t, err, "cases")
		x.eachHasOne(t)
	})
}

func wrongField(t testing.TB, err error, want string) {
	t.Helper()
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != want {
		t.Errorf("want %s to be wrong: %v", want, err)
	}
}

func TestBatchThatCannotBe(t *testing.T) {
	inOffices(t, 1, func(t *testing.T, x *office) {
		for _, c := range []struct {
			field string
			in    document.Batch
		}{
			{"cases", notices},
			{"cases", document.Batch{Model: "INFORMATIVA", Lang: "it", Cases: make([]value.ID, document.MaxBatch+1)}},
			{"lang", document.Batch{Model: "INFORMATIVA", Lang: "la", Cases: x.cases}},
			{"model", document.Batch{Model: "BOH", Lang: "it", Cases: x.cases}},
			{"model", document.Batch{Model: "ORDINE_DEL_GIORNO", Lang: "it", Cases: x.cases}},
			{"model", document.Batch{Model: "RELAZIONE_ANNUALE", Lang: "it", Cases: x.cases}},
		} {
			_, err := x.room.StartBatch(context.Background(), x.carla, c.in)
			wrongField(t, err, c.field)
		}
		in := notices
		in.Cases = []value.ID{x.cases[0], value.NewID()}
		if _, err := x.room.StartBatch(context.Background(), x.carla, in); !fault.Is(err, fault.NotFound) {
			t.Errorf("a case that is not there: %v", err)
		}
		if all, err := x.room.Batches(context.Background(), x.carla, 10); err != nil || len(all) != 0 {
			t.Errorf("a refused batch is kept: %+v, %v", all, err)
		}
	})
}

func TestBatchIsTheCoordinators(t *testing.T) {
	inOffices(t, 1, func(t *testing.T, x *office) {
		ctx, in := context.Background(), notices
		in.Cases = x.cases
		id := x.start(t, in)
		for _, who := range []gate.Actor{x.elena, x.sofia, x.amina, x.dan, x.olga, {}} {
			for what, err := range map[string]error{
				"start":    second(x.room.StartBatch(ctx, who, in)),
				"matching": second(x.room.Matching(ctx, who, nil, 10)),
				"progress": second(x.room.Progress(ctx, who, id)),
				"cancel":   x.room.Cancel(ctx, who, id),
				"zip":      x.room.Zip(ctx, who, id, new(bytes.Buffer), func() { t.Error("begins") }),
			} {
				if what == "matching" && who.Zone == gatetest.Other {
					continue // her own zone's cases
				}
				if k := fault.KindOf(err); k != fault.NotFound && k != fault.Denied {
					t.Errorf("%s may %s: %v", who.Name, what, err)
				}
			}
		}
		if p := x.work(t, id); p.Made != 1 {
			t.Errorf("%+v", p)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// TestBatchReportsWhatItCannotDo leaves out a case without a project, and makes the others.
func TestBatchReportsWhatItCannotDo(t *testing.T) {
	inOffices(t, 3, func(t *testing.T, x *office) {
		ctx := context.Background()
		for _, c := range x.cases[1:] {
			_, err := x.plans.Begin(ctx, x.elena, c, "Voglio un lavoro vicino a casa.")
			fine(t, err)
		}
		in := document.Batch{Model: "PROGETTO", Lang: "it", Cases: x.cases}
		id := x.start(t, in)
		p := x.work(t, id)
		if p.Made != 2 || p.Skipped != 1 || len(p.Left) != 1 || p.Left[0].CaseID != x.cases[0] || p.Left[0].Why != document.SkipNothing || p.Left[0].CaseNumber == 0 {
			t.Errorf("%+v", p)
		}
	})
}

// dying is a context that ends after it was asked so many times whether it has.
type dying struct {
	context.Context
	end  context.CancelFunc
	left atomic.Int64
}

func newDying(n int64) *dying {
	d := &dying{}
	d.Context, d.end = context.WithCancel(context.Background())
	d.left.Store(n)
	return d
}

func (d *dying) Err() error {
	if d.left.Add(-1) <= 0 {
		d.end()
	}
	return d.Context.Err()
}

func TestBatchGoesOnAfterARestart(t *testing.T) {
	inOffices(t, 40, func(t *testing.T, x *office) {
		in := notices
		in.Cases = x.cases
		id := x.start(t, in)
		made := 0
		for range 3 {
			if err := x.room.Step(newDying(30)); err == nil {
				t.Fatal("the program was not stopped")
			}
			p := x.progress(t, id)
			if p.Over() || p.Skipped > 0 || p.Made < made {
				t.Fatalf("stopped with %+v", p)
			}
			made = p.Made
			x.restart()
		}
		if made == 0 {
			t.Error("nothing was made before the program stopped: the test shows nothing")
		}
		if p := x.work(t, id); p.Made != 40 || p.Skipped != 0 {
			t.Errorf("%+v", p)
		}
		x.eachHasOne(t)
	})
}

func TestTwoProcessesMakeNothingTwice(t *testing.T) {
	inOffices(t, 24, func(t *testing.T, x *office) {
		in := notices
		in.Cases = x.cases
		id := x.start(t, in)
		other, _ := roomsOver(x.Gate)
		var both sync.WaitGroup
		for _, r := range []*document.Room{x.room, other} {
			both.Go(func() {
				if err := r.Step(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if p := x.work(t, id); p.Made != 24 || p.Skipped != 0 {
			t.Errorf("%+v", p)
		}
		x.eachHasOne(t)
	})
}

func TestBatchIsStopped(t *testing.T) {
	inOffices(t, 30, func(t *testing.T, x *office) {
		ctx, in := context.Background(), notices
		in.Cases = x.cases
		id := x.start(t, in)
		_ = x.room.Step(newDying(30))
		before := x.progress(t, id)
		fine(t, x.room.Cancel(ctx, x.carla, id))
		fine(t, x.room.Cancel(ctx, x.carla, id))
		x.restart()
		fine(t, x.room.Step(ctx))
		p := x.progress(t, id)
		if p.Made != before.Made || p.CancelledAt.IsZero() || !p.EndedAt.IsZero() || p.Made == 30 {
			t.Errorf("before %+v, after %+v", before, p)
		}
	})
}

// TestBatchEndsWithTheRightOfWhoBeganIt: whoever may no longer make documents for many cases makes none through a batch that waits.
func TestBatchEndsWithTheRightOfWhoBeganIt(t *testing.T) {
	inOffices(t, 2, func(t *testing.T, x *office) {
		in := notices
		in.Cases = x.cases
		id := x.start(t, in)
		err := x.Write(context.Background(), gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
			if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account, ID: x.carla.Account}); err != nil {
				return err
			}
			return tx.Update("account", x.carla.Account, gate.Row{"disabled_at": tx.Now()})
		})
		fine(t, err)
		fine(t, x.room.Step(context.Background()))
		deputy := x.Account(t, gatetest.Zone, "Clara", policy.Coordinator)
		p, err := x.room.Progress(context.Background(), deputy, id)
		fine(t, err)
		if p.Made != 0 || p.CancelledAt.IsZero() {
			t.Errorf("%+v", p)
		}
	})
}

func TestZipHoldsThePDFsOfABatch(t *testing.T) {
	inOffices(t, 3, func(t *testing.T, x *office) {
		ctx, in := context.Background(), notices
		in.Cases = x.cases
		id := x.start(t, in)
		if err := x.room.Zip(ctx, x.carla, id, new(bytes.Buffer), func() { t.Error("begins with nothing") }); !fault.Is(err, fault.NotFound) {
			t.Errorf("an archive of nothing: %v", err)
		}
		x.work(t, id)
		var out bytes.Buffer
		begun := 0
		fine(t, x.room.Zip(ctx, x.carla, id, &out, func() { begun++ }))
		z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		fine(t, err)
		if len(z.File) != 3 || begun != 1 {
			t.Fatalf("%d files, begun %d times", len(z.File), begun)
		}
		for i, f := range z.File {
			r, err := f.Open()
			fine(t, err)
			var b bytes.Buffer
			_, err = b.ReadFrom(r)
			fine(t, err)
			if want := "documento-" + string(rune('1'+i)) + "-2026.pdf"; f.Name != want || !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) {
				t.Errorf("%s, %d bytes; want %s", f.Name, b.Len(), want)
			}
			if age := x.Now().Sub(value.InstantOf(f.Modified)); age < 0 || age > time.Minute {
				t.Errorf("%s is of %s", f.Name, f.Modified)
			}
		}
	})
}
