package casefile_test

import (
	"strings"
	"testing"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

var today = value.MustDate("2026-11-24")

const goodReason = "La persona è allo sportello e chiede aiuto"

// followed opens a case that Elena manages and Sara is in the team of.
func (w *world) followed(t testing.TB, o casefile.Opening) value.ID {
	t.Helper()
	o.ManagerID = w.elena.Account
	id := w.open(t, o)
	if err := w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: w.sara.Account}); err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *world) version(t testing.TB, id value.ID) int {
	c, _ := w.facts(t, w.coordinator, id)
	return c.Version
}

func (w *world) offer(t testing.TB, id, to value.ID) value.ID {
	t.Helper()
	if err := w.room.AskHandOver(ctx, w.elena, id, casefile.Passing{Version: w.version(t, id), To: to, Reason: "ferie lunghe", Stays: true}); err != nil {
		t.Fatal(err)
	}
	c, _ := w.facts(t, w.coordinator, id)
	return c.HandOver.ID
}

// command is one change with those who may make it, by the letters: C coordinator, M case manager, T team, G with a reason, O core
// professional who has nothing to do with the case, H whoever the case is offered to. Secretary, auditor and another zone's coordinator may
// none of them.
type command struct {
	may string
	o   casefile.Opening
	do  func(t *testing.T, w *world, who gate.Actor, id value.ID) error
}

func commands() map[string]command {
	suspended := casefile.Opening{State: "SOSPESA", Before: "IN_VALUTAZIONE", StateReason: "ASSENZA"}
	return map[string]command{
		"note common": {may: "CMTG", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			_, err := w.room.WriteNote(ctx, who, id, casefile.NoteInput{Section: policy.Common, On: today, Text: "x"})
			return err
		}},
		"note social": {may: "MT", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			_, err := w.room.WriteNote(ctx, who, id, casefile.NoteInput{Section: policy.Social, On: today, Text: "x"})
			return err
		}},
		"note health": {may: "G", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error { // G is a health worker
			_, err := w.room.WriteNote(ctx, who, id, casefile.NoteInput{Section: policy.Health, On: today, Text: "x"})
			return err
		}},
		"note justice": {may: "", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			_, err := w.room.WriteNote(ctx, who, id, casefile.NoteInput{Section: policy.Justice, On: today, Text: "x"})
			return err
		}},
		"date": {may: "CMT", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			_, err := w.room.SetNextDate(ctx, who, id, casefile.Dating{Version: w.version(t, id), On: today.AddDays(9), What: "verifica"})
			return err
		}},
		"undo of a date": {may: "CMT", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.UndoNextDate(ctx, who, id, w.version(t, id))
		}},
		"move": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Move(ctx, who, id, casefile.Moving{Version: w.version(t, id), To: "IN_PROGETTAZIONE", On: today})
		}},
		"suspend": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Suspend(ctx, who, id, casefile.Resting{Version: w.version(t, id), SinceOn: today, Reason: "ASSENZA"})
		}},
		"put off": {may: "CM", o: suspended, do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.PutOffReview(ctx, who, id, casefile.Resting{Version: w.version(t, id), SinceOn: today, Reason: "ASSENZA", ReviewOn: today.AddDays(30)})
		}},
		"resume": {may: "CM", o: suspended, do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Resume(ctx, who, id, casefile.Waking{Version: w.version(t, id), On: today})
		}},
		"close": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Close(ctx, who, id, casefile.Ending{Version: w.version(t, id), On: today, Reason: "LAVORO", Outcomes: []string{"LAVORO_USCITA"}})
		}},
		"reopen": {may: "CM", o: casefile.Opening{State: "CHIUSA"}, do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Reopen(ctx, who, id, casefile.Beginning{Version: w.version(t, id), On: today, Reason: "torna"})
		}},
		"join": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Join(ctx, who, id, casefile.Membership{AccountID: w.lucia.Account})
		}},
		"leave": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.Leave(ctx, who, id, casefile.Membership{AccountID: w.sara.Account, Reason: "cambia sede"})
		}},
		"justice": {may: "C", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.AllowJustice(ctx, who, id, casefile.Membership{AccountID: w.sara.Account, Reason: "segue la misura"}, true)
		}},
		"hand over": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.AskHandOver(ctx, who, id, casefile.Passing{Version: w.version(t, id), To: w.paolo.Account, Reason: "ferie"})
		}},
		"accept": {may: "H", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.AcceptHandOver(ctx, who, id, w.offer(t, id, w.paolo.Account))
		}},
		"decline": {may: "H", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.DeclineHandOver(ctx, who, id, w.offer(t, id, w.paolo.Account), "troppi casi")
		}},
		"withdraw": {may: "CM", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.WithdrawHandOver(ctx, who, id, w.offer(t, id, w.paolo.Account))
		}},
		"merge": {may: "C", do: func(t *testing.T, w *world, who gate.Actor, id value.ID) error {
			return w.room.MergePeople(ctx, who, casefile.Merging{Kept: id, Version: w.version(t, id), Merged: w.person(t, "Samira", "Provini", ""), Reason: "stessa persona"})
		}},
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for name, c := range commands() {
			glass := w.Account(t, "valdinievole", "Health"+strings.ReplaceAll(name, " ", ""), policy.HealthWorker)
			people := map[string]gate.Actor{"C": w.coordinator, "M": w.elena, "T": w.sara, "G": glass, "O": w.paolo, "secretary": w.secretary, "auditor": w.dpo, "other zone": w.outsider}
			if strings.Contains(c.may, "H") {
				people["H"] = w.paolo
				delete(people, "O")
			}
			for letter, who := range people {
				id := w.followed(t, c.o)
				if letter == "G" {
					if err := w.room.OpenWithReason(ctx, who, id, casefile.Asking{Code: "CHIAMATA_URGENTE", Reason: goodReason}); err != nil {
						t.Fatal(err)
					}
				}
				err := c.do(t, w, who, id)
				if may := len(letter) == 1 && strings.Contains(c.may, letter); may && err != nil {
					t.Errorf("%s by %s: %v", name, letter, err)
				} else if !may && !fault.Is(err, fault.Denied) && !(letter == "other zone" && fault.Is(err, fault.NotFound)) {
					t.Errorf("%s by %s: %v, want a refusal", name, letter, err)
				}
			}
		}
		w.whole(t)
	})
}

