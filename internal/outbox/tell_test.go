package outbox

import (
	"encoding/base64"
	"io"
	"strings"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

func base64Reader(r io.Reader) io.Reader { return base64.NewDecoder(base64.StdEncoding, r) }

// The next seven o'clock in Italy, over both changes of the clock.
func TestDigestsLeaveAtSeven(t *testing.T) {
	for _, c := range []struct{ now, want string }{
		{"2026-11-24T06:59:59+01:00", "2026-11-24T07:00:00+01:00"},
		{"2026-11-24T07:00:00+01:00", "2026-11-25T07:00:00+01:00"},
		{"2026-11-24T23:59:00+01:00", "2026-11-25T07:00:00+01:00"},
		{"2026-03-28T18:00:00+01:00", "2026-03-29T07:00:00+02:00"},
		{"2026-03-29T01:30:00+01:00", "2026-03-29T07:00:00+02:00"},
		{"2026-10-24T18:00:00+02:00", "2026-10-25T07:00:00+01:00"},
		{"2026-10-25T02:30:00+02:00", "2026-10-25T07:00:00+01:00"},
		{"2026-12-31T08:00:00+01:00", "2027-01-01T07:00:00+01:00"},
	} {
		now, _ := value.ParseInstant(c.now)
		want, _ := value.ParseInstant(c.want)
		if got := TellAt7(now); got != want {
			t.Errorf("after %s: %s, want %s", c.now, got.Rome().Format(time.RFC3339), c.want)
		}
	}
}

// A notice carries numbers, days, hours, a seat and a path; a name or a line break is refused where it is told, not where it is read.
func TestANoticeCarriesNoNames(t *testing.T) {
	for _, c := range []struct {
		code, path string
		args       []string
		ok         bool
	}{
		{"referral_outcome", page, []string{"12"}, true},
		{"referral_outcome", page, nil, true},
		{"referral_outcome", page, []string{"Samira Provini"}, false},
		{"referral_outcome", page, []string{"12", "13"}, false},
		{"referral_outcome", page, []string{"12\r\nBcc: a@b.example"}, false},
		{"referral_outcome", "", []string{"12"}, false},
		{"referral_outcome", "//evil.example", []string{"12"}, false},
		{"referral_outcome", "https://evil.example", []string{"12"}, false},
		{"referral_outcome", "/casi/a\nb", []string{"12"}, false},
		{"referral_outcome", "/casi?nome=Samira", []string{"12"}, false},
		{"sitting_called", "/sedute/12", []string{"2026-12-03", "09:30", "Pescia, Centro per l'impiego"}, true},
		{"sitting_called", "/sedute/12", []string{"03/12/2026", "09:30", ""}, true},
		{"sitting_called", "/sedute/12", []string{"2026-12-03", "09:30", "Pescia\r\nBcc: x@y.example"}, false},
		{"sitting_called", "/sedute/12", []string{"giovedì", "09:30", "Pescia"}, false},
		{"step_given", "/oggi", []string{"12", ""}, true},
		{"access_changed", "/profilo", []string{"password_changed", "2026-12-03", "09:30"}, true},
		{"access_changed", "/profilo", []string{"Samira", "2026-12-03", "09:30"}, false},
		{"test", "/profilo", nil, false},
		{"nothing", "/profilo", nil, false},
	} {
		if _, err := (Notice{Code: c.code, Path: c.path, Args: c.args}).check(); (err == nil) != c.ok {
			t.Errorf("%s %q %q: %v", c.code, c.path, c.args, err)
		}
	}
}

// Each notice has words in both languages, with the arguments that it foresees and no others.
func TestEveryNoticeHasWords(t *testing.T) {
	samples := map[argKind]string{aNumber: "12", aDay: "2026-12-03", aClock: "09:30", aSeat: "Pescia", aWord: "password_changed"}
	for _, k := range Kinds {
		var args []string
		for _, a := range k.args {
			args = append(args, samples[a])
		}
		for lang := range (text.T{}) {
			l := text.Lang(lang)
			for _, s := range []string{k.Label.In(l), fill(k.Subject, l, k.say(l, args)...), fill(k.Body, l, k.say(l, args)...), fill(k.line, l, k.say(l, args)...), fill(k.many, l, 3)} {
				if strings.Contains(s, "%!") {
					t.Errorf("%s: %s", k.Code, s)
				}
			}
			if k.Label.In(l) == "" || k.Subject.In(l) == "" || k.Body.In(l) == "" {
				t.Errorf("%s has no words", k.Code)
			}
		}
		if k.digest() && (k.many == (text.T{}) || k.manyBody == (text.T{}) || !pathShape.MatchString(k.manyPath)) {
			t.Errorf("the digest %s is not whole", k.Code)
		}
	}
}

func TestTellingOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		n := Notice{Account: w.carla.Account, Code: "referral_outcome", Args: []string{"12"}, Path: page, Once: "outcome 12"}
		w.tell(t, n)
		w.tell(t, n)
		w.deliver(t)
		w.tell(t, n)
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "sent" {
			t.Errorf("told three times with one Once: %s", got)
		}
		n.Once = ""
		w.tell(t, n)
		w.tell(t, n)
		w.deliver(t)
		if len(w.office.Mails()) != 3 {
			t.Errorf("%d mails, told once and twice without Once", len(w.office.Mails()))
		}
		w.tell(t, Notice{Account: value.NewID(), Code: "referral_outcome", Args: []string{"12"}, Path: page})
		w.setAccount(t, w.ada, gate.Row{"disabled_at": w.Now()})
		w.tell(t, Notice{Account: w.ada.Account, Code: "referral_answered", Args: []string{"12"}, Path: page})
		if got := w.outcomeOf(t, w.ada); got != "" {
			t.Errorf("a disabled account is told: %s", got)
		}
		err := w.command(t, func(tx *gate.WriteTx) error {
			return Tell(tx, Notice{Account: w.carla.Account, Code: "referral_outcome", Args: []string{"Samira"}, Path: page})
		})
		if err == nil {
			t.Error("a name was told")
		}
	})
}

