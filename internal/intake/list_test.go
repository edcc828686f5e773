package intake_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/intake"
	"siil/internal/value"
)

// many sends n referrals, one a day, alternately by anna and typed in by sofia.
func (w *world) many(t testing.TB, from, n int) (ids []value.ID) {
	t.Helper()
	for i := from; i < from+n; i++ {
		in, who := about(letters(i), letters(i*7+3), ""), w.anna
		if i%2 == 1 {
			in, who = w.typed(in), w.sofia
			in.ReceivedOn = w.Today()
		}
		ids = append(ids, w.send(t, who, in).ID)
		w.Clock.Add(24 * time.Hour)
	}
	return ids
}

// letters writes a number so that two of them are not like each other.
func letters(n int) string {
	return fmt.Sprintf("%[1]c%[1]c%[1]c%[2]c%[2]c%[2]c%[3]c%[3]c", 'a'+rune(n%26), 'b'+rune(n*5%24), 'c'+rune(n*11%20))
}

func (w *world) list(t testing.TB, who gate.Actor, q intake.ListQuery) (ids []value.ID) {
	t.Helper()
	for {
		p, err := w.room.List(ctx, who, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range p.Items {
			ids = append(ids, i.ID)
		}
		if p.Next == "" {
			return ids
		}
		q.After = p.Next
	}
}

func TestTheListIsPagedAndFiltered(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ids := w.many(t, 0, 9)
		w.assess(t, ids[0], intake.NotAdmitted, "x", "")
		w.assess(t, ids[1], intake.ToComplete, "x", "")
		w.Clock.Add(10 * 24 * time.Hour)
		for name, c := range map[string]struct {
			who  gate.Actor
			q    intake.ListQuery
			want []int
		}{
			"all, newest first":        {w.carla, intake.ListQuery{}, []int{8, 7, 6, 5, 4, 3, 2, 1, 0}},
			"to answer, by term":       {w.sofia, intake.ListQuery{State: "received"}, []int{2, 3, 4, 5, 6, 7, 8}},
			"waits for the sender":     {w.carla, intake.ListQuery{State: "to_complete"}, []int{1}},
			"without outcome":          {w.carla, intake.ListQuery{State: intake.Unanswered}, []int{1, 2, 3, 4, 5, 6, 7, 8}},
			"answered":                 {w.carla, intake.ListQuery{State: "answered"}, []int{0}},
			"of a body":                {w.carla, intake.ListQuery{OrganisationID: w.charity}, []int{7, 5, 3, 1}},
			"typed in by me":           {w.sofia, intake.ListQuery{Mine: true}, []int{7, 5, 3, 1}},
			"mine":                     {w.anna, intake.ListQuery{}, []int{8, 6, 4, 2, 0}},
			"mine, of another body":    {w.anna, intake.ListQuery{OrganisationID: w.charity}, nil},
			"of somebody who has none": {w.bruno, intake.ListQuery{}, nil},
		} {
			for _, limit := range []int{0, 2} {
				c.q.Limit = limit
				got := w.list(t, c.who, c.q)
				var want []value.ID
				for _, i := range c.want {
					want = append(want, ids[i])
				}
				if c.q.State == "received" || c.q.State == intake.Unanswered { // several have the same term
					if len(got) != len(want) {
						t.Errorf("%s, %d a page: %d of %d", name, limit, len(got), len(want))
					}
					continue
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s, %d a page:\n%v\n%v", name, limit, got, want)
				}
			}
		}
		p, err := w.room.List(ctx, w.carla, intake.ListQuery{Late: true})
		if err != nil || p.Counts.Received != 7 || p.Counts.Answered != 1 || p.Counts.ToComplete != 1 || p.Counts.Late == 0 || len(p.Items) != p.Counts.Late {
			t.Errorf("%d late, %+v, %v", len(p.Items), p.Counts, err)
		}
		for i, x := range p.Items {
			if !x.Late || i > 0 && x.DueOn.Before(p.Items[i-1].DueOn) {
				t.Errorf("not late, or not in the order of the terms: %+v", x)
			}
		}
		for _, q := range []intake.ListQuery{{State: "x"}, {After: "x"}, {State: "received", After: "x"}, {State: "received", After: "2026-11-11_x"}} {
			if _, err := w.room.List(ctx, w.carla, q); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: %v", q, err)
			}
		}
	})
}

