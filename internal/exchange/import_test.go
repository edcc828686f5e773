package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/value"
)

// room is a room of lists over a test world, with the bodies that the samples name.
func room(t testing.TB, w *gatetest.World) *Room {
	t.Helper()
	err := w.Write(context.Background(), gate.System(gatetest.Zone, "cli"), func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.ZoneSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		for _, name := range []string{"CPI Pescia", "Caritas", "Cooperativa sociale", "Servizio sociale Pescia"} {
			if _, err := network.AddOrganisation(tx, name, "ETS", ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return New(w.Gate, guideline.Default())
}

var system = gate.System(gatetest.Zone, "cli")

func file(name string, b []byte) ImportOptions {
	return ImportOptions{Name: name, Reader: bytes.NewReader(b), Size: int64(len(b))}
}

// csvOf writes a list of rows as a zone would keep it.
func csvOf(t testing.TB, heading []string, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	err := sheet.WriteCSV(&b, heading, func(yield func([]string) bool) {
		for _, r := range rows {
			if !yield(r) {
				return
			}
		}
	}, ";")
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mustImport(t testing.TB, r *Room, o ImportOptions) Report {
	t.Helper()
	rep, err := r.ImportFile(context.Background(), system, o)
	if err != nil {
		t.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
	return rep
}

// rows counts the rows of the tables that an import can touch.
func rows(t testing.TB, w *gatetest.World) map[string]int {
	t.Helper()
	out := map[string]int{}
	err := w.Read(context.Background(), system, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
			return err
		}
		for _, table := range []string{"person", "person_key", "person_change", "person_apart", "case_file", "episode", "state_change", "suspension", "closure", "note", "referral", "membership"} {
			var n int
			if err := tx.One("SELECT COUNT(*) FROM "+table+" WHERE zone = $1", []any{tx.Zone()}, &n); err != nil {
				return err
			}
			out[table] = n
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sumHolds(t testing.TB, r Report) {
	t.Helper()
	c := r.Counts
	if c.New+c.Updated+c.Same+c.Joined+c.Doubtful+c.Refused != c.Lines || len(r.Report) != c.Lines {
		t.Errorf("counts do not add up: %+v, %d in the report", c, len(r.Report))
	}
}

func whole1(t testing.TB, w *gatetest.World) {
	t.Helper()
	rep, err := w.Verify(context.Background(), "")
	if err != nil || !rep.OK {
		t.Errorf("the log: %+v, %v", rep, err)
	}
}

// TestSamples brings in the two samples, as they are and again.
func TestSamples(t *testing.T) {
	want := Counts{Lines: 30, New: 25, Doubtful: 1, Refused: 3, Joined: 1}
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		for _, s := range samples {
			b, err := s.bytes()
			if err != nil {
				t.Fatal(err)
			}
			dry := file(s.name, b)
			dry.DryRun = true
			before := rows(t, w)
			if got := mustImport(t, r, dry); got.Counts != want || !got.DryRun {
				t.Errorf("%s, dry: %+v, want %+v", s.name, got.Counts, want)
			}
			if after := rows(t, w); fmt.Sprint(after) != fmt.Sprint(before) {
				t.Errorf("a dry run wrote: %v, %v", before, after)
			}
			var out bytes.Buffer
			o := file(s.name, b)
			o.Refused = &out
			got := mustImport(t, r, o)
			if got.Counts != want {
				t.Errorf("%s: %+v, want %+v", s.name, got.Counts, want)
			}
			sumHolds(t, got)
			left, err := sheet.Read(s.name, bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(left.Rows); n != 4 || left.Heading.Text(len(s.heading)) != "Perché" || len(left.Titles) != len(s.titles) || left.Kind != s.kind {
				t.Errorf("%s: %d lines left out, heading %q, titles %v", s.name, n, left.Heading.Texts(), left.Titles)
			}
			before = rows(t, w)
			again := mustImport(t, r, file(s.name, b))
			if again.New+again.Updated != 0 || again.Same != want.New || again.Joined != want.Joined || again.Doubtful != want.Doubtful {
				t.Errorf("%s, again: %+v", s.name, again.Counts)
			}
			if after := rows(t, w); fmt.Sprint(after) != fmt.Sprint(before) {
				t.Errorf("the same file changed something: %v, %v", before, after)
			}
		}
		whole1(t, w)
	})
}

// TestWhatLands looks at what one line leaves behind.
func TestWhatLands(t *testing.T) {
	born := value.MustDate("1980-05-03")
	code := value.BuildTaxCode("Finti", "Elena", born, "F", "G491")
	head := []string{"Cognome e nome", "C.F.", "Data di nascita", "Residenza", "Tel.", "Segnalato il", "Segnalato da", "Stato", "Misura", "Note"}
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		rep := mustImport(t, r, file("a.csv", csvOf(t, head,
			[]string{"Finti Elena", strings.ToLower(string(code)), "", "PESCIA", "333 1234567", "1/2/2024", "Coop. sociale", "sospesa", "ADI + GOL 4", "patente B\nno auto"},
			[]string{"Prova Ion", "", "7/12/1990", "Atlantide", "", "3/2/24", "Il parroco", "mah", "boh", ""},
			[]string{"Saggi Luca", "", "7/11/1970", "Uzzano", "", "3/2/24", "Caritas", "irreperibile", "RDC", ""})))
		if rep.New != 3 {
			t.Fatalf("%+v %v", rep.Counts, rep.Report)
		}
		for _, words := range []string{"Atlantide", "Il parroco", "mah", "boh"} {
			if !strings.Contains(rep.Report[1].Message, words) {
				t.Errorf("no word about %q: %s", words, rep.Report[1].Message)
			}
		}
		type landed struct {
			name, state, opened, town, review, sender, words, reason, note, why string
			programmes                                                          int
		}
		var got []landed
		err := w.Read(context.Background(), system, func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
				return err
			}
			var err error
			got, err = gate.All(tx, `SELECT p.family_name, c.state, c.opened_on, COALESCE(c.municipality, ''), COALESCE(c.review_on, ''), COALESCE(o.name, ''), COALESCE(f.sender_words, ''),
				COALESCE(s.reason, l.reason, ''), COALESCE(n.body, ''), COALESCE(h.reason, ''), (SELECT COUNT(*) FROM membership m WHERE m.zone = p.zone AND m.person_id = p.id AND m.until_on IS NULL)
				FROM person p JOIN case_file c ON c.zone = p.zone AND c.person_id = p.id
				LEFT JOIN referral f ON f.zone = c.zone AND f.case_id = c.id LEFT JOIN organisation o ON o.zone = f.zone AND o.id = f.organisation_id
				LEFT JOIN suspension s ON s.zone = c.zone AND s.case_id = c.id LEFT JOIN closure l ON l.zone = c.zone AND l.case_id = c.id
				LEFT JOIN note n ON n.zone = c.zone AND n.case_id = c.id LEFT JOIN state_change h ON h.zone = c.zone AND h.case_id = c.id
				WHERE p.zone = $1 ORDER BY p.family_name`, []any{tx.Zone()}, func(s gate.Scanner) (x landed, err error) {
				return x, s.Scan(&x.name, &x.state, &x.opened, &x.town, &x.review, &x.sender, &x.words, &x.reason, &x.note, &x.why, &x.programmes)
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		want := []landed{
			{"Finti", "SOSPESA", "2024-02-01", "047012", "2027-02-22", "Cooperativa sociale", "", "NON_INDICATO", "patente B\nno auto", "", 2},
			{"Prova", "SEGNALATA", "2024-02-03", "", "", "", "Il parroco", "", "", "Dall'elenco a.csv, riga 3: stato «mah»", 0},
			{"Saggi", "CHIUSA", "2024-02-03", "047021", "", "Caritas", "", "IRREPERIBILITA", "", "", 0},
		}
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Errorf("got  %+v\nwant %+v", got, want)
				break
			}
		}
		// A second list: one empty field is filled, what differs stays, a new referral and a new note go into the case.
		rep = mustImport(t, r, file("b.csv", csvOf(t, append(head, "E-mail"),
			[]string{"FINTI ELENA", string(code), "", "Uzzano", "0572 99999", "5/6/2025", "CPI Pescia", "in valutazione", "ADI", "nuova nota", "Elena@Esempio.it"})))
		if rep.Updated != 1 {
			t.Fatalf("%+v", rep)
		}
		msg := rep.Report[0].Message
		for _, words := range []string{"prima vuoto, ora elena@esempio.it", "in archivio “Pescia”, nell'elenco “Uzzano”", "“333 1234567”", "Nuova segnalazione il 05/06/2025 da CPI Pescia", "Nuova nota", "“sospesa”"} {
			if !strings.Contains(msg, words) {
				t.Errorf("not said: %s in %s", words, msg)
			}
		}
		p := load(t, w, code)
		if p.Municipality != "047012" || p.Phone != "333 1234567" || p.Email != "elena@esempio.it" || p.Version != 2 {
			t.Errorf("person %+v", p)
		}
		whole1(t, w)
	})
}

func load(t testing.TB, w *gatetest.World, code value.TaxCode) (p person.Person) {
	t.Helper()
	err := w.Read(context.Background(), system, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
			return err
		}
		var err error
		p, _, err = person.ByTaxCode(tx, code)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestHalfWay breaks an import in the middle: nothing of it stays.
func TestHalfWay(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		b := bigList(t, 200)
		o := file("a.csv", b)
		o.Progress = func(done, total int) {
			if done == 150 {
				panic("the machine stumbles")
			}
		}
		before := rows(t, w)
		if _, err := r.ImportFile(context.Background(), system, o); err == nil {
			t.Fatal("no error")
		}
		if after := rows(t, w); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("half an import stayed: %v", after)
		}
		if rep := mustImport(t, r, file("a.csv", b)); rep.New != 200 {
			t.Errorf("afterwards: %+v", rep.Counts)
		}
		whole1(t, w)
	})
}

// TestAtOnce brings in the same file twice at the same time.
func TestAtOnce(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		b := bigList(t, 120)
		var reports [2]Report
		var wait sync.WaitGroup
		for i := range reports {
			wait.Go(func() { reports[i] = mustImport(t, r, file("a.csv", b)) })
		}
		wait.Wait()
		if n := reports[0].New + reports[1].New; n != 120 || reports[0].Same+reports[1].Same != 120 {
			t.Errorf("%+v\n%+v", reports[0].Counts, reports[1].Counts)
		}
	})
}

