package hostile

import (
	"bytes"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

// TestRefusalsFillNoDisk asks five hundred times for what is refused: the log tells of it, and stops telling before it fills a disk. What is
// allowed is told all the same.
func TestRefusalsFillNoDisk(t *testing.T) {
	w := newWorld(t)
	c := w.find(zoneA, func(*caseFact) bool { return true })
	b, before := w.in(w.as(zoneA, "tutor")), w.leaves()
	for range 500 {
		b.get("/casi/" + string(c.id))
	}
	if n := w.leaves() - before; n < 100 || n > 250 {
		t.Errorf("500 refusals left %d leaves", n)
	}
	before = w.leaves()
	w.in(w.as(zoneA, "coordinator")).get("/casi/" + string(c.id))
	if w.leaves() == before {
		t.Error("what is allowed left no leaf any more")
	}
}

// TestAWrongScopeShowsNothing plants rules that are narrower than the lists' own condition in SQL: the rows that come through it are counted,
// which every test of a list looks at in its end, and none is shown.
func TestAWrongScopeShowsNothing(t *testing.T) {
	w := newWorld(t, rulesWith(t, `@id("list-zone")
permit (principal, action == Action::"case.list", resource)
when {
  principal.roles.containsAny(["coordinator", "secretary"]) ||
  (principal.core && `, `@id("list-zone")
permit (principal, action == Action::"case.list", resource)
when {
  principal.roles.containsAny(["coordinator", "secretary"]) ||
  (principal.core && context.glass && `))
	u := w.as(zoneA, "social-worker")
	page := w.in(u).get("/casi").Body.String()
	if w.gate.Hidden() == 0 {
		t.Error("nobody counted the rows that came through a wrong scope")
	}
	for s, x := range w.words {
		if x.class == ofName && x.c != nil && !x.c.facts(u.who.Account).CaseManager && !x.c.facts(u.who.Account).CaseTeam && strings.Contains(strings.ToLower(page), s) {
			t.Errorf("%s was shown", s)
		}
	}
	right := newWorld(t)
	right.in(right.as(zoneA, "social-worker")).get("/casi")
	if n := right.gate.Hidden(); n != 0 {
		t.Errorf("%d rows came through the right scope", n)
	}
}

// TestSilentChangesAreFound changes rows behind the program's back, each in another way.
func TestSilentChangesAreFound(t *testing.T) {
	for name, statement := range map[string]string{
		"a changed name":      "UPDATE person SET family_name = 'Altro' WHERE id = (SELECT MIN(id) FROM person)",
		"a changed note":      "UPDATE note SET body = 'Altro' WHERE id = (SELECT MIN(id) FROM note WHERE body IS NOT NULL)",
		"a role of one's own": "UPDATE account_role SET role = 'coordinator' WHERE id = (SELECT id FROM account_role WHERE role = 'tutor' LIMIT 1)",
		"a reading undone":    "DELETE FROM ledger_leaf WHERE idx = 5",
		"a row added":         "INSERT INTO team (zone, id, name) VALUES ('" + zoneA + "', '" + string(value.NewID()) + "', 'Altra')",
	} {
		w := newWorld(t)
		w.behind(statement)
		if r, err := w.gate.Verify(ctx, ""); err != nil || r.OK {
			t.Errorf("%s is not found: %+v %v", name, r, err)
		}
	}
	if r, err := newWorld(t).gate.Verify(ctx, ""); err != nil || !r.OK {
		t.Errorf("a false alarm: %+v %v", r, err)
	}
}

// TestOldNamesLieNowhere corrects names and reads the database file after the program has ended: SQLite has overwritten what was there.
func TestOldNamesLieNowhere(t *testing.T) {
	w := newWorld(t)
	b := w.in(w.as(zoneA, "coordinator"))
	var old []string
	for _, c := range w.cases {
		if c.zone != zoneA || len(old) > 20 {
			continue
		}
		at := "/casi/" + string(c.id) + "/persona"
		f := w.must(b, at, at)
		f.Set("family_name", "Corretta")
		f.Set("given_name", "Persona")
		if got := b.postForm(at, f); got.Code == http.StatusSeeOther {
			old = append(old, c.family, c.given)
		}
	}
	if len(old) < 10 {
		t.Fatalf("only %d names could be corrected", len(old)/2)
	}
	w.close()
	content, err := os.ReadFile(w.file)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range old {
		if bytes.Contains(bytes.ToLower(content), []byte(strings.ToLower(name))) {
			t.Errorf("%s still lies in the database", name)
		}
	}
	if !bytes.Contains(content, []byte("Corretta")) {
		t.Error("the new name is not there either: nothing was read")
	}
}

// TestDatabaseErrorsQuoteNobody makes PostgreSQL complain about a tax code that is taken: its own words quote it, ours do not.
func TestDatabaseErrorsQuoteNobody(t *testing.T) {
	w := gatetest.NewPostgres(t)
	const code = "RSSMRA80A01H501U"
	err := write(w.Gate, zoneA, policy.PersonCreate, func(tx *gate.WriteTx) error {
		for range 2 {
			if _, err := person.Insert(tx, person.Person{GivenName: "Mario", FamilyName: "Rossi", TaxCode: code}); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		t.Fatal("the same tax code stands twice in a zone")
	}
	if s := err.Error(); strings.Contains(s, code) || strings.Contains(s, "Rossi") || !strings.Contains(s, "23505") {
		t.Errorf("the error says %q", s)
	}
	err = write(w.Gate, zoneB, policy.PersonCreate, func(tx *gate.WriteTx) error {
		_, err := person.Insert(tx, person.Person{GivenName: "Mario", FamilyName: "Rossi", TaxCode: code})
		return err
	})
	if err == nil {
		err = write(w.Gate, zoneA, policy.PersonCreate, func(tx *gate.WriteTx) error {
			_, err := person.Insert(tx, person.Person{GivenName: "Mario", FamilyName: "Rossi", TaxCode: code})
			return err
		})
	}
	if err != nil {
		t.Errorf("a code known in one zone is refused in another: %v", err)
	}
}

// TestTheScriptKeepsNothing reads the script that pages load: it stores no page in the browser and makes no code out of words.
func TestTheScriptKeepsNothing(t *testing.T) {
	w := newWorld(t)
	page := w.in(w.as(zoneA, "coordinator")).get("/casi").Body.String()
	scripts := scriptsOf(page)
	if len(scripts) == 0 {
		t.Fatal("the page loads no script")
	}
	for _, path := range scripts {
		text := w.in(w.as(zoneA, "coordinator")).get(path).Body.String()
		if found := keeps(text); found != "" || len(text) < 500 {
			t.Errorf("%s (%d bytes) uses %s", path, len(text), found)
		}
	}
	if keeps("window.localStorage.setItem('a', 'b')") == "" || keeps("x=eval(y)") == "" {
		t.Error("what keeps pages is not noticed")
	}
}

// stored is what a script keeps in the browser.
var stored = regexp.MustCompile(`(?:local|session)Storage\.setItem\(([^)]*)\)`)

// keeps names what a script may not use. One mark that a preference is on ("1") is all that may stay in a browser.
func keeps(script string) string {
	for _, m := range stored.FindAllStringSubmatch(script, -1) {
		if !strings.HasSuffix(m[1], `,"1"`) {
			return m[0]
		}
	}
	for _, x := range []string{"indexedDB", "caches.open", "serviceWorker", "document.write", "new Function", "insertAdjacentHTML", "eval("} {
		if strings.Contains(script, x) {
			return x
		}
	}
	return ""
}