func TestTheNumberOfQueriesDoesNotGrow(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		count := func(do func(c context.Context) error) int {
			c, n := gate.CountQueries(ctx)
			if err := do(c); err != nil {
				t.Fatal(err)
			}
			return *n
		}
		ids := w.many(t, 0, 3)
		measure := func() []int {
			var out []int
			for _, who := range []gate.Actor{w.carla, w.anna} {
				out = append(out, count(func(c context.Context) error { _, err := w.room.List(c, who, intake.ListQuery{}); return err }),
					count(func(c context.Context) error { _, err := w.room.Read(c, who, ids[0]); return err }))
			}
			out = append(out, count(func(c context.Context) error {
				return w.Read(c, w.carla, func(tx *gate.ReadTx) error {
					if _, _, err := w.room.ToAnswer(tx); err != nil {
						return err
					}
					_, _, err := w.room.Waiting(tx, 50)
					return err
				})
			}))
			return out
		}
		few := measure()
		w.many(t, 3, 20)
		for i := range 3 {
			w.assess(t, ids[0], intake.ToComplete, "x", "")
			if err := w.room.Reply(ctx, w.anna, ids[0], fmt.Sprint("y", i)); err != nil {
				t.Fatal(err)
			}
		}
		if got := measure(); fmt.Sprint(got) != fmt.Sprint(few) {
			t.Errorf("queries: %v with few, %v with many", few, got)
		}
		t.Logf("list, read by coordinator; by sender; count and waiting list: %v", few)
	})
}

func TestTheWaitingList(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		plain := w.send(t, w.anna, about("Samira", "Provini", codeA))
		w.Clock.Add(24 * time.Hour)
		in := about("Livia", "Finzioni", "")
		in.Urgency, in.UrgencyReason = "urgent", "sfratto"
		urgent := w.send(t, w.anna, in)
		asked := w.send(t, w.anna, about("Gustavo", "Inventati", ""))
		w.assess(t, asked.ID, intake.ToComplete, "x", "")
		team := w.send(t, w.anna, about("Teresa", "Immaginari", ""))
		w.assess(t, team.ID, intake.ToTeam, "x", "")
		out := w.send(t, w.anna, about("Nando", "Chimere", ""))
		w.assess(t, out.ID, intake.NotAdmitted, "x", "")
		w.Clock.Add(20 * 24 * time.Hour)
		var got []intake.WaitingCase
		total := 0
		w.read(t, w.sofia, func(tx *gate.ReadTx) (err error) {
			got, total, err = w.room.Waiting(tx, 3)
			if err == nil && len(got) != 3 {
				t.Errorf("%d with a limit of 3", len(got))
			}
			got, _, err = w.room.Waiting(tx, 50)
			return err
		})
		if total != 4 || len(got) != 4 {
			t.Fatalf("%d waiting: %+v", total, got)
		}
		for i, want := range []struct {
			id   value.ID
			why  string
			late int
			due  string
		}{{urgent.ID, intake.WaitsToAssess, 5, "2026-12-10"}, {plain.ID, intake.WaitsToAssess, 6, "2026-12-09"}, {asked.ID, intake.WaitsForSender, 0, ""},
			{team.ID, intake.WaitsToCall, 0, "2026-12-25"}} {
			x := got[i]
			if x.ReferralID != want.id || x.Why != want.why || x.LateDays != want.late || x.DueOn.ISO() != want.due || x.Urgent != (i == 0) {
				t.Errorf("%d: %+v", i, x)
			}
		}
		if got[1].Days != 21 || got[1].Name != "Provini Samira" || got[1].State != "SEGNALATA" {
			t.Errorf("%+v", got[1])
		}
		w.agenda(t, team.ID, "2026-12-22", "closed", "postponed")
		if x := w.waits(t, team.ID); x.Why != intake.WaitsPutOff {
			t.Errorf("put off: %+v", x)
		}
		w.agenda(t, team.ID, "2026-12-23", "cancelled", "to_do")
		if x := w.waits(t, team.ID); x.Why != intake.WaitsPutOff {
			t.Errorf("on the agenda of a sitting that was cancelled: %+v", x)
		}
		id := w.agenda(t, team.ID, "2026-12-29", "convened", "to_do")
		if x := w.waits(t, team.ID); x.Why != intake.WaitsOnAgenda || x.WhyOn.ISO() != "2026-12-29" || x.SittingID != id {
			t.Errorf("on the agenda: %+v", x)
		}
		w.read(t, w.dario, func(tx *gate.ReadTx) error {
			if got, total, err := w.room.Waiting(tx, 50); err != nil || total != 0 || len(got) != 0 {
				t.Errorf("the auditor sees who waits: %v", err)
			}
			return nil
		})
	})
}

