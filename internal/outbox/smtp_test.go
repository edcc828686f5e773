package outbox

import (
	"bytes"
	"errors"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"siil/internal/gate"
	"siil/internal/outbox/outboxtest"
	"siil/internal/value"
)

var evil = []string{"\r\nBcc: spy@evil.example", "\nBcc: spy@evil.example", "\r\n\r\n<html>", "a\rb", "\x00", "x\u2028Bcc: spy@evil.example", "x\u0085y", "\tBcc: a", "=?utf-8?q?=0d=0aBcc:_spy@evil.example?="}

// headers is how many a mail without a calendar entry has.
const headers = 12

// Nobody can write a header or another receiver into a mail, by no field of a letter.
func TestHostileLetters(t *testing.T) {
	office := outboxtest.Open(t)
	m := Mail{Server: office.Server(), From: "siil@zona.example", wait: time.Second}
	good := Letter{ID: value.NewID(), To: "carla@zona.example", Subject: "Prova", Text: "Ciao", At: value.InstantOf(time.Now())}
	for _, x := range evil {
		for name, bad := range map[string]struct {
			letter Letter
			mail   Mail
		}{
			"to":      {Letter{ID: good.ID, To: good.To + x, Subject: good.Subject, Text: good.Text, At: good.At}, m},
			"name":    {Letter{ID: good.ID, To: "\"" + x + "\" <" + good.To + ">", Subject: good.Subject, Text: good.Text, At: good.At}, m},
			"two":     {Letter{ID: good.ID, To: good.To + ", spy@evil.example" + x, Subject: good.Subject, Text: good.Text, At: good.At}, m},
			"sender":  {good, Mail{Server: m.Server, From: m.From + x, wait: m.wait}},
			"subject": {Letter{ID: good.ID, To: good.To, Subject: "Prova" + x, Text: good.Text, At: good.At}, m},
			"text":    {Letter{ID: good.ID, To: good.To, Subject: good.Subject, Text: "Ciao" + x + "\r\n.\r\nMAIL FROM:<spy@evil.example>\r\n", At: good.At}, m},
		} {
			before := len(office.Mails())
			err := bad.mail.Send(ctx, bad.letter)
			mails := office.Mails()
			if len(mails) > before+1 {
				t.Fatalf("%s %q: more than one mail", name, x)
			}
			if err != nil {
				if cause := causeOf(err); cause != causeAddress && cause != causeSender {
					t.Errorf("%s %q: %s", name, x, cause)
				}
				continue
			}
			h, _, _, _ := read(t, mails[before].Data)
			if len(mails[before].To) != 1 || mails[before].To[0] != good.To || h.Get("Bcc") != "" || len(h) != headers {
				t.Errorf("%s %q: %v\n%s", name, x, mails[before].To, mails[before].Data)
			}
		}
	}
}

// Whatever the subject and the receiver are, a letter that is written is one mail with our headers and the one receiver.
func TestLettersAreWhole(t *testing.T) {
	m := Mail{From: "siil@zona.example"}
	rapid.Check(t, func(t *rapid.T) {
		l := Letter{ID: value.NewID(), To: rapid.OneOf(rapid.String(), rapid.Just("carla@zona.example"), rapid.StringMatching(`[a-z]{1,8}[\r\n ,<>"@]{0,3}@[a-z]{1,8}\.example`)).Draw(t, "to"),
			Subject: rapid.String().Draw(t, "subject"), Text: rapid.String().Draw(t, "text"), At: value.InstantOf(time.Unix(1764000000, 0))}
		msg, err := m.message(l)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if _, err := msg.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		got, err := mail.ReadMessage(&b)
		if err != nil {
			t.Fatal(err)
		}
		to, err := got.Header.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != l.To || len(got.Header) != headers {
			t.Fatalf("%v %v %v", err, to, got.Header)
		}
	})
}