func TestAssignIsTheCoordinatorsWhenThereIsNoManager(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.open(t, casefile.Opening{State: "IN_EQUIPE"})
		for _, who := range []gate.Actor{w.elena, w.secretary, w.dpo} {
			if err := w.room.AssignManager(ctx, who, id, 1, w.elena.Account); !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		if err := w.room.AssignManager(ctx, w.coordinator, id, 1, w.secretary.Account); !hasField(err, "account") {
			t.Errorf("the secretary as case manager: %v", err)
		}
		if err := w.room.AssignManager(ctx, w.coordinator, id, 1, w.outsider.Account); !hasField(err, "account") {
			t.Errorf("an account of another zone: %v", err)
		}
		if err := w.room.AssignManager(ctx, w.coordinator, id, 1, w.elena.Account); err != nil {
			t.Fatal(err)
		}
		if err := w.room.AssignManager(ctx, w.coordinator, id, 2, w.sara.Account); !fault.Is(err, fault.Conflict) {
			t.Errorf("a second manager: %v", err)
		}
	})
}

func hasField(err error, name string) bool {
	e, _ := err.(*fault.Error)
	if e == nil || e.Kind != fault.Invalid {
		return false
	}
	for _, f := range e.Fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// Every form: empty, too long, wrong, and the fields that must be named.
func TestBadFormsAreToldFieldByField(t *testing.T) {
	long := strings.Repeat("à", 10001)
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		v := w.version(t, id)
		note := func(in casefile.NoteInput) error { _, err := w.room.WriteNote(ctx, w.elena, id, in); return err }
		date := func(in casefile.Dating) error { _, err := w.room.SetNextDate(ctx, w.elena, id, in); return err }
		move := func(in casefile.Moving) error { in.Version = v; return w.room.Move(ctx, w.elena, id, in) }
		rest := func(in casefile.Resting) error { in.Version = v; return w.room.Suspend(ctx, w.elena, id, in) }
		end := func(in casefile.Ending) error { in.Version = v; return w.room.Close(ctx, w.elena, id, in) }
		pass := func(in casefile.Passing) error { in.Version = v; return w.room.AskHandOver(ctx, w.elena, id, in) }
		ask := func(in casefile.Asking) error { return w.room.OpenWithReason(ctx, w.paolo, id, in) }
		for _, c := range []struct {
			field string
			err   error
		}{
			{"text", note(casefile.NoteInput{Section: policy.Common, On: today})},
			{"text", note(casefile.NoteInput{Section: policy.Common, On: today, Text: long})},
			{"text", note(casefile.NoteInput{Section: policy.Common, On: today, Text: "a\x00b"})},
			{"section", note(casefile.NoteInput{Section: "gossip", On: today, Text: "x"})},
			{"on", note(casefile.NoteInput{Section: policy.Common, Text: "x"})},
			{"on", note(casefile.NoteInput{Section: policy.Common, On: today.AddDays(1), Text: "x"})},
			{"next_on", note(casefile.NoteInput{Section: policy.Common, On: today, Text: "x", NextOn: today.AddDays(-1)})},
			{"date", date(casefile.Dating{})},
			{"date", date(casefile.Dating{On: today.AddDays(-1)})},
			{"date", date(casefile.Dating{On: today.AddDays(900)})},
			{"what", date(casefile.Dating{On: today, What: strings.Repeat("x", 121)})},
			{"to", move(casefile.Moving{On: today})},
			{"to", move(casefile.Moving{To: "CHIUSA", On: today})},
			{"to", move(casefile.Moving{To: "SOSPESA", On: today})},
			{"to", move(casefile.Moving{To: "SEGNALATA", On: today})},
			{"on", move(casefile.Moving{To: "IN_PROGETTAZIONE", On: value.MustDate("2026-01-01")})},
			{"on", move(casefile.Moving{To: "IN_PROGETTAZIONE", On: today.AddDays(1)})},
			{"reason", move(casefile.Moving{To: "IN_EQUIPE", On: today})},
			{"reason", rest(casefile.Resting{SinceOn: today})},
			{"reason", rest(casefile.Resting{SinceOn: today, Reason: "NON_INDICATO"})}, // only a list may give it
			{"note", rest(casefile.Resting{SinceOn: today, Reason: "ALTRO"})},
			{"since_on", rest(casefile.Resting{Reason: "ASSENZA"})},
			{"review_on", rest(casefile.Resting{SinceOn: today, Reason: "ASSENZA", ReviewOn: today.AddDays(181)})},
			{"review_on", rest(casefile.Resting{SinceOn: today, Reason: "ASSENZA", ReviewOn: today.AddDays(-1)})},
			{"reason", end(casefile.Ending{On: today})},
			{"note", end(casefile.Ending{On: today, Reason: "ERRORE"})},
			{"outcomes", end(casefile.Ending{On: today, Reason: "LAVORO", Outcomes: []string{"X"}})},
			{"outcomes", end(casefile.Ending{On: today, Reason: "LAVORO", Outcomes: []string{"AUTONOMIA"}})},
			{"on", end(casefile.Ending{Reason: "LAVORO"})},
			{"to", pass(casefile.Passing{Reason: "x"})},
			{"to", pass(casefile.Passing{Reason: "x", To: w.elena.Account})},
			{"to", pass(casefile.Passing{Reason: "x", To: w.secretary.Account})},
			{"reason", pass(casefile.Passing{To: w.paolo.Account})},
			{"account", w.room.Join(ctx, w.elena, id, casefile.Membership{})},
			{"account", w.room.Join(ctx, w.elena, id, casefile.Membership{AccountID: w.outsider.Account})},
			{"reason", w.room.Leave(ctx, w.elena, id, casefile.Membership{AccountID: w.sara.Account})},
			{"code", ask(casefile.Asking{Reason: goodReason})},
			{"reason", ask(casefile.Asking{Code: "ALTRO", Reason: "x"})},
			{"reason", ask(casefile.Asking{Code: "ALTRO", Reason: strings.Repeat("asd ", 20)})},
			{"reason", ask(casefile.Asking{Code: "ALTRO", Reason: "motivomotivomotivomotivo"})},
		} {
			if !hasField(c.err, c.field) {
				t.Errorf("%s: %v", c.field, c.err)
			}
		}
		if w.version(t, id) != v {
			t.Error("a form that was refused changed the case")
		}
		w.whole(t)
	})
}

