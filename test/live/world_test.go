// Package live tries sittings while they are held: many who watch, and a program that dies in the middle.
package live

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"siil/internal/account"
	"siil/internal/app"
	"siil/internal/casefile"
	"siil/internal/cli"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

const (
	zone     = gatetest.Zone
	password = "Valdinievole-2026"
)

// TestMain lets the test's own binary be `siil`, for the process that is killed.
func TestMain(m *testing.M) {
	if os.Getenv("SIIL_LIVE_CHILD") != "" {
		os.Exit(cli.Main("test", os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// member is somebody who is called to the sitting.
type member struct {
	gate.Actor
	email, secret, token string
}

// the team: quorum is somebody for social and somebody for work.
var roles = []policy.Role{policy.Coordinator, policy.Secretary, policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.SocialWorker,
	policy.EmploymentOfficer, policy.SocialWorker}

// world is a zone with a team of eight and cases that wait for it.
type world struct {
	g     *gate.Gate
	rooms *sitting.Room
	team  []member
	cases []value.ID
}

// fill makes the zone in a new database.
func fill(t testing.TB, g *gate.Gate, cases int) *world {
	t.Helper()
	ctx, m := context.Background(), guideline.Default()
	w := &world{g: g, rooms: sitting.New(g, m, casefile.New(g, m))}
	if _, _, err := app.AddZone(ctx, g, zone, "", true); err != nil {
		t.Fatal(err)
	}
	hash := account.Argon2id.Hash(password)
	w.do(t, policy.UserManage, func(tx *gate.WriteTx) error {
		for i, role := range roles {
			x := member{email: fmt.Sprintf("membro-%d@comune.example", i), secret: strings.Repeat("ABCDEFGHIJKLMNOP"[i:i+1], 32)}
			id, _, err := account.Insert(tx, account.New{Email: x.email, GivenName: fmt.Sprintf("Membro %c", 'A'+i), FamilyName: "Prova", Roles: []policy.Role{role},
				Core: true, Password: password, Hash: hash, TOTPSecret: x.secret, Confirmed: true})
			if err != nil {
				return err
			}
			if x.token, err = account.InsertToken(tx, id, "prova", 30); err != nil {
				return err
			}
			x.Actor = gate.Actor{Principal: policy.Principal{Zone: zone, Account: id, Roles: []policy.Role{role}, Core: true}, Via: "page"}
			w.team = append(w.team, x)
		}
		return nil
	})
	for i := range cases {
		w.cases = append(w.cases, w.open(t, i))
	}
	return w
}

func (w *world) do(t testing.TB, a policy.Action, do func(tx *gate.WriteTx) error) {
	t.Helper()
	err := w.g.Write(context.Background(), gate.System(zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(a, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		return do(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// open adds a person whose case waits for the team.
func (w *world) open(t testing.TB, n int) (caseID value.ID) {
	given, family := fmt.Sprintf("Nadia%c%c", 'a'+n/26, 'a'+n%26), "Inventati"
	w.do(t, policy.CaseCreate, func(tx *gate.WriteTx) error {
		id, err := person.Insert(tx, person.Person{GivenName: given, FamilyName: family})
		if err != nil {
			return err
		}
		caseID, _, err = casefile.Open(tx, casefile.Opening{PersonID: id, NameKey: value.NameKey(family, given), OpenedOn: tx.Today().AddDays(-40), State: "IN_EQUIPE"})
		return err
	})
	return caseID
}

// hold convenes a sitting on a day from now with cases, and opens it with everybody there.
func (w *world) hold(t testing.TB, inDays int, cases []value.ID) sitting.View {
	t.Helper()
	ctx, in := context.Background(), sitting.Calling{OnDay: w.g.Today().AddDays(inDays), Starts: "14:30", Place: "Monsummano Terme", Agenda: cases}
	var all []value.ID
	for i, m := range w.team {
		in.Members = append(in.Members, sitting.Called{AccountID: m.Account, Recorder: i == 1})
		all = append(all, m.Account)
	}
	id, err := w.rooms.Call(ctx, w.team[0].Actor, in)
	if err == nil {
		err = w.rooms.Attend(ctx, w.team[0].Actor, id, all)
	}
	if err != nil {
		t.Fatal(err)
	}
	v, err := w.rooms.View(ctx, w.team[0].Actor, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// browser is a signed-in browser without pages.
type browser struct {
	base string
	http http.Client
}

// signIn goes through password and second factor.
func (m member) signIn(t testing.TB, base string) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{base: base, http: http.Client{Jar: jar}}
	code, err := totp.GenerateCode(m.secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b.post(t, "/entra", "email", m.email, "password", password)
	if at := b.post(t, "/entra/codice", "code", code); strings.HasPrefix(at, "/entra") {
		t.Fatalf("%s does not get in: %s", m.email, at)
	}
	return b
}

// post sends a form and gives the path that it leads to.
func (b *browser) post(t testing.TB, path string, pairs ...string) string {
	t.Helper()
	r, body, err := b.send(path, pairs...)
	if err != nil || r.StatusCode >= 400 {
		t.Fatalf("POST %s: %v %.400s", path, err, body)
	}
	return r.Request.URL.Path
}

func (b *browser) send(path string, pairs ...string) (*http.Response, string, error) {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r, err := b.http.PostForm(b.base+path, form)
	if err != nil {
		return nil, "", err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	return r, string(body), err
}

// decide sends a decision over REST, as the coordinator.
func (w *world) decide(base string, sittingID, caseID value.ID) (status int, said string, err error) {
	body := fmt.Sprintf(`{"case_id":%q,"decision":"taken_in_charge","note":"si concorda","case_manager":%q,"next_steps":[{"text":"Primo colloquio","who":%q,"due":%q}]}`,
		caseID, w.team[2].Account, w.team[2].Account, w.g.Today().AddDays(9).ISO())
	req, err := http.NewRequest(http.MethodPost, base+"/api/v1/sittings/"+string(sittingID)+"/decisions", strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Authorization", "Bearer "+w.team[0].token)
	req.Header.Set("Content-Type", "application/json")
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	return r.StatusCode, string(b), err
}
