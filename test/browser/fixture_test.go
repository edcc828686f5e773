package browser

import (
	"bytes"
	"context"
	"mime/multipart"
	"os"
	"strings"
	"time"

	"siil/internal/account"
	"siil/internal/demo"
	"siil/internal/gate"
	"siil/internal/policy"
)

// The users who come to the steps of signing in that an invented world has left behind.
const (
	mustChange = "prima.password" // with a one-time password
	noFactor   = "primo.telefono" // without a second factor
)

// fixture is a world in which every page has something to show, by the ids of its rows.
type fixture struct {
	*world
	mine, resting, closed, offered, strange string // cases: of social-worker; …; offered to social-worker-2; of nobody near social-worker-3
	note, step, glass                       string
	read, checked, done                     string // imports
	oneTime                                 string // password of mustChange
	refs                                    referrals
	rated                                   assessments
	paths                                   projects
	sits                                    sittings
	ended                                   endings
}

func newFixture(w *world) *fixture {
	w.t.Helper()
	f := &fixture{world: w}
	me := w.account("social-worker")
	open := "SELECT id FROM case_file WHERE zone = $1 AND manager_id = $2 AND state NOT IN ('SOSPESA', 'CHIUSA', 'FOLLOW_UP', 'RINVIATA', 'NON_AMMESSA') ORDER BY number LIMIT 1"
	f.mine = w.find(open, me)
	f.offered = w.find(open+" OFFSET 1", me)
	f.resting = w.find("SELECT id FROM case_file WHERE zone = $1 AND state = 'SOSPESA' ORDER BY number LIMIT 1")
	f.closed = w.find("SELECT id FROM case_file WHERE zone = $1 AND state = 'CHIUSA' ORDER BY number LIMIT 1")
	f.strange = w.find(`SELECT c.id FROM case_file c WHERE c.zone = $1 AND c.state = 'IN_ATTUAZIONE' AND c.manager_id <> $2 AND NOT EXISTS
		(SELECT 1 FROM case_member m WHERE m.zone = c.zone AND m.case_id = c.id AND m.account_id = $2) ORDER BY c.number LIMIT 1`, w.account("social-worker-3"))
	f.writeCases()
	f.rated = f.assess()
	f.paths = f.plans()
	f.bringLists()
	f.hire()
	f.refs = f.referrals()
	f.sits = f.sittings()
	f.ended = f.endings()
	return f
}

// writeCases leaves a note, an offer, an opening with a reason and a saved list.
func (f *fixture) writeCases() {
	f.t.Helper()
	me := f.as("social-worker")
	page := "/casi/" + f.mine
	me.post(page+"/note", "once", me.hidden(page, "once"), "text", "Colloquio fatto: preferisce lavorare all'aperto. Giovedì porta la patente e sente il CPI per il tirocinio.", "section", "common", "on", "24/11/2026")
	f.note = f.find("SELECT id FROM note WHERE zone = $1 AND case_id = $2 AND source <> 'demo' ORDER BY id DESC LIMIT 1", f.mine)
	for _, due := range []string{"oggi", "+9"} {
		me.post(page+"/passi", "what", "Sentire il CPI per il tirocinio", "who", f.account("social-worker"), "due", due)
	}
	f.step = f.find("SELECT id FROM next_step WHERE zone = $1 AND case_id = $2 AND done_at IS NULL ORDER BY made_at DESC, id DESC LIMIT 1", f.mine)
	page = "/casi/" + f.offered
	me.post(page+"/passaggio", "version", me.hidden(page+"/passa", "version"), "to", f.account("social-worker-2"), "reason", "Cambia sede.")
	me.post("/casi/elenchi", "name", "In attuazione", "filtri", "stato=IN_ATTUAZIONE")
	page = "/casi/" + f.strange + "/motivo"
	code := "EMERGENZA"
	if _, after, ok := strings.Cut(f.as("social-worker-3").get(page), `name="code" value="`); ok {
		code, _, _ = strings.Cut(after, `"`)
	}
	f.as("social-worker-3").post(page, "code", code, "reason", "La collega è assente e la persona è allo sportello.")
	f.glass = f.find("SELECT id FROM break_glass WHERE zone = $1 ORDER BY at DESC LIMIT 1")
}

// bringLists leaves an import at each of its steps.
func (f *fixture) bringLists() {
	f.t.Helper()
	f.read = f.upload()
	f.checked, f.done = f.upload(), f.upload()
	g := f.as("secretary")
	for _, id := range []string{f.checked, f.done} {
		g.post("/importazioni/"+id+"/colonne", "colonna-6", "referrer", "colonna-0", "", "colonna-1", "full_name", "colonna-2", "tax_code", "colonna-3", "birth_date",
			"colonna-4", "municipality", "colonna-5", "phone", "colonna-7", "referred_on", "colonna-8", "programme", "colonna-9", "state", "colonna-10", "notes")
		f.await(id, "checked")
	}
	g.post("/importazioni/" + f.done + "/conferma")
	f.await(f.done, "done")
}

func (f *fixture) upload() (id string) {
	f.t.Helper()
	b, err := os.ReadFile("testdata/elenco.csv")
	if err != nil {
		f.t.Fatal(err)
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	part, err := m.CreateFormFile("file", "elenco.csv")
	if err == nil {
		_, err = part.Write(b)
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		f.t.Fatal(err)
	}
	r, err := f.as("secretary").http.Post(f.url+"/importazioni", m.FormDataContentType(), &body)
	if err != nil {
		f.t.Fatal(err)
	}
	r.Body.Close()
	parts := strings.Split(r.Request.URL.Path, "/")
	if len(parts) != 4 {
		f.t.Fatalf("the upload came to %s", r.Request.URL.Path)
	}
	return parts[2]
}

func (f *fixture) await(id, state string) {
	f.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if is := f.find("SELECT state FROM import WHERE zone = $1 AND id = $2", id); is == state {
			return
		} else if time.Now().After(deadline) {
			f.t.Fatalf("import is %s, not %s", is, state)
		}
	}
}

// hire adds the people who sign in for the first time.
func (f *fixture) hire() {
	f.t.Helper()
	err := f.gate.Write(context.Background(), gate.System(zone, "cli"), func(tx *gate.WriteTx) (err error) {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account}); err != nil {
			return err
		}
		n := account.New{Email: mustChange + "@comune.example", GivenName: "Pia", FamilyName: "Prima", Roles: []policy.Role{policy.SocialWorker}, Core: true, Confirmed: true}
		if _, f.oneTime, err = account.Insert(tx, n); err != nil {
			return err
		}
		n.Email, n.Password, n.Confirmed = noFactor+"@comune.example", demo.Password, false // its role waits for a second person
		_, _, err = account.Insert(tx, n)
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
}
