package casefile_test

import (
	"testing"

	"pgregory.net/rapid"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/value"
)

// TestRandomCommandsKeepTheCaseInOrder makes random commands of random people on one case at a time. Whatever comes, the rows agree with
// each other afterwards, no command fails in a way that is our fault, and the log verifies at the end.
func TestRandomCommandsKeepTheCaseInOrder(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		runs, most := 0, 40
		if w.Engine() == "PostgreSQL" {
			most = 12
		}
		rapid.Check(t, func(rt *rapid.T) {
			if runs++; runs > most { // rapid's own default is more than the shared machine likes
				return
			}
			m := &machine{world: w, t: t, rt: rt, id: w.open(t, casefile.Opening{State: rapid.SampledFrom(openStates).Draw(rt, "state")})}
			for range rapid.IntRange(5, 20).Draw(rt, "steps") {
				w.Clock.Add(1e6)
				m.step()
				m.check()
			}
		})
		w.whole(t)
	})
}

var openStates = []string{"SEGNALATA", "IN_EQUIPE", "ASSEGNATA", "IN_VALUTAZIONE", "IN_ATTUAZIONE", "SOSPESA", "CHIUSA", "RINVIATA", "FOLLOW_UP"}

type machine struct {
	*world
	t  *testing.T
	rt *rapid.T
	id value.ID
}

func (m *machine) step() {
	w, rt := m.world, m.rt
	people := []gate.Actor{w.coordinator, w.coordinator, w.elena, w.sara, w.paolo, w.secretary}
	who := rapid.SampledFrom(people).Draw(rt, "who")
	account := rapid.SampledFrom(people).Draw(rt, "account").Account
	c, _ := w.facts(m.t, w.coordinator, m.id)
	v := c.Version - rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(rt, "stale")
	offer := value.NewID()
	if c.HandOver != nil {
		offer = c.HandOver.ID
		if rapid.Bool().Draw(rt, "asked") {
			for _, p := range people {
				if p.Account == c.HandOver.To {
					who = p
				}
			}
		}
	}
	on := today.AddDays(-rapid.IntRange(-1, 2).Draw(rt, "day"))
	var states []string
	for _, s := range guideline.Default().States {
		states = append(states, s.Code)
	}
	commands := []func() error{
		func() error {
			return w.room.Move(ctx, who, m.id, casefile.Moving{Version: v, To: rapid.SampledFrom(states).Draw(rt, "to"), On: on, Reason: "motivo"})
		},
		func() error {
			return w.room.Suspend(ctx, who, m.id, casefile.Resting{Version: v, SinceOn: on, Reason: "SALUTE", Note: "x"})
		},
		func() error {
			return w.room.PutOffReview(ctx, who, m.id, casefile.Resting{Version: v, SinceOn: on, Reason: "ASSENZA"})
		},
		func() error { return w.room.Resume(ctx, who, m.id, casefile.Waking{Version: v, On: on}) },
		func() error {
			return w.room.Close(ctx, who, m.id, casefile.Ending{Version: v, On: on, Reason: "LAVORO"})
		},
		func() error {
			return w.room.Reopen(ctx, who, m.id, casefile.Beginning{Version: v, On: on, Reason: "torna"})
		},
		func() error { return w.room.AssignManager(ctx, who, m.id, v, account) },
		func() error {
			return w.room.AskHandOver(ctx, who, m.id, casefile.Passing{Version: v, To: account, Reason: "ferie", Stays: rapid.Bool().Draw(rt, "stays")})
		},
		func() error { return w.room.AcceptHandOver(ctx, who, m.id, offer) },
		func() error { return w.room.DeclineHandOver(ctx, who, m.id, offer, "no") },
		func() error { return w.room.WithdrawHandOver(ctx, who, m.id, offer) },
		func() error { return w.room.Join(ctx, who, m.id, casefile.Membership{AccountID: account}) },
		func() error {
			return w.room.Leave(ctx, who, m.id, casefile.Membership{AccountID: account, Reason: "x"})
		},
		func() error {
			return w.room.AllowJustice(ctx, who, m.id, casefile.Membership{AccountID: account, Reason: "x"}, rapid.Bool().Draw(rt, "allow"))
		},
		func() error {
			_, err := w.room.SetNextDate(ctx, who, m.id, casefile.Dating{Version: v, On: on.AddDays(5), Clear: rapid.Bool().Draw(rt, "clear")})
			return err
		},
		func() error { return w.room.UndoNextDate(ctx, who, m.id, v) },
		func() error {
			_, err := w.room.WriteNote(ctx, who, m.id, casefile.NoteInput{Section: rapid.SampledFrom(policy.Sections).Draw(rt, "section"), On: on, Text: "x"})
			return err
		},
	}
	err := commands[rapid.IntRange(0, len(commands)-1).Draw(rt, "command")]()
	if err != nil && (fault.KindOf(err) == fault.Internal || fault.KindOf(err) == fault.Locked) {
		rt.Fatalf("a command broke: %v", err)
	}
}