func (w *world) setAccount(t testing.TB, who gate.Actor, set gate.Row) {
	t.Helper()
	err := w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account, ID: who.Account}); err != nil {
			return err
		}
		return tx.Update("account", who.Account, set)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is told leaves together with what the command saves, or not at all.
func TestNothingIsToldOfWhatIsNotSaved(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		err := w.command(t, func(tx *gate.WriteTx) error {
			if err := Tell(tx, Notice{Account: w.carla.Account, Code: "referral_outcome", Args: []string{"12"}, Path: page}); err != nil {
				return err
			}
			return io.ErrUnexpectedEOF
		})
		if err == nil {
			t.Fatal("the command did not fail")
		}
		w.deliver(t)
		if n := len(w.office.Mails()); n != 0 {
			t.Errorf("%d mails", n)
		}
	})
}

func TestWhoReceivesChooses(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		own, err := w.room.Choices(ctx, w.carla)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, c := range own {
			codes = append(codes, c.Code)
			if !c.Wanted {
				t.Errorf("%s is off from the start", c.Code)
			}
		}
		if got := strings.Join(codes, " "); got != "referral_outcome referral_question device_new access_changed" {
			t.Errorf("a referrer chooses among %s", got)
		}
		if err := w.room.Choose(ctx, w.carla, map[string]bool{"minutes_to_approve": false}); err == nil {
			t.Error("a referrer chooses about minutes")
		}
		before := Notice{Account: w.carla.Account, Code: "referral_outcome", Args: []string{"12"}, Path: page}
		w.tell(t, before)
		if err := w.room.Choose(ctx, w.carla, map[string]bool{"referral_outcome": false}); err != nil {
			t.Fatal(err)
		}
		w.tell(t, before)
		w.tell(t, Notice{Account: w.carla.Account, Code: "referral_question", Args: []string{"12"}, Path: page})
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "dropped unwanted, sent" {
			t.Errorf("told, refused, told, and another: %s", got)
		}
		if err := w.room.Choose(ctx, w.carla, map[string]bool{"referral_outcome": true}); err != nil {
			t.Fatal(err)
		}
		w.tell(t, before)
		w.deliver(t)
		if got := w.outcomeOf(t, w.carla); got != "dropped unwanted, sent, sent" {
			t.Errorf("wanted again: %s", got)
		}
	})
}