// A form that is older than the last change is told whose it was; nothing is written.
func TestStaleFormsAreConflicts(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		if _, err := w.room.SetNextDate(ctx, w.sara, id, casefile.Dating{Version: 1, On: today.AddDays(3)}); err != nil {
			t.Fatal(err)
		}
		_, date := w.room.SetNextDate(ctx, w.elena, id, casefile.Dating{Version: 1, On: today.AddDays(5)})
		_, note := w.room.WriteNote(ctx, w.elena, id, casefile.NoteInput{Section: policy.Common, On: today, Text: "x", NextOn: today.AddDays(5)})
		for name, err := range map[string]error{
			"date": date, "note with a date": note,
			"move":    w.room.Move(ctx, w.elena, id, casefile.Moving{Version: 1, To: "IN_PROGETTAZIONE", On: today}),
			"suspend": w.room.Suspend(ctx, w.elena, id, casefile.Resting{Version: 1, SinceOn: today, Reason: "ASSENZA"}),
			"close":   w.room.Close(ctx, w.elena, id, casefile.Ending{Version: 1, On: today, Reason: "LAVORO"}),
			"pass":    w.room.AskHandOver(ctx, w.elena, id, casefile.Passing{Version: 1, To: w.paolo.Account, Reason: "ferie"}),
			"undo":    w.room.UndoNextDate(ctx, w.elena, id, 1),
		} {
			e, _ := err.(*fault.Error)
			if e == nil || e.Kind != fault.Conflict || !strings.Contains(e.Text[0], "Sara Prova") || !strings.Contains(e.Text[0], "09:30") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM note WHERE zone = $1"); n != 0 {
			t.Error("the note of a refused form was written")
		}
	})
}