func FuzzLetter(f *testing.F) {
	for _, x := range evil {
		f.Add("carla@zona.example"+x, "siil@zona.example", "Prova"+x)
		f.Add("carla@zona.example", "siil@zona.example"+x, "Prova")
	}
	f.Fuzz(func(t *testing.T, to, from, subject string) {
		msg, err := Mail{From: from}.message(Letter{ID: "0195f0aa-0000-7000-8000-000000000001", To: to, Subject: subject, At: value.InstantOf(time.Unix(1764000000, 0))})
		if err != nil {
			return
		}
		var b bytes.Buffer
		if _, err := msg.WriteTo(&b); err != nil {
			return
		}
		got, err := mail.ReadMessage(&b)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Header) != headers || len(got.Header["To"]) != 1 || len(got.Header["From"]) != 1 {
			t.Fatalf("%v", got.Header)
		}
	})
}

// A password leaves over no line that can be read, and never to an address that is not a server's.
func TestServersThatAreRefused(t *testing.T) {
	for _, s := range []string{"", "posta", "http://posta.example", "smtp://", "smtp://posta.example/x", "smtp://posta.example?x=1", "smtp://a b", "smtp://posta.example#x"} {
		if _, err := (Mail{Server: s}).client(); err == nil {
			t.Errorf("%q is a server", s)
		}
	}
	office := outboxtest.Open(t)
	far := Mail{Server: office.Server(), From: "siil@zona.example", Login: "siil", Password: "segreta", wait: time.Second}
	err := far.Send(ctx, Letter{ID: value.NewID(), To: "carla@zona.example", At: value.InstantOf(time.Now())})
	if causeOf(err) != causeUnreachable || len(office.Mails()) != 0 {
		t.Errorf("a server without authentication: %v", err)
	}
}

func TestCausesAreTold(t *testing.T) {
	if causeOf(errors.New("x")) != causeUnreachable || causeOf(&sendError{causeLater, nil}) != causeLater {
		t.Error("causes")
	}
}

func moment(s string) value.Instant {
	i, _ := value.ParseInstant(s)
	return i
}

// An appointment is the same one when it changes and when it is cancelled, in moments that no change of the clock moves.
func TestCalendarEntries(t *testing.T) {
	e := Event{UID: "seduta-1@siil.example", Sequence: 2, Start: moment("2026-10-25T09:30:00+01:00"), End: moment("2026-10-25T12:30:00+01:00"),
		Summary: "Seduta d'équipe; ore 9,30\r\nATTENDEE:mailto:spy@evil.example", Place: "Pescia\r\nX-EVIL:1", URL: "https://siil.example/sedute/1"}
	for _, cancelled := range []bool{false, true} {
		e.Cancelled = cancelled
		out, err := Calendar(e)
		if err != nil {
			t.Fatal(err)
		}
		cal, err := ical.NewDecoder(bytes.NewReader(out)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		method, _ := cal.Props.Text(ical.PropMethod)
		ev := cal.Events()[0]
		status, _ := ev.Status()
		uid, _ := ev.Props.Text(ical.PropUID)
		if uid != e.UID || ev.Props.Get(ical.PropSequence).Value != "2" || (method == "CANCEL") != cancelled || (status == ical.EventCancelled) != cancelled {
			t.Errorf("%s", out)
		}
		if got := ev.Props.Get(ical.PropDateTimeStart).Value; got != "20261025T083000Z" {
			t.Errorf("starts %s", got)
		}
		if ev.Props.Get("ATTENDEE") != nil || ev.Props.Get("X-EVIL") != nil || ev.Props.Get("ORGANIZER") != nil || strings.Count(string(out), "\n") != strings.Count(string(out), "\r\n") {
			t.Errorf("somebody wrote a line into\n%s", out)
		}
	}
}

func TestAnInvitationComesWithItsEntry(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		entry, err := Calendar(Event{UID: "seduta-1@siil.example", Start: moment("2026-12-03T09:30:00+01:00"), End: moment("2026-12-03T12:30:00+01:00"), Summary: "Seduta d'équipe"})
		if err != nil {
			t.Fatal(err)
		}
		w.tell(t, Notice{Account: w.ada.Account, Code: "sitting_called", Args: []string{"2026-12-03", "09:30", "Pescia"}, Path: "/sedute/1", Calendar: entry})
		w.deliver(t)
		_, subject, words, cal := read(t, w.office.Mails()[0].Data)
		if subject != "SIIL: seduta d'équipe del 03/12/2026 alle 09:30" || !strings.Contains(words, "Sede: Pescia") {
			t.Errorf("%s\n%s", subject, words)
		}
		for _, want := range []string{"text/calendar; method=REQUEST; charset=UTF-8", "METHOD:REQUEST", "UID:seduta-1@siil.example", "ORGANIZER:mailto:siil@zona.example", "mailto:ada@valdinievole.example", "DTSTART:20261203T083000Z"} {
			if !strings.Contains(cal, want) {
				t.Errorf("%s is not in\n%s", want, cal)
			}
		}
	})
}

