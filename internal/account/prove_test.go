package account

import (
	"context"
	"testing"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
)

// asksFor tells whether an error is about the code, in some words.
func asksFor(err error, t text.T) bool {
	f, ok := err.(*fault.Error)
	return ok && f.Kind == fault.Invalid && len(f.Fields) == 1 && f.Fields[0] == fault.Field{Name: "code", Text: t}
}

const otherSecret = "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA"

func TestCodeProvesOnce(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		ctx := context.Background()
		anna := w.actor(gatetest.Zone, w.add(gatetest.Zone, "anna", policy.SocialWorker))
		id, _ := w.addNew(gatetest.Zone, New{Email: "bruno@comune.example", GivenName: "Bruno", FamilyName: "Prova", Roles: []policy.Role{policy.SocialWorker}, Core: true,
			Password: good, TOTPSecret: otherSecret, Confirmed: true})
		bruno := w.actor(gatetest.Zone, id)
		token := anna
		token.Via = "api"

		code := w.code()
		if err := w.room.ProveCode(ctx, bruno, code); !asksFor(err, text.CodeWrong) {
			t.Errorf("the code of somebody else: %v", err)
		}
		if err := w.room.ProveCode(ctx, anna, " "+code[:3]+" "+code[3:]); err != nil {
			t.Fatalf("the own code: %v", err)
		}
		for name, who := range map[string]gate.Actor{"page": anna, "token": token} {
			if err := w.room.ProveCode(ctx, who, code); !asksFor(err, text.CodeWrong) {
				t.Errorf("used before, %s: %v", name, err)
			}
		}
		w.Clock.Add(time.Minute)
		if err := w.room.ProveCode(ctx, token, w.code()); err != nil {
			t.Errorf("from a token: %v", err)
		}
		b := w.browser("10.0.0.1")
		b.expect(b.post(PathLogin, "email", "anna@comune.example", "password", good), 303, pathCode)
		b.expect(b.post(pathCode, "code", w.code()), 422, "") // what signed does not let in
		b.enter("anna")
		if err := w.room.ProveCode(ctx, anna, w.code()); !asksFor(err, text.CodeWrong) {
			t.Errorf("what let in signs: %v", err)
		}
	})
}

func TestOnlyTheAppProves(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		ctx := context.Background()
		anna := w.actor(gatetest.Zone, w.add(gatetest.Zone, "anna", policy.SocialWorker))
		recovery, err := w.room.NewRecoveryCodes(ctx, anna)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 * guesses.free { // no guesses: they are not counted
			for _, code := range []string{"", recovery[0], "12345", "1234567", "12345a", "１２３４５６"} {
				if err := w.room.ProveCode(ctx, anna, code); !asksFor(err, text.CodeSixDigits) {
					t.Fatalf("%q: %v", code, err)
				}
			}
		}
		if p, err := w.room.Own(ctx, anna); err != nil || p.CodesLeft != recoveryCodes {
			t.Errorf("%d recovery codes left, %v", p.CodesLeft, err)
		}
		id, _ := w.addNew(gatetest.Zone, New{Email: "dora@comune.example", GivenName: "Dora", FamilyName: "Prova", Roles: []policy.Role{policy.SocialWorker}, Core: true,
			Password: good, Confirmed: true})
		if err := w.room.ProveCode(ctx, w.actor(gatetest.Zone, id), "123456"); !asksFor(err, text.CodeNoFactor) {
			t.Errorf("without an app: %v", err)
		}
		if err := w.room.ProveCode(ctx, gate.System(gatetest.Zone, "cli"), w.code()); err == nil {
			t.Error("the program proves a code")
		}
	})
}

// A million codes are few: whoever holds a session or a token tries at most some in an hour, and others than the holder cannot raise the count.
func TestProvingIsSlowedDown(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		ctx := context.Background()
		anna := w.actor(gatetest.Zone, w.add(gatetest.Zone, "anna", policy.SocialWorker))
		token := anna
		token.Via = "api"
		wrong := "000000"
		if w.code() == wrong {
			wrong = "000001"
		}
		tried := 0
		for range 240 { // an hour
			err := w.room.ProveCode(ctx, token, wrong)
			switch {
			case asksFor(err, text.CodeWrong):
				tried++
			case !fault.Is(err, fault.TooMany):
				t.Fatal(err)
			}
			w.Clock.Add(15 * time.Second)
		}
		if tried < guesses.free || tried > 14 {
			t.Errorf("%d codes tried in an hour", tried)
		}
		err := w.room.ProveCode(ctx, token, wrong)
		for fault.Is(err, fault.Invalid) {
			err = w.room.ProveCode(ctx, token, wrong)
		}
		f, ok := err.(*fault.Error)
		if !ok || f.Kind != fault.TooMany || f.RetryAfter <= 0 {
			t.Fatalf("no wait: %v", err)
		}
		if err := w.room.ProveCode(ctx, token, w.code()); !fault.Is(err, fault.TooMany) {
			t.Errorf("the right code before its time: %v", err)
		}
		if err := w.room.ProveCode(ctx, anna, w.code()); err != nil {
			t.Errorf("the holder's page: %v", err)
		}
		w.Clock.Add(time.Duration(f.RetryAfter) * time.Second)
		if err := w.room.ProveCode(ctx, token, w.code()); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	})
}