func TestTheNextDateIsUndone(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{NextOn: today.AddDays(1), NextWhat: "colloquio"})
		for _, in := range []casefile.Dating{{On: today.AddDays(9), What: "verifica"}, {Clear: true}} {
			w.Clock.Add(1e9)
			v, err := w.room.SetNextDate(ctx, w.elena, id, in)
			if err != nil {
				t.Fatal(err)
			}
			w.Clock.Add(1e9)
			if err := w.room.UndoNextDate(ctx, w.elena, id, v); err != nil {
				t.Fatal(err)
			}
			if c, _ := w.facts(t, w.elena, id); c.NextOn != today.AddDays(1) || c.NextWhat != "colloquio" {
				t.Errorf("after the undo: %s %s", c.NextOn, c.NextWhat)
			}
			if err := w.room.UndoNextDate(ctx, w.elena, id, v); !fault.Is(err, fault.Conflict) {
				t.Errorf("undone twice: %v", err)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM case_date WHERE zone = $1 AND case_id = $2", id); n != 5 {
			t.Errorf("%d rows of history, want 5", n)
		}
	})
}

func TestANoteSentTwiceIsOneNote(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		for _, section := range []policy.Section{policy.Social, policy.Common} {
			in := casefile.NoteInput{Once: value.NewID(), Section: section, On: today, Text: "colloquio"}
			a, err := w.room.WriteNote(ctx, w.elena, id, in)
			b, err2 := w.room.WriteNote(ctx, w.elena, id, in)
			if err != nil || err2 != nil || a != b {
				t.Errorf("%v %v %v %v", a, b, err, err2)
			}
			in.Text = "altro"
			if _, err := w.room.WriteNote(ctx, w.elena, id, in); !fault.Is(err, fault.Conflict) {
				t.Errorf("other words in the same form: %v", err)
			}
		}
		if n := w.number(t, "SELECT COUNT(*) FROM note WHERE zone = $1 AND case_id = $2", id); n != 2 {
			t.Errorf("%d notes, want 2", n)
		}
	})
}

