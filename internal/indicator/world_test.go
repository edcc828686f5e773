package indicator

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/value"
)

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// past is a zone in which random things happen to cases.
type history struct {
	*gatetest.World
	zone        string
	room        *Room
	cases       *casefile.Room
	coordinator gate.Actor
	managers    []value.ID
	seats       []value.ID
	bodies      []value.ID
	instrument  value.ID
	files       []*file
	merges      []merged
}

// file is one case as its history needs to know it.
type file struct {
	id, person, episode value.ID
	merged              bool
	day                 value.Date // of the last thing that happened
	plan                value.ID
	members             []value.ID
}

type merged struct {
	kept, other *file
	id          value.ID
}

// newHistory makes a zone with two case managers, two seats and bodies whose names tell nothing, something of health, something else.
func newHistory(t testing.TB, w *gatetest.World, zone string) *history {
	h := &history{World: w, zone: zone, room: New(w.Gate, guideline.Default()), cases: casefile.New(w.Gate, guideline.Default())}
	if !w.HasZone(zone) {
		must(t, w.AddZone(ctx, zone, zone, true))
	}
	h.coordinator = w.Account(t, zone, "Carla", policy.Coordinator)
	for _, name := range []string{"Elena", "Paolo"} {
		h.managers = append(h.managers, w.Account(t, zone, name, policy.SocialWorker).Account)
	}
	h.write(t, func(tx *gate.WriteTx) error {
		for _, name := range []string{"Pescia", "Monsummano"} {
			id, err := network.AddSeat(tx, name, "")
			must(t, err)
			h.seats = append(h.seats, id)
		}
		for i, s := range []policy.Section{"", policy.Health, policy.Justice} {
			id, err := network.AddOrganisation(tx, fmt.Sprint("Ente ", i), "ETS", s)
			must(t, err)
			h.bodies = append(h.bodies, id)
		}
		n, h2 := &guideline.Default().Assessment, value.NewID()
		h.instrument = h2
		return tx.Insert("instrument", gate.Row{"id": h2, "code": n.Code, "version": n.Version, "digest": n.Digest(), "body": "{}", "made_at": tx.Now()})
	})
	return h
}

func (h *history) write(t testing.TB, do func(tx *gate.WriteTx) error) {
	t.Helper()
	must(t, h.Write(ctx, gate.System(h.zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	}))
}