// check holds the rows of the case against each other.
func (m *machine) check() {
	c, _ := m.facts(m.t, m.coordinator, m.id)
	kind := kindOf(c.State)
	one := func(query string, args ...any) int { return m.number(m.t, query, append([]any{m.id}, args...)...) }
	managers := one("SELECT COUNT(*) FROM case_manager WHERE zone = $1 AND case_id = $2 AND until_at IS NULL")
	if managers > 1 || (managers == 1) != (c.ManagerID != "") {
		m.rt.Fatalf("%d managers, the head says %q", managers, c.ManagerID)
	}
	if c.ManagerID != "" && one("SELECT COUNT(*) FROM case_manager WHERE zone = $1 AND case_id = $2 AND until_at IS NULL AND account_id = $3", c.ManagerID) != 1 {
		m.rt.Fatal("the manager of the head is another than that of the history")
	}
	if one("SELECT COUNT(*) FROM state_change s WHERE zone = $1 AND case_id = $2 AND to_state = $3 AND at = (SELECT MAX(at) FROM state_change x WHERE x.zone = s.zone AND x.case_id = s.case_id)", c.State) != 1 {
		m.rt.Fatalf("the newest change of state does not lead to %s", c.State)
	}
	if open := one("SELECT COUNT(*) FROM suspension WHERE zone = $1 AND case_id = $2 AND ended_at IS NULL"); (open == 1) != (kind == guideline.Suspended) || open > 1 {
		m.rt.Fatalf("%d open suspensions in %s", open, c.State)
	}
	if c.ReviewOn.IsZero() == (kind == guideline.Suspended) {
		m.rt.Fatalf("review %q in %s", c.ReviewOn, c.State)
	}
	if closed := one("SELECT COUNT(*) FROM closure WHERE zone = $1 AND case_id = $2 AND episode_id = $3", c.EpisodeID); (closed == 1) != (c.State == "CHIUSA" || c.State == "FOLLOW_UP") {
		m.rt.Fatalf("%d closures of the episode in %s", closed, c.State)
	}
	if ended := one("SELECT COUNT(*) FROM episode WHERE zone = $1 AND case_id = $2 AND id = $3 AND closed_on IS NOT NULL", c.EpisodeID); (ended == 1) != (kind == guideline.Closed) {
		m.rt.Fatalf("episode ended: %d, in %s", ended, c.State)
	}
	if open := one("SELECT COUNT(*) FROM episode WHERE zone = $1 AND case_id = $2 AND closed_on IS NULL"); open > 1 {
		m.rt.Fatalf("%d open episodes", open)
	}
	if kind == guideline.Closed && c.HandOver != nil {
		m.rt.Fatal("a closed case waits for an answer to a hand-over")
	}
	if n := one("SELECT COUNT(*) FROM case_date d WHERE zone = $1 AND case_id = $2 AND COALESCE(on_day, '') = $3 AND at = (SELECT MAX(at) FROM case_date x WHERE x.zone = d.zone AND x.case_id = d.case_id)", c.NextOn.ISO()); n != 1 && !c.NextOn.IsZero() {
		m.rt.Fatalf("the next date of the head %s is not the newest of the history", c.NextOn)
	}
}

func kindOf(state string) guideline.Kind {
	s, _ := guideline.Default().State(state)
	return s.Kind
}