func TestTheZonesServerComesFirst(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		own := outboxtest.Open(t)
		save := func(s Setting) error { return w.room.SaveSetting(ctx, w.admin, s) }
		if err := save(Setting{Server: own.Server(), Sender: "zona@pescia.example", Login: "siil", Password: "segreta"}); err != nil {
			t.Fatal(err)
		}
		if err := save(Setting{Server: own.Server(), Sender: "équipe@pescia.example", Login: "siil"}); err == nil {
			t.Log("an address with an accent is taken") // net/mail reads it; the server says what it thinks
		}
		if err := save(Setting{Server: own.Server(), Sender: "equipe@pescia.example", Login: "siil"}); err != nil {
			t.Fatal(err)
		}
		m, err := w.room.MailOf(ctx, w.admin.Zone)
		if err != nil || m.Password != "segreta" || m.From != "equipe@pescia.example" {
			t.Errorf("the password is gone: %+v %v", m, err)
		}
		if err := save(Setting{Server: "smtp://altrove.example", Sender: "equipe@pescia.example", Login: "siil"}); err == nil {
			t.Error("the password went along to another server")
		}
		for _, bad := range []Setting{{Server: "posta", Sender: "a@b.example"}, {Server: "smtp://u:p@posta.example", Sender: "a@b.example"}, {Server: own.Server(), Sender: "nessuno"},
			{Server: own.Server(), Sender: "a@b.example\r\nBcc: c@d.example"}, {Server: own.Server(), Sender: "Zona <a@b.example>"}, {Server: own.Server(), Sender: "a@b.example", Password: "x"},
			{Server: own.Server(), Sender: "a@b.example", Login: "a\nb"}} {
			if save(bad) == nil {
				t.Errorf("%+v is saved", bad)
			}
		}
		if err := save(Setting{Server: own.Server(), Sender: "equipe@pescia.example"}); err != nil {
			t.Fatal(err)
		}
		w.outcome(t)
		w.deliver(t)
		if len(own.Mails()) != 1 || own.Mails()[0].From != "equipe@pescia.example" || len(w.office.Mails()) != 0 {
			t.Errorf("%d by the own server, %d by the other", len(own.Mails()), len(w.office.Mails()))
		}
		if err := save(Setting{}); err != nil {
			t.Fatal(err)
		}
		w.outcome(t)
		w.deliver(t)
		if len(w.office.Mails()) != 1 {
			t.Error("without an own server the mail does not leave by the program's")
		}
		w.room.opts.Fallback = Mail{}
		w.outcome(t)
		w.deliver(t)
		box, err := w.room.Box(ctx, w.admin)
		if err != nil || len(box.Rows) != 1 || box.Rows[0].Tries != 0 || box.Counts[0] != (BoxCount{"referral_outcome", 1, 0, 2}) {
			t.Errorf("without any server: %+v %v", box, err)
		}
		if err := w.room.Drop(ctx, w.admin, box.Rows[0].ID); err != nil {
			t.Fatal(err)
		}
	})
}

// The password is not in the database as it was typed.
func TestThePasswordIsSealed(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		if err := w.room.SaveSetting(ctx, w.admin, Setting{Server: "smtp://posta.example", Sender: "a@b.example", Login: "siil", Password: "segretissima"}); err != nil {
			t.Fatal(err)
		}
		err := w.Quiet(ctx, w.admin.Zone, func(tx *gate.WriteTx) error {
			s, err := readSetting(&tx.ReadTx)
			if bytes.Contains(s.sealed, []byte("segretissima")) || !s.HasPassword {
				t.Error("the password lies open")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
