package account

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

func TestLogPages(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "dario", policy.Auditor)
		w.add(gatetest.Zone, "ada", policy.Administrator)
		anna := w.add(gatetest.Zone, "anna", policy.SocialWorker)
		otto := w.actor(gatetest.Other, w.add(gatetest.Other, "otto", policy.SocialWorker))
		caseID := w.addCase(7)
		who := w.actor(gatetest.Zone, anna)
		for i := range 60 {
			a, res := policy.CaseOpen, policy.Resource{Kind: policy.Case, ID: caseID, CaseManager: true}
			if i%2 == 0 {
				a = policy.CaseAssign // refused
			}
			_ = w.Read(ctx, who, func(tx *gate.ReadTx) error { return tx.Decide(a, res) })
		}
		_ = w.Read(ctx, otto, func(tx *gate.ReadTx) error { return tx.Decide(policy.CaseGlass, policy.Resource{Kind: policy.Case}) })

		dario, ada := w.browser("10.0.0.1"), w.browser("10.0.1.1")
		dario.enter("dario")
		ada.enter("ada")
		ada.expect(ada.get(pathLog), 404, "")
		page := dario.get(pathLog)
		dario.expect(page, 200, "")
		body := page.Body.String()
		for _, want := range []string{"Anna Prova", "caso 7", text.LogActions["case.open"][0], "rifiutato", "Ada Prova", text.LogReasons["signed_in"][0]} {
			if !strings.Contains(body, want) {
				t.Errorf("the log does not say %q", want)
			}
		}
		for _, no := range []string{"Otto", "Rossi", "/casi/", string(caseID)} {
			if strings.Contains(body, no) {
				t.Errorf("the log says %q", no)
			}
		}
		refused := dario.get(pathLog + "?rifiutati=1&chi=" + string(anna)).Body.String()
		if n := strings.Count(refused, `icon-failed`); n != 30 || strings.Contains(refused, text.LogActions["case.open"][0]) {
			t.Errorf("%d refusals shown", n)
		}
		accessLook = 20 // the refusals lie further back than one search looks
		defer func() { accessLook = 20_000 }()
		shown, at := 0, pathLog+"?rifiutati=1&chi="+string(anna)
		for range 20 {
			page := dario.get(strings.ReplaceAll(at, "&amp;", "&")).Body.String()
			shown += strings.Count(page, "icon-failed")
			if at = regexp.MustCompile(`/amministrazione/registro\?chi=[0-9a-f-]+&amp;prima=\d+&amp;rifiutati=1`).FindString(page); at == "" {
				break
			}
		}
		if shown != 30 {
			t.Errorf("%d of 30 refusals found in pieces", shown)
		}
		next := regexp.MustCompile(`/amministrazione/registro\?prima=\d+`).FindString(body)
		older := dario.get(next)
		dario.expect(older, 200, "")
		if next == "" || strings.Count(older.Body.String(), "<tr>") < 10 {
			t.Error("no second page")
		}
	})
}

// addCase puts a case into the zone with a person named Rossi.
func (w *world) addCase(number int) value.ID {
	w.t.Helper()
	person, id, now := value.NewID(), value.NewID(), w.Now()
	err := w.Write(context.Background(), gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.CaseCreate, policy.Resource{Kind: policy.Case, ID: id}); err != nil {
			return err
		}
		if err := tx.Insert("person", gate.Row{"id": person, "given_name": "Mario", "family_name": "Rossi", "name_key": "rossi mario", "version": 1, "made_at": now, "changed_at": now}); err != nil {
			return err
		}
		return tx.Insert("case_file", gate.Row{"id": id, "person_id": person, "number": number, "episode_id": value.NewID(), "opened_on": tx.Today(), "state": "REFERRED",
			"state_on": tx.Today(), "name_key": "rossi mario", "version": 1, "made_at": now, "changed_at": now})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

func TestVerificationPage(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "dario", policy.Auditor)
		w.add(gatetest.Zone, "anna", policy.SocialWorker)
		dario, anna := w.browser("10.0.0.1"), w.browser("10.0.1.1")
		dario.enter("dario")
		anna.enter("anna")
		anna.expect(anna.get(pathVerify), 404, "")
		anna.expect(anna.post(pathVerify), 404, "")
		anna.expect(anna.post(pathLog+"/sigillo"), 404, "")
		got := dario.post(pathLog + "/sigillo")
		dario.expect(got, 200, "")
		kept := got.Body.String()
		if !strings.Contains(got.Header().Get("Content-Disposition"), "siil-sigillo-2026-11-24.txt") || !strings.HasPrefix(kept, "siil ") {
			t.Fatalf("%q", kept)
		}
		page := dario.post(pathVerify, "against", strings.ReplaceAll(kept, "\n", "\r\n")+"  ")
		dario.expect(page, 200, "")
		if !strings.Contains(page.Body.String(), text.LedgerWhole[0]) || !strings.Contains(page.Body.String(), w.VerifierKey()) {
			t.Errorf("%s", cut(page.Body.String()))
		}
		page = dario.post(pathVerify, "against", strings.Replace(kept, "siil", "sill", 1))
		if strings.Contains(page.Body.String(), text.LedgerWhole[0]) {
			t.Error("a forged checkpoint passes")
		}
		dario.expect(dario.post(pathVerify, "against", strings.Repeat("x", 5000)), 422, "")
	})
}

func TestParties(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "ada", policy.Administrator)
		w.add(gatetest.Zone, "elena", policy.Coordinator)
		ada, elena := w.browser("10.0.0.1"), w.browser("10.0.1.1")
		ada.enter("ada")
		elena.enter("elena")
		path := pathLog + "/destinatari"
		elena.expect(elena.post(path, "name", "ARTI", "email", "arti@regione.example"), 404, "")
		ada.expect(ada.post(path, "name", "", "email", "a\r\nBcc: b@c.example"), 422, "")
		ada.expect(ada.post(path, "name", "ARTI", "email", "arti@regione.example"), 303, path)
		ada.expect(ada.post(path, "name", "ARTI", "email", "ARTI@regione.example"), 422, "")
		end := regexp.MustCompile(path + `/[0-9a-f-]{36}/fine`).FindString(ada.get(path).Body.String())
		ada.expect(ada.post(end), 303, path)
		ada.expect(ada.post(end), 404, "")
		if strings.Contains(ada.get(path).Body.String(), "arti@regione") {
			t.Error("the recipient is still there")
		}
	})
}

// Every action that the log can hold has words.
func TestEveryActionHasWords(t *testing.T) {
	for _, a := range append([]policy.Action{gate.Disclosed}, policy.Actions...) {
		if _, ok := text.LogActions[string(a)]; !ok {
			t.Errorf("%s has no words", a)
		}
	}
}
