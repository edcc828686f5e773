package sitting_test

import (
	"context"
	"fmt"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/referral"
	"siil/internal/sitting"
	"siil/internal/value"
)

var (
	ctx   = context.Background()
	today = value.MustDate("2026-11-24")
)

// world is a zone with a team, a sender, and cases that wait for the team.
type world struct {
	*gatetest.World
	room                                                                          *sitting.Room
	cases                                                                         *casefile.Room
	coordinator, second, elena, sara, paolo, lucia, secretary, sender, dpo, outer gate.Actor
	n                                                                             int
}

func newWorld(t testing.TB, w *gatetest.World) *world {
	m := guideline.Default()
	x := &world{World: w, cases: casefile.New(w.Gate, m)}
	x.room = sitting.New(w.Gate, m, x.cases)
	x.coordinator = w.Account(t, gatetest.Zone, "Marta", policy.Coordinator)
	x.second = w.Account(t, gatetest.Zone, "Carla", policy.Coordinator)
	x.elena = w.Account(t, gatetest.Zone, "Elena", policy.SocialWorker)
	x.sara = w.Account(t, gatetest.Zone, "Sara", policy.SocialWorker)
	x.paolo = w.Account(t, gatetest.Zone, "Paolo", policy.EmploymentOfficer)
	x.lucia = w.Account(t, gatetest.Zone, "Lucia", policy.HealthWorker)
	x.secretary = w.Account(t, gatetest.Zone, "Gianna", policy.Secretary)
	x.sender = w.Account(t, gatetest.Zone, "Irene", policy.Referrer)
	x.dpo = w.Account(t, gatetest.Zone, "Dario", policy.Auditor)
	x.outer = w.Account(t, gatetest.Other, "Olga", policy.Coordinator)
	return x
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

// do runs a change that the program itself decides.
func (w *world) do(t testing.TB, a policy.Action, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(a, policy.Resource{Kind: policy.Case}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// secret is what a referral says; no database may hold it in clear.
const secret = "vive in macchina da ottobre"

// waits makes a person with a case that waits for the team since a day, referred by the sender.
func (w *world) waits(t testing.TB, since string, urgency string) value.ID {
	t.Helper()
	w.n++
	return w.opens(t, casefile.Opening{OpenedOn: value.MustDate(since), State: "IN_EQUIPE"}, urgency)
}

func (w *world) opens(t testing.TB, o casefile.Opening, urgency string) (caseID value.ID) {
	t.Helper()
	w.n++
	person, given, family := value.NewID(), fmt.Sprintf("Nadia%c", 'a'+rune(w.n%26)), "Inventati"
	w.do(t, policy.PersonCreate, func(tx *gate.WriteTx) error {
		err := tx.Insert("person", gate.Row{"id": person, "given_name": given, "family_name": family, "name_key": value.NameKey(family, given),
			"birth_date": value.MustDate("2005-06-01"), "municipality": "047003", "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()})
		if err != nil {
			return err
		}
		return tx.NewPersonKey(person)
	})
	o.PersonID, o.NameKey = person, value.NameKey(family, given)
	w.do(t, policy.CaseCreate, func(tx *gate.WriteTx) error {
		var episode value.ID
		var err error
		if caseID, episode, err = casefile.Open(tx, o); err != nil {
			return err
		}
		s, err := referral.Insert(tx, referral.Sheet{CaseID: caseID, EpisodeID: episode, PersonID: person, SenderID: w.sender.Account, SenderName: "Irene Mori",
			SenderWords: "coop. Filo Verde", Channel: "online", Urgency: urgency, Informed: "agrees", InformedOn: o.OpenedOn, ReceivedOn: o.OpenedOn, DueOn: o.OpenedOn.AddDays(30),
			Words: referral.Words{Reason: secret, Asked: "un percorso", PersonWords: "mi piace cucinare", Needs: map[string]string{"CASA": "ospitata", "SALUTE": "segue una terapia"},
				Services: []string{"CPI", "SANITARI"}, ServicesText: "SERD"}}, "program")
		if err != nil {
			return err
		}
		return referral.Decide(tx, s, referral.ToTeam, "bisogni insieme", "")
	})
	return caseID
}

// calling is a sitting as the tests convene it: quorum is Elena for social, Paolo for work.
func (w *world) calling(agenda ...value.ID) sitting.Calling {
	return sitting.Calling{OnDay: value.MustDate("2026-11-26"), Starts: "14:30", Place: "Monsummano Terme", Agenda: agenda, Members: []sitting.Called{
		{AccountID: w.coordinator.Account}, {AccountID: w.second.Account}, {AccountID: w.elena.Account}, {AccountID: w.paolo.Account}, {AccountID: w.lucia.Account},
		{AccountID: w.secretary.Account, Recorder: true}}}
}

func (w *world) call(t testing.TB, agenda ...value.ID) value.ID {
	t.Helper()
	id, err := w.room.Call(ctx, w.coordinator, w.calling(agenda...))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// running convenes a sitting and opens it with everybody there but Sara, who is not called.
func (w *world) running(t testing.TB, agenda ...value.ID) value.ID {
	t.Helper()
	id := w.call(t, agenda...)
	w.attend(t, id, w.coordinator, w.second, w.elena, w.paolo, w.lucia, w.secretary)
	return id
}

func (w *world) attend(t testing.TB, id value.ID, who ...gate.Actor) {
	t.Helper()
	var all []value.ID
	for _, a := range who {
		all = append(all, a.Account)
	}
	must(t, w.room.Attend(ctx, w.coordinator, id, all))
}

func (w *world) view(t testing.TB, who gate.Actor, id value.ID) sitting.View {
	t.Helper()
	v, err := w.room.View(ctx, who, id)
	must(t, err)
	return v
}

// item is the item of a case in a sitting, as the coordinator sees it.
func (w *world) item(t testing.TB, id, caseID value.ID) sitting.Item {
	t.Helper()
	for _, x := range w.view(t, w.coordinator, id).Items {
		if x.CaseID == caseID {
			return x
		}
	}
	t.Fatal("the case is not on the agenda")
	return sitting.Item{}
}

func (w *world) facts(t testing.TB, id value.ID) (c casefile.Case) {
	t.Helper()
	err := w.Read(ctx, w.coordinator, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		c, _, err = casefile.Facts(tx, id)
		return err
	})
	must(t, err)
	return c
}

// number reads one number with a query whose first parameter is the zone.
func (w *world) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	err := w.Unaudited(ctx, gatetest.Zone, func(tx *gate.ReadTx) error { return tx.One(query, append([]any{tx.Zone()}, args...), &n) })
	must(t, err)
	return n
}

// taken is a decision to take in charge with everything that one can say.
func (w *world) taken(caseID value.ID) sitting.Deciding {
	return sitting.Deciding{CaseID: caseID, Decision: "taken_in_charge", Reason: "casa e lavoro insieme", Note: "si concorda sul percorso", CaseManager: w.elena.Account,
		Team: []value.ID{w.paolo.Account, w.sara.Account}, Steps: []casefile.NextStep{
			{What: "Posti nel corso di cucina", WhoID: w.paolo.Account, DueOn: today.AddDays(16)},
			{What: "Primo colloquio congiunto", WhoID: w.elena.Account, DueOn: today.AddDays(10)},
			{What: "Sentire l'ufficio casa", WhoWords: "Comune", DueOn: today.AddDays(20)}}}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

func wants(t testing.TB, err error, k fault.Kind, what string) {
	t.Helper()
	if !fault.Is(err, k) {
		t.Errorf("%s: %v, want the kind %d", what, err, k)
	}
}

// whole fails the test when the log and the rows do not fit.
func (w *world) whole(t testing.TB) {
	t.Helper()
	if r, err := w.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("the log: %+v, %v", r, err)
	}
}