// bigList is a list of n different people.
func bigList(t testing.TB, n int) []byte {
	t.Helper()
	var list [][]string
	for i, p := range invent(3, n) {
		born := value.MustDate("1950-01-01").AddDays(i * 3)
		p.family = fmt.Sprintf("%s %c%c%c", p.family, 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26)
		code := value.BuildTaxCode(p.family, p.given, born, p.sex, "G491")
		list = append(list, []string{p.family, p.given, string(code), born.Format(), p.town, p.phone, p.sender, p.on, p.measure, p.state, p.note})
	}
	return csvOf(t, []string{"Cognome", "Nome", "Codice fiscale", "Data di nascita", "Comune", "Telefono", "Segnalato da", "Segnalato il", "Programma", "Stato", "Note"}, list...)
}

// TestManyLines holds the number of queries that judging a list asks, and tells how long a large one takes.
func TestManyLines(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of lines")
	}
	lines := map[string]int{"SQLite": 5000, "PostgreSQL": 1000}
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		b := bigList(t, lines[w.Engine()])
		for _, name := range []string{"first", "again"} {
			began := time.Now()
			rep := mustImport(t, r, file("a.csv", b))
			t.Logf("%s: %d lines in %v", name, rep.Lines, time.Since(began))
		}
		dry := file("a.csv", b)
		dry.DryRun = true
		ctx, n := gate.CountQueries(context.Background())
		if _, err := r.ImportFile(ctx, system, dry); err != nil {
			t.Fatal(err)
		}
		if most := 10 + 16*(1+lines[w.Engine()]/chunk); *n > most {
			t.Errorf("%d queries to judge %d lines, at most %d", *n, lines[w.Engine()], most)
		}
	})
}