func TestACorrectionSupersedesAndOnlyItsAuthorMayMakeIt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		n, err := w.room.WriteNote(ctx, w.sara, id, casefile.NoteInput{Section: policy.Social, On: today, Text: "vecchia"})
		if err != nil {
			t.Fatal(err)
		}
		fix := casefile.Correction{On: today, Text: "nuova"}
		for _, who := range []gate.Actor{w.elena, w.coordinator, w.paolo} {
			if _, err := w.room.CorrectNote(ctx, who, id, n, fix); !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		other := w.followed(t, casefile.Opening{})
		if _, err := w.room.CorrectNote(ctx, w.sara, other, n, fix); !fault.Is(err, fault.NotFound) {
			t.Errorf("through another case: %v", err)
		}
		if _, err := w.room.CorrectNote(ctx, w.sara, id, n, casefile.Correction{On: today}); !hasField(err, "text") {
			t.Errorf("empty: %v", err)
		}
		if _, err := w.room.CorrectNote(ctx, w.sara, id, n, fix); err != nil {
			t.Fatal(err)
		}
		if _, err := w.room.CorrectNote(ctx, w.sara, id, n, fix); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		lines := w.timeline(t, w.elena, id, casefile.Filter{Section: policy.Social})
		if len(lines) != 2 || lines[0].Text != "nuova" || lines[0].C != "new" || !lines[1].Corrected() || lines[1].Text != "vecchia" {
			t.Errorf("%+v", lines)
		}
		w.whole(t)
	})
}