// agenda puts the case of a referral on the agenda of a sitting.
func (w *world) agenda(t testing.TB, referred value.ID, on, sitting, item string) (id value.ID) {
	t.Helper()
	id = value.NewID()
	w.write(t, func(tx *gate.WriteTx) error {
		n := 0
		var caseID, episode value.ID
		if err := tx.One("SELECT COUNT(*) FROM sitting WHERE zone = $1", []any{tx.Zone()}, &n); err != nil {
			return err
		}
		if err := tx.One("SELECT case_id, episode_id FROM referral WHERE zone = $1 AND id = $2", []any{tx.Zone(), referred}, &caseID, &episode); err != nil {
			return err
		}
		err := tx.Insert("sitting", gate.Row{"id": id, "number": n + 1, "on_day": on, "starts": "09:30", "state": sitting, "called_at": tx.Now(), "called_n": 1, "changed_at": tx.Now(), "version": 1})
		if err != nil {
			return err
		}
		return tx.Insert("sitting_item", gate.Row{"id": value.NewID(), "sitting_id": id, "case_id": caseID, "episode_id": episode, "position": 1, "why": "new",
			"held_state": "IN_EQUIPE", "state": item, "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
	})
	return id
}

// waits finds the case of a referral in the waiting list.
func (w *world) waits(t testing.TB, referred value.ID) (found intake.WaitingCase) {
	t.Helper()
	w.read(t, w.carla, func(tx *gate.ReadTx) error {
		all, _, err := w.room.Waiting(tx, 50)
		for _, x := range all {
			if x.ReferralID == referred {
				found = x
			}
		}
		return err
	})
	return found
}

// However people are referred, outcomes given and codes written, a tax code has one case at most, and every number is given once.
func TestOneCaseForEachTaxCode(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	codes := []string{codeA, codeB, "PRVSMR90A41Z3P0B", ""}
	names := [][2]string{{"Samira", "Provini"}, {"Samyra", "Provini"}, {"Provini", "Samira"}, {"Gustavo", "Inventati"}}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(rt, "sendings")
		for range n {
			name, code := rapid.SampledFrom(names).Draw(rt, "name"), rapid.SampledFrom(codes).Draw(rt, "code")
			in := about(name[0], name[1], code)
			who := rapid.SampledFrom([]gate.Actor{w.anna, w.bruno, w.sofia, w.carla}).Draw(rt, "who")
			if who.Account == w.sofia.Account || who.Account == w.carla.Account {
				in = w.typed(in)
				if rapid.Bool().Draw(rt, "alone") {
					in.Channel = "direct"
				}
				if twins, err := w.room.Suggest(ctx, who, in.Person); err == nil && len(twins) > 0 {
					if rapid.Bool().Draw(rt, "nobody") {
						in.Nobody = true
						for _, x := range twins {
							in.Seen = append(in.Seen, x.Person.ID)
						}
					} else if rapid.Bool().Draw(rt, "twin") {
						in.Twin = rapid.SampledFrom(twins).Draw(rt, "which").Person.ID
					}
				}
			}
			s, err := w.room.Send(ctx, who, in)
			if err != nil && !intake.TwinsUnseen(err) && !hasField(err, "tax_code") {
				rt.Fatal(err)
			}
			if err == nil && s.State == "received" && rapid.Bool().Draw(rt, "assess") {
				w.assess(t, s.ID, rapid.SampledFrom([]string{intake.ToTeam, intake.OtherService, intake.NotAdmitted}).Draw(rt, "outcome"), "x", "y")
			}
		}
		if n := w.number(t, `SELECT COUNT(*) FROM (SELECT p.tax_code FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id
			WHERE c.zone = $1 AND p.tax_code IS NOT NULL GROUP BY p.tax_code HAVING COUNT(*) > 1) AS twice`); n > 0 {
			rt.Fatalf("%d tax codes with two cases", n)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM case_file WHERE zone = $1 AND (SELECT COUNT(*) FROM referral f WHERE f.zone = $1 AND f.case_id = case_file.id) = 0"); n > 0 {
			rt.Fatalf("%d cases without a referral", n)
		}
	})
}
