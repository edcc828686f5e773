package outbox

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/outbox/outboxtest"
	"siil/internal/policy"
	"siil/internal/value"
)

var ctx = context.Background()

const page = "/segnalazioni/0195f0aa-0000-7000-8000-000000000001"

// world is a zone with a mail server, somebody who sends and somebody who administers.
type world struct {
	*gatetest.World
	office         *outboxtest.Office
	room           *Room
	carla, admin   gate.Actor
	secretary, ada gate.Actor
}

func newWorld(t testing.TB, w0 *gatetest.World) *world {
	w := &world{World: w0, office: outboxtest.Open(t)}
	w.room = w.process()
	w.carla = w.Account(t, gatetest.Zone, "carla", policy.Referrer)
	w.admin = w.Account(t, gatetest.Zone, "admin", policy.Administrator)
	w.ada = w.Account(t, gatetest.Zone, "ada", policy.Coordinator)
	w.secretary = w.Account(t, gatetest.Zone, "sara", policy.Secretary)
	return w
}

// process is the room as another process has it.
func (w *world) process() *Room { return New(w.Gate, w.options()) }

func (w *world) options() Options {
	return Options{PublicURL: "https://siil.example", Private: true, Fallback: Mail{Server: w.office.Server(), From: "siil@zona.example", wait: 2 * time.Second}}
}

func both(t *testing.T, test func(t *testing.T, w *world)) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) { test(t, newWorld(t, w)) })
}

// command runs what a command of a room does after it has decided.
func (w *world) command(t testing.TB, do func(tx *gate.WriteTx) error) error {
	t.Helper()
	return w.Write(ctx, gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ReferralAssess, policy.Resource{Kind: policy.Referral}); err != nil {
			return err
		}
		return do(tx)
	})
}

func (w *world) tell(t testing.TB, n Notice) {
	t.Helper()
	if err := w.command(t, func(tx *gate.WriteTx) error { return Tell(tx, n) }); err != nil {
		t.Fatal(err)
	}
}

func (w *world) deliver(t testing.TB) {
	t.Helper()
	if err := w.room.Deliver(ctx); err != nil {
		t.Fatal(err)
	}
}

// outcomeOf is how it stands with the only mail of an account: sent, waiting or dropped, with the cause.
func (w *world) outcomeOf(t testing.TB, who gate.Actor) string {
	t.Helper()
	var out []string
	err := w.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		return tx.Each("SELECT sent_at, dropped_at, COALESCE(cause, '') FROM mail_out WHERE zone = $1 AND account_id = $2 ORDER BY made_at, id", []any{who.Zone, who.Account},
			func(s gate.Scanner) error {
				var sent, dropped value.Instant
				var cause string
				err := s.Scan(&sent, &dropped, &cause)
				state := "waiting"
				if !sent.IsZero() {
					state = "sent"
				}
				if !dropped.IsZero() {
					state = "dropped"
				}
				out = append(out, strings.TrimSpace(state+" "+cause))
				return err
			})
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, ", ")
}

// read takes a mail apart: its headers, its words, its calendar entry.
func read(t testing.TB, raw string) (h mail.Header, subject, words, calendar string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "multipart/alternative" {
		return m.Header, subject, decoded(t, m.Body, m.Header.Get("Content-Transfer-Encoding")), ""
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return m.Header, subject, words, calendar
		}
		if err != nil {
			t.Fatal(err)
		}
		body := decoded(t, p, p.Header.Get("Content-Transfer-Encoding"))
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/calendar") {
			calendar = p.Header.Get("Content-Type") + "\n" + body
		} else {
			words = body
		}
	}
}

func decoded(t testing.TB, r io.Reader, encoding string) string {
	t.Helper()
	switch encoding {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64Reader(r)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