// open makes a case in any state, as a list would bring it.
func (h *history) open(t *rapid.T, tb testing.TB) {
	m, f := guideline.Default(), &file{person: value.NewID()}
	state := rapid.SampledFrom(m.States).Draw(t, "state").Code
	opened := h.Today().AddDays(-rapid.IntRange(30, 500).Draw(t, "opened"))
	f.day = opened.AddDays(rapid.IntRange(0, 29).Draw(t, "state on"))
	o := casefile.Opening{PersonID: f.person, NameKey: "prova", State: state, OpenedOn: opened, StateOn: f.day,
		SeatID:       rapid.SampledFrom(append([]value.ID{""}, h.seats...)).Draw(t, "seat"),
		ManagerID:    rapid.SampledFrom(append([]value.ID{""}, h.managers...)).Draw(t, "manager"),
		ReferrerID:   rapid.SampledFrom(append([]value.ID{""}, h.bodies...)).Draw(t, "referrer"),
		Municipality: rapid.SampledFrom([]string{"", "047012", "047010"}).Draw(t, "town")}
	if rapid.Bool().Draw(t, "earlier") {
		o.Earlier = []casefile.Step{{State: "SEGNALATA", On: opened}}
	}
	h.write(tb, func(tx *gate.WriteTx) (err error) {
		must(tb, tx.Insert("person", gate.Row{"id": f.person, "given_name": "Prova", "family_name": "Prova", "name_key": "prova prova", "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}))
		must(tb, tx.NewPersonKey(f.person))
		f.id, f.episode, err = casefile.Open(tx, o)
		return err
	})
	h.files = append(h.files, f)
}

// live are the case files that were not merged into another.
func (h *history) live() []*file {
	return slices.DeleteFunc(slices.Clone(h.files), func(f *file) bool { return f.merged })
}

// happen lets one random thing happen.
func (h *history) happen(t *rapid.T, tb testing.TB) {
	live := h.live()
	if len(live) == 0 || rapid.IntRange(0, 5).Draw(t, "new") == 0 {
		h.open(t, tb)
		return
	}
	f := rapid.SampledFrom(live).Draw(t, "case")
	if f.day.Before(h.Today()) {
		f.day = f.day.AddDays(rapid.IntRange(0, min(40, h.Today().Sub(f.day))).Draw(t, "days later"))
	}
	var c casefile.Case
	must(tb, h.Read(ctx, gate.System(h.zone, "cli"), func(tx *gate.ReadTx) (err error) {
		must(tb, tx.Decide(policy.OverviewRead, policy.Resource{Kind: policy.Zone}))
		c, _, err = casefile.Facts(tx, f.id)
		return err
	}))
	switch rapid.SampledFrom([]string{"move", "move", "rest", "close", "next", "manager", "plan", "check", "rate", "rate", "enrol", "leave", "merge", "split", "back", "town"}).Draw(t, "what") {
	case "move":
		h.move(t, tb, f, c)
	case "rest":
		h.rest(tb, f, c)
	case "close":
		h.close(t, tb, f, c)
	case "back":
		h.back(t, tb, f, c)
	case "next":
		on := h.Today().AddDays(rapid.IntRange(-5, 20).Draw(t, "next"))
		h.write(tb, func(tx *gate.WriteTx) error { return casefile.SetNext(tx, casefile.NextSet{CaseID: f.id, On: on}) })
	case "manager":
		h.write(tb, func(tx *gate.WriteTx) error {
			return casefile.SetManager(tx, f.id, rapid.SampledFrom(h.managers).Draw(t, "manager"), casefile.Stamp{})
		})
	case "town":
		h.write(tb, func(tx *gate.WriteTx) error { return tx.Update("case_file", f.id, gate.Row{"municipality": "047014"}) })
	case "plan":
		h.plan(t, tb, f, c)
	case "check":
		h.check(t, tb, f, c)
	case "rate":
		h.rate(t, tb, f, c)
	case "enrol":
		code := rapid.SampledFrom([]string{"ADI", "GOL_1", "L68_99"}).Draw(t, "programme")
		h.write(tb, func(tx *gate.WriteTx) error {
			n := 0
			must(tb, tx.One("SELECT COUNT(*) FROM membership WHERE zone = $1 AND person_id = $2 AND programme = $3 AND until_on IS NULL", []any{h.zone, f.person, code}, &n))
			if n > 0 {
				return nil
			}
			id, err := programme.Enrol(tx, f.person, code, "", f.day, "program")
			f.members = append(f.members, id)
			return err
		})
	case "leave":
		if n := len(f.members); n > 0 {
			h.write(tb, func(tx *gate.WriteTx) error {
				return tx.Update("membership", f.members[n-1], gate.Row{"until_on": h.Today()})
			})
			f.members = f.members[:n-1]
		}
	case "merge":
		h.merge(t, tb, f, c)
	case "split":
		h.split(tb)
	}
}

func (h *history) move(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	var to []string
	for _, s := range guideline.Default().States {
		if s.Kind == guideline.Open || s.Mark == guideline.Refused {
			to = append(to, s.Code)
		}
	}
	now, _ := guideline.Default().State(c.State)
	switch now.Kind {
	case guideline.Open:
		h.write(tb, func(tx *gate.WriteTx) error {
			return casefile.SetState(tx, casefile.StateSet{CaseID: f.id, To: rapid.SampledFrom(to).Draw(t, "to"), On: f.day})
		})
	case guideline.Suspended:
		h.write(tb, func(tx *gate.WriteTx) error { return casefile.Resume(tx, casefile.Resuming{CaseID: f.id, On: f.day}) })
	case guideline.Closed:
		h.write(tb, func(tx *gate.WriteTx) (err error) {
			f.episode, err = casefile.Reopen(tx, casefile.Reopening{CaseID: f.id, On: f.day, Reason: "torna"})
			return err
		})
	}
}

func (h *history) rest(tb testing.TB, f *file, c casefile.Case) {
	if s, _ := guideline.Default().State(c.State); s.Kind == guideline.Open {
		h.write(tb, func(tx *gate.WriteTx) error {
			return casefile.Suspend(tx, casefile.Suspending{CaseID: f.id, SinceOn: f.day, Reason: guideline.Default().SuspensionReasons[0].Code})
		})
	}
}

func (h *history) close(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	if s, _ := guideline.Default().State(c.State); s.Kind == guideline.Closed {
		return
	}
	x := casefile.Closing{CaseID: f.id, On: f.day, Reason: rapid.SampledFrom(guideline.Default().ClosureReasons).Draw(t, "reason").Code}
	for _, o := range guideline.Default().Outcomes {
		if o.Kind == "yes_no" && rapid.IntRange(0, 4).Draw(t, o.Code) == 0 {
			x.Outcomes = append(x.Outcomes, o.Code)
		}
	}
	h.write(tb, func(tx *gate.WriteTx) error { return casefile.CloseEpisode(tx, x) })
}

// back decides something and takes it back.
func (h *history) back(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	before := c.Before()
	h.close(t, tb, f, c)
	if rapid.Bool().Draw(t, "left closed") {
		return
	}
	h.write(tb, func(tx *gate.WriteTx) error { return casefile.TakeBack(tx, f.id, before, "ripensato") })
}

// plan puts a version in force in the place of the one before.
func (h *history) plan(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	h.write(tb, func(tx *gate.WriteTx) error {
		n := 0
		must(tb, tx.One("SELECT COUNT(*) FROM plan WHERE zone = $1 AND case_id = $2", []any{h.zone, f.id}, &n))
		if f.plan != "" {
			must(tb, tx.Update("plan", f.plan, gate.Row{"state": "superseded", "superseded_at": tx.Now()}))
		}
		f.plan = value.NewID()
		row := gate.Row{"id": f.plan, "case_id": f.id, "episode_id": c.EpisodeID, "person_id": f.person, "number": n + 1, "state": "in_force", "aims": "", "made_at": tx.Now(),
			"force_on": f.day, "due_on": f.day.AddDays(90), "changed_at": tx.Now(), "version": 1}
		must(tb, tx.Insert("plan", row))
		for range rapid.IntRange(0, 2).Draw(t, "dates") {
			must(tb, tx.Insert("plan_date", gate.Row{"id": value.NewID(), "plan_id": f.plan, "on_day": f.day.AddDays(rapid.IntRange(-1, 120).Draw(t, "date"))}))
		}
		return nil
	})
}

func (h *history) check(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	if f.plan == "" {
		return
	}
	h.write(tb, func(tx *gate.WriteTx) error {
		row := gate.Row{"id": value.NewID(), "case_id": f.id, "episode_id": c.EpisodeID, "person_id": f.person, "plan_id": f.plan, "on_day": f.day, "with_person": true,
			"reopens": false, "made_at": tx.Now()}
		if next := rapid.IntRange(0, 90).Draw(t, "next check"); next > 0 {
			row["next_on"] = f.day.AddDays(next)
			must(tb, tx.Update("plan", f.plan, gate.Row{"due_on": row["next_on"]}))
		}
		return tx.Insert("plan_check", row)
	})
}

// rate closes an assessment, with levels of common and of reserved domains.
func (h *history) rate(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	h.write(tb, func(tx *gate.WriteTx) error {
		id := value.NewID()
		row := gate.Row{"id": id, "case_id": f.id, "episode_id": c.EpisodeID, "person_id": f.person, "kind": "entry", "instrument_id": h.instrument, "on_day": f.day,
			"begun_at": tx.Now(), "version": 1}
		if rapid.IntRange(0, 4).Draw(t, "stays open") > 0 {
			row["closed_at"] = tx.Now()
		} else {
			row["dropped_at"] = tx.Now()
		}
		must(tb, tx.Insert("assessment", row))
		for _, d := range guideline.Default().Assessment.Domains {
			x := gate.Row{"id": value.NewID(), "assessment_id": id, "domain": d.Code, "section": d.Section, "ours_version": 1, "person_version": 1, "version": 1}
			if level := rapid.IntRange(0, 5).Draw(t, d.Code); level > 0 {
				x["level"] = level
			}
			must(tb, tx.Insert("rating", x))
		}
		return nil
	})
}

func (h *history) merge(t *rapid.T, tb testing.TB, f *file, c casefile.Case) {
	live := slices.DeleteFunc(h.live(), func(x *file) bool { return x == f })
	if len(live) == 0 {
		return
	}
	other := rapid.SampledFrom(live).Draw(t, "other")
	must(tb, h.cases.MergePeople(ctx, h.coordinator, casefile.Merging{Kept: f.id, Version: c.Version, Merged: other.person, Reason: "la stessa"}))
	m := merged{kept: f, other: other}
	must(tb, h.Read(ctx, gate.System(h.zone, "cli"), func(tx *gate.ReadTx) error {
		must(tb, tx.Decide(policy.OverviewRead, policy.Resource{Kind: policy.Zone}))
		return tx.One("SELECT id FROM person_merge WHERE zone = $1 AND merged_id = $2 AND undone_at IS NULL", []any{h.zone, other.person}, &m.id)
	}))
	other.merged = true
	h.merges = append(h.merges, m)
}

// split undoes the last merge.
func (h *history) split(tb testing.TB) {
	n := len(h.merges)
	if n == 0 {
		return
	}
	m := h.merges[n-1]
	h.merges = h.merges[:n-1]
	must(tb, h.cases.Split(ctx, h.coordinator, m.kept.id, m.id, "due persone"))
	m.other.merged = false
}
