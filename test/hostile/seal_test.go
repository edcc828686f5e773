package hostile

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	_ "github.com/jackc/pgx/v5/stdlib"

	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/value"
)

// forms are the ways in which a text could lie on a disk.
func forms(s string) map[string][]byte {
	wide := func(big bool) []byte {
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	out := map[string][]byte{"as it is": []byte(s), "utf-16 le": wide(false), "utf-16 be": wide(true), "hex": []byte(hex.EncodeToString([]byte(s)))}
	if len(s) < 12 { // short ones stand in any long text by chance
		return out
	}
	for shift := range 3 { // whatever stands before it
		padded := base64.StdEncoding.EncodeToString(append(make([]byte, shift), s...))
		out["base64 "+string(rune('0'+shift))] = []byte(padded[4 : len(padded)-4])
	}
	return out
}

// lying lists the secrets that lie in plain sight in some bytes.
func lying(content []byte, secrets []string) (out []string) {
	lower := bytes.ToLower(content)
	for _, s := range secrets {
		for how, form := range forms(s) {
			if bytes.Contains(content, form) || bytes.Contains(lower, bytes.ToLower(form)) && !strings.HasPrefix(how, "base64") {
				out = append(out, s+" "+how)
			}
		}
	}
	return out
}

// TestSealedTextsLieNowhere reads the database file, what SQLite writes beside it, and the folder for temporary files.
func TestSealedTextsLieNowhere(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	w := newWorld(t)
	secrets := append(w.writeSecrets(), w.sealed...)
	for s, x := range w.words {
		if x.class == ofHealth || x.class == ofJustice || x.class == ofGlass {
			secrets = append(secrets, s)
		}
	}
	for _, dir := range []string{filepath.Dir(w.file), tmp} {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			for _, x := range lying(b, secrets) {
				t.Errorf("%s lies in %s", x, filepath.Base(path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// writeSecrets writes words of its own into everything that is sealed, through the pages.
func (w *world) writeSecrets() (out []string) {
	u := w.as(zoneA, "health-worker")
	c := w.find(zoneA, func(c *caseFact) bool {
		return c.manager == u.who.Account && c.state != "CHIUSA" && c.state != "SOSPESA"
	})
	b, at := w.in(u), "/casi/"+string(c.id)
	secret := func(n string) string { s := "segretissimo" + n + "parola"; out = append(out, s); return s }
	f := w.must(b, at, at+"/note")
	f.Set("section", "health")
	f.Set("text", secret("nota"))
	w.done(b.postForm(at+"/note", f))
	w.done(b.post("/bozze", "key", "prova", "text", secret("bozza")))
	list := "Cognome;Nome;Note\nProva;Uno;" + secret("lista") + "\n;;\nProva;Due;" + secret("riga") + "\n"
	w.done(w.in(w.as(zoneA, "secretary")).upload("/importazioni", "l.csv", []byte(list)))
	return out
}

// must is the form of a page that goes to an address.
func (w *world) must(b browser, page, action string) url.Values {
	w.t.Helper()
	f, ok := formOf(b.get(page).Body.String(), action)
	if !ok {
		w.t.Fatalf("%s has no form for %s", page, action)
	}
	return f
}

func (w *world) done(a answer) {
	w.t.Helper()
	if a.Code >= http.StatusBadRequest {
		w.t.Fatalf("%d %s", a.Code, main(a))
	}
}

// TestSealedTextsLieNowhereInPostgres reads every table of a PostgreSQL database as text, in which its sealed columns come as hexadecimal.
func TestSealedTextsLieNowhereInPostgres(t *testing.T) {
	w := gatetest.NewPostgres(t)
	const health, justice = "segretissimosalute", "segretissimogiustizia"
	err := write(w.Gate, zoneA, policy.PersonCreate, func(tx *gate.WriteTx) error {
		id, err := person.Insert(tx, person.Person{GivenName: "Ada", FamilyName: "Prova"})
		if err != nil {
			return err
		}
		c, _, err := casefile.Open(tx, casefile.Opening{PersonID: id, NameKey: value.NameKey("Prova", "Ada"), OpenedOn: tx.Today(), State: "SEGNALATA"})
		for section, words := range map[policy.Section]string{policy.Health: health, policy.Justice: justice, policy.Common: "paroladitutti"} {
			if err == nil {
				_, err = casefile.AddNote(tx, casefile.NewNote{CaseID: c, Section: section, On: tx.Today(), Text: words, Source: casefile.SourceProgram})
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("pgx", w.Address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("SELECT set_config('siil.zone', '*', false)"); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range column(t, db, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1") {
		for _, row := range column(t, db, "SELECT x::text FROM "+table+" x") {
			all.WriteString(row + "\n")
		}
	}
	for _, x := range lying([]byte(all.String()), []string{health, justice}) {
		t.Errorf("%s lies in the database", x)
	}
	if len(lying([]byte(all.String()), []string{"paroladitutti"})) == 0 {
		t.Error("not even what is not sealed was found: nothing was read")
	}
}

// TestLyingTextsAreNoticed hides a word in every form.
func TestLyingTextsAreNoticed(t *testing.T) {
	const word = "segretissimaparola"
	for how, form := range forms(word) {
		if len(lying(append([]byte("prima "), append(form, " dopo"...)...), []string{word})) == 0 {
			t.Errorf("not found %s", how)
		}
	}
}