// TestTwice draws lists full of likenesses: whatever came of them, bringing them in again changes nothing.
func TestTwice(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		rapid.Check(t, func(t *rapid.T) {
			b := drawList(t)
			first, err := r.ImportFile(context.Background(), system, file("a.csv", b))
			if err != nil {
				t.Fatal(err)
			}
			before := rowsOf(t, w)
			second, err := r.ImportFile(context.Background(), system, file("a.csv", b))
			if err != nil {
				t.Fatal(err)
			}
			c := second.Counts
			if c.New+c.Updated != 0 || c.Lines != first.Lines || c.New+c.Updated+c.Same+c.Joined+c.Doubtful+c.Refused != c.Lines {
				t.Fatalf("first %+v, second %+v: %v", first.Counts, c, second.Report)
			}
			if after := rowsOf(t, w); after != before {
				t.Fatalf("rows %s, then %s", before, after)
			}
		})
		whole1(t, w)
	})
}

type failer interface {
	Fatal(args ...any)
}

func rowsOf(t failer, w *gatetest.World) (out string) {
	err := w.Read(context.Background(), system, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
			return err
		}
		var n [4]int
		err := tx.One(`SELECT (SELECT COUNT(*) FROM person WHERE zone = $1), (SELECT COUNT(*) FROM case_file WHERE zone = $1),
			(SELECT COUNT(*) FROM note WHERE zone = $1), (SELECT COUNT(*) FROM referral WHERE zone = $1)`, []any{tx.Zone()}, &n[0], &n[1], &n[2], &n[3])
		out = fmt.Sprint(n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func drawList(t *rapid.T) []byte {
	pick := func(list ...string) string { return rapid.SampledFrom(list).Draw(t, "") }
	var b strings.Builder
	b.WriteString("Cognome e nome;C.F.;Nato il;Tel.;Segnalato il;Segnalato da;Stato;Note\n")
	for range rapid.IntRange(1, 12).Draw(t, "lines") {
		family, given := pick("Finti", "Fimti", "De Provis", "Prova"), pick("Elena", "Maria Grazia", "Ion")
		born := value.MustDate(pick("1980-05-03", "1980-03-05", "1991-11-23"))
		code := ""
		if pick("with", "without") == "with" {
			c := value.BuildTaxCode(family, given, born, "F", "G491")
			code = string(c.Omocode(rapid.IntRange(0, 2).Draw(t, "omocode")))
		}
		fmt.Fprintf(&b, "%s;%s;%s;%s;%s;%s;%s;%s\n", pick(family+" "+given, strings.ToUpper(family)+" "+given), code, pick(born.Format(), ""), pick("", "333 1234567", "0572 12345"),
			pick("", "1/1/2024", "2/2/2024"), pick("", "Caritas", "qualcuno"), pick("", "sospesa", "irreperibile", "mah"), pick("", "una nota", "un'altra"))
	}
	return []byte(b.String())
}

func TestReportJSON(t *testing.T) {
	b, err := json.Marshal(Report{Counts: Counts{Lines: 1, Refused: 1}, Report: []LineReport{{5, Refused, "Codice fiscale", taxCodeCheckLetter, "…"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"lines":1,"new":0,"updated":0,"same":0,"doubtful":0,"refused":1,"joined":0,"dry_run":false,` +
		`"report":[{"line":5,"result":"refused","column":"Codice fiscale","reason":"tax_code_check_letter","message":"…"}]}`
	if string(b) != want {
		t.Errorf("%s", b)
	}
}

func TestMappingFile(t *testing.T) {
	w := gatetest.NewSQLite(t)
	r := room(t, w)
	b := csvOf(t, []string{"Chi", "Quando è nata", "Colonna strana"}, []string{"Finti Elena", "3/5/1980", "va avanti"})
	o := file("a.csv", b)
	if _, err := r.ImportFile(context.Background(), system, o); !fault.Is(err, fault.Invalid) {
		t.Errorf("a list without names: %v", err)
	}
	o.Mapping = strings.NewReader(`{"columns": {"Chi": "full_name", "Quando è nata": "birth_date", "Colonna strana": "state"}, "states": {"VA AVANTI": "IN_ATTUAZIONE"}}`)
	rep := mustImport(t, r, o)
	if rep.New != 1 || !strings.Contains(rep.Report[0].Message, "in attuazione") {
		t.Errorf("%+v", rep)
	}
	// The mapping is remembered for the zone.
	if rep := mustImport(t, r, file("b.csv", csvOf(t, []string{"Chi", "Quando è nata", "Colonna strana"}, []string{"Prova Ion", "4/5/1981", "va avanti"}))); rep.New != 1 {
		t.Errorf("%+v", rep)
	}
	for _, bad := range []string{`{`, `{"columns": {"Altra": "state"}}`, `{"columns": {"Chi": "shoe_size"}}`, `{"states": {"x": "NOWHERE"}}`, `{"surprise": 1}`} {
		o := file("a.csv", b)
		o.Mapping = strings.NewReader(bad)
		if _, err := r.ImportFile(context.Background(), system, o); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// TestWordsAreSealed looks for the words of a list in the rows that keep it.
func TestWordsAreSealed(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		who := w.Account(t, gatetest.Zone, "secretary", policy.Secretary)
		if _, err := r.Upload(context.Background(), who, file("a.csv", csvOf(t, []string{"Cognome e nome", "Note"}, []string{"Canarino Giallo", "diagnosi canarina"}))); err != nil {
			t.Fatal(err)
		}
		err := w.Read(context.Background(), system, func(tx *gate.ReadTx) error {
			if err := tx.Decide(policy.ImportRun, whole("")); err != nil {
				return err
			}
			return tx.Each("SELECT cells FROM import_line WHERE zone = $1", []any{tx.Zone()}, func(s gate.Scanner) error {
				var b []byte
				err := s.Scan(&b)
				if bytes.Contains(b, []byte("anarin")) {
					t.Error("the words stand in clear")
				}
				return err
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