func (w *world) timeline(t testing.TB, who gate.Actor, id value.ID, f casefile.Filter) (out []casefile.Entry) {
	t.Helper()
	err := w.Read(ctx, who, func(tx *gate.ReadTx) error {
		c, res, err := casefile.Facts(tx, id)
		if err != nil {
			return err
		}
		if err := tx.Decide(policy.CaseOpen, res); err != nil {
			return err
		}
		out, _, err = casefile.Timeline(tx, c, res, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestHandOvers(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		offer := w.offer(t, id, w.paolo.Account)
		if c, res := w.facts(t, w.paolo, id); res.CaseManager || c.ManagerID != w.elena.Account {
			t.Error("the case has moved before the offer was accepted")
		}
		if err := w.room.AskHandOver(ctx, w.elena, id, casefile.Passing{Version: w.version(t, id), To: w.lucia.Account, Reason: "x"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a second offer: %v", err)
		}
		if err := w.room.AcceptHandOver(ctx, w.paolo, id, value.NewID()); !fault.Is(err, fault.Conflict) {
			t.Errorf("another offer: %v", err)
		}
		if err := w.room.DeclineHandOver(ctx, w.paolo, id, offer, ""); !hasField(err, "answer") {
			t.Errorf("declined without a reason: %v", err)
		}
		if err := w.room.AcceptHandOver(ctx, w.paolo, id, offer); err != nil {
			t.Fatal(err)
		}
		if _, res := w.facts(t, w.paolo, id); !res.CaseManager {
			t.Error("accepted, and not the manager")
		}
		if _, res := w.facts(t, w.elena, id); res.CaseManager || !res.CaseTeam {
			t.Error("whoever handed over should stay in the team, and not as manager")
		}
		if err := w.room.AcceptHandOver(ctx, w.paolo, id, offer); !fault.Is(err, fault.Conflict) {
			t.Errorf("accepted twice: %v", err)
		}
		if n := w.number(t, "SELECT COUNT(*) FROM case_manager WHERE zone = $1 AND case_id = $2 AND until_at IS NULL", id); n != 1 {
			t.Errorf("%d managers", n)
		}
		w.whole(t)
	})
}

func TestGlassIsBounded(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		good := casefile.Asking{Code: "CHIAMATA_URGENTE", Reason: goodReason}
		ids := make([]value.ID, 6)
		for i := range ids {
			ids[i] = w.followed(t, casefile.Opening{})
		}
		for _, who := range []gate.Actor{w.secretary, w.dpo} {
			if err := w.room.OpenWithReason(ctx, who, ids[0], good); !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		outer := w.paolo
		outer.Core = false
		if err := w.room.OpenWithReason(ctx, outer, ids[0], good); !fault.Is(err, fault.Denied) {
			t.Errorf("not of the core team: %v", err)
		}
		for _, who := range []gate.Actor{w.elena, w.coordinator} { // may open anyway
			if err := w.room.OpenWithReason(ctx, who, ids[0], good); err != nil {
				t.Error(err)
			}
		}
		for i, id := range ids {
			err := w.room.OpenWithReason(ctx, w.paolo, id, good)
			if i < 5 && err != nil || i == 5 && !fault.Is(err, fault.TooMany) {
				t.Errorf("the %d. of the day: %v", i+1, err)
			}
		}
		if err := w.room.OpenWithReason(ctx, w.paolo, ids[0], good); err != nil {
			t.Errorf("while it holds: %v", err)
		}
		if _, res := w.facts(t, w.paolo, ids[5]); res.Glass {
			t.Error("the sixth case is open")
		}
		if _, res := w.facts(t, w.paolo, ids[0]); !res.Glass {
			t.Error("the first case is not open")
		}
		w.Clock.Add(61 * 60 * 1e9)
		if _, res := w.facts(t, w.paolo, ids[0]); res.Glass {
			t.Error("open after the hour")
		}
		if n := w.number(t, "SELECT COUNT(*) FROM break_glass WHERE zone = $1"); n != 5 {
			t.Errorf("%d openings, want 5", n)
		}
		w.whole(t)
	})
}

func TestGlassIsReviewed(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		id := w.followed(t, casefile.Opening{})
		if err := w.room.OpenWithReason(ctx, w.paolo, id, casefile.Asking{Code: "ALTRO", Reason: goodReason}); err != nil {
			t.Fatal(err)
		}
		unreviewed := func(who gate.Actor) (n int) {
			err := w.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
				if err := tx.Decide(policy.HomeRead, policy.Resource{Kind: policy.Zone}); err != nil {
					return err
				}
				n, _, err = casefile.UnreviewedGlass(tx)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		for _, c := range []struct {
			who gate.Actor
			n   int
		}{{w.coordinator, 1}, {w.dpo, 1}, {w.elena, 0}, {w.paolo, 0}, {w.outsider, 0}} {
			if got := unreviewed(c.who); got != c.n {
				t.Errorf("%s sees %d, want %d", c.who.Name, got, c.n)
			}
		}
		rows, err := w.room.GlassToReview(ctx, w.coordinator)
		if err != nil || len(rows) != 1 || rows[0].Person != "Samira Provini" {
			t.Fatalf("%+v %v", rows, err)
		}
		for _, who := range []gate.Actor{w.paolo, w.elena, w.secretary, w.outsider} {
			err := w.room.ReviewGlass(ctx, who, rows[0].ID, casefile.Reviewing{Result: "seen"})
			if !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		if err := w.room.ReviewGlass(ctx, w.coordinator, rows[0].ID, casefile.Reviewing{Result: "discuss"}); !hasField(err, "note") {
			t.Errorf("to discuss, without what: %v", err)
		}
		if err := w.room.ReviewGlass(ctx, w.coordinator, rows[0].ID, casefile.Reviewing{Result: "seen"}); err != nil {
			t.Fatal(err)
		}
		if err := w.room.ReviewGlass(ctx, w.dpo, rows[0].ID, casefile.Reviewing{Result: "seen"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		if unreviewed(w.coordinator) != 0 {
			t.Error("reviewed, and still counted")
		}
		w.whole(t)
	})
}
