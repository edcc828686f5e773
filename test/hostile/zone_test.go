package hostile

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// sealedWords are cursors and seals, which are encrypted anew each time.
var sealedWords = regexp.MustCompile(`[A-Za-z0-9_-]{60,}|"next":"[A-Za-z0-9_-]+"`)

// leafNumbers are places in the log, which all zones share so that nobody can rewrite a part of it: whoever reads the log of a zone sees
// how many leaves all zones have together, and nothing of what is in them.
var leafNumbers = regexp.MustCompile(`<td class="m-hide num">\d+</td>|prima=\d+`)

// TestOtherZoneLeavesNoTrace asks two worlds that differ only in the other zone the same questions, as everybody of this zone: lists, counts,
// searches, duplicate hints, exports, imports, the REST interface. Every answer must be the same, byte for byte but for ids and seals.
func TestOtherZoneLeavesNoTrace(t *testing.T) {
	a, b := newWorld(t), newWorld(t)
	b.crowd()
	report(t, differences(a, b))
}

// TestZoneTestSeesALeak plants one word that a page of this zone shows in one of the worlds only.
func TestZoneTestSeesALeak(t *testing.T) {
	a, b := newWorld(t), newWorld(t)
	c := a.find(zoneA, func(c *caseFact) bool { return c.state != "CHIUSA" })
	err := write(b.gate, zoneA, policy.CaseCreate, func(tx *gate.WriteTx) error {
		return tx.Update("case_file", c.id, gate.Row{"next_what": "altrove"})
	})
	if err != nil {
		t.Fatal(err)
	}
	u, path := a.as(zoneA, "coordinator"), "/casi/"+string(c.id)
	if plainText(a.in(u).get(path)) == plainText(b.in(u).get(path)) {
		t.Error("two different pages look the same")
	}
}

// crowd changes the other zone thoroughly: new people, namesakes and tax codes of this zone's people, lists, more accounts and readings.
func (w *world) crowd() {
	w.t.Helper()
	err := write(w.gate, zoneB, policy.PersonCreate, func(tx *gate.WriteTx) error {
		for _, c := range w.cases {
			if c.zone != zoneA {
				continue
			}
			id := value.NewID()
			row := gate.Row{"id": id, "given_name": c.given, "family_name": c.family, "name_key": value.NameKey(c.family, c.given),
				"given_key": value.NameKey(c.given, c.family), "phone": c.phone, "version": 1, "made_at": tx.Now(), "changed_at": tx.Now()}
			if c.tax != "" {
				row["tax_code"] = c.tax
			}
			if err := tx.Insert("person", row); err != nil {
				return err
			}
			if err := tx.NewPersonKey(id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, u := range w.of(zoneB) {
		for _, path := range []string{"/casi", "/profilo", "/importazioni"} {
			w.in(u).get(path)
		}
	}
	b := w.in(w.as(zoneB, "secretary"))
	if got := b.upload("/importazioni", "altra.csv", []byte("Cognome;Nome;Codice fiscale\nRossi;Maria;\nBianchi;Ada;\n")); got.Code != http.StatusSeeOther {
		w.t.Fatalf("upload: %d", got.Code)
	}
}

// differences asks both worlds and lists the questions that they answer differently.
func differences(a, b *world) (out []string) {
	asked := 0
	for _, u := range a.of(zoneA) {
		one, two := a.in(u), b.in(u)
		same := func(what string, p, q answer) {
			asked++
			if x, y := plainText(p), plainText(q); x != y {
				out = append(out, u.name+" "+what+": "+diffAt(x, y))
			}
		}
		for _, x := range a.table() {
			if x.method != http.MethodGet {
				continue
			}
			for _, t := range a.targets(x, u) {
				if t.res.Zone != zoneA {
					continue
				}
				path := t.path(x.pattern)
				if x.isAPI() {
					same(path, one.api(x.method, path, ""), two.api(x.method, path, ""))
				} else {
					same(path, one.get(path), two.get(path))
				}
			}
		}
		for _, q := range a.questions() {
			same("list search", one.post("/casi/ricerca", "q", q), two.post("/casi/ricerca", "q", q))
			same("search", found(one, q), found(two, q))
		}
		for _, filter := range []string{"aperti=1", "mio=1", "data=ritardo", "data=nessuna", "stato=CHIUSA", "ordine=data"} {
			same("list "+filter, one.get("/casi?"+filter), two.get("/casi?"+filter))
		}
	}
	out = append(out, sameMaking(a, b)...)
	if asked < 800 {
		out = append(out, "the two worlds were hardly asked anything")
	}
	return out
}

// questions are names, codes and telephones of both zones, whole and begun.
func (w *world) questions() (out []string) {
	for _, i := range []int{0, 5, len(w.cases) - 1, len(w.cases) - 4} {
		c := w.cases[i]
		out = append(out, c.family, c.family[:5], c.given+" "+c.family, c.phone)
		if c.tax != "" {
			out = append(out, c.tax, c.tax[:6])
		}
	}
	return out
}

// sameMaking does in both worlds what could tell of a namesake elsewhere: a new person, a new case, a list brought in, an account.
func sameMaking(a, b *world) (out []string) {
	elsewhere, here := a.find(zoneB, func(c *caseFact) bool { return c.tax != "" }), a.find(zoneA, func(c *caseFact) bool { return c.tax != "" })
	for _, c := range []*caseFact{elsewhere, here} {
		body := `{"given_name": "` + c.given + `", "family_name": "` + c.family + `", "tax_code": "` + c.tax + `", "prevails": "stated"}`
		for _, path := range []string{"/api/v1/people", "/api/v1/cases"} {
			sent := body
			if path == "/api/v1/cases" {
				sent = `{"person": ` + body + `}`
			}
			p, q := a.in(a.as(zoneA, "secretary")).api(http.MethodPost, path, sent), b.in(b.as(zoneA, "secretary")).api(http.MethodPost, path, sent)
			if x, y := plainText(p), plainText(q); x != y {
				out = append(out, path+": "+diffAt(x, y))
			}
		}
	}
	list := []byte("Cognome;Nome;Codice fiscale\n" + elsewhere.family + ";" + elsewhere.given + ";" + elsewhere.tax + "\n" + here.family + ";" + here.given + ";" + here.tax + "\n")
	var ends []string
	for _, w := range []*world{a, b} {
		in := w.in(w.as(zoneA, "secretary"))
		at := in.upload("/importazioni", "lista.csv", list).Header().Get("Location")
		columns := in.get(at)
		form, _ := formOf(columns.Body.String(), at)
		done := in.postForm(at, form)
		ends = append(ends, plainText(columns)+plainText(done)+plainText(in.get(strings.TrimSuffix(at, "/colonne")+"/righe")))
	}
	if ends[0] != ends[1] {
		out = append(out, "a list brought in: "+diffAt(ends[0], ends[1]))
	}
	return out
}

// checkpoint is the head of the log as a document prints it: it counts the leaves of all zones.
var checkpoint = regexp.MustCompile(`siil [0-9a-f]{16}\s+\d+\s+\S+=\s+— siil/\S+ \S+`)

// plainText is an answer without what is drawn anew each time; a workbook is read into its cells, a document into its words.
func plainText(a answer) string {
	if bytes.HasPrefix(a.Body.Bytes(), []byte("PK")) {
		return cellsOf(a.Body.Bytes())
	}
	if bytes.HasPrefix(a.Body.Bytes(), []byte("%PDF")) {
		return checkpoint.ReplaceAllString(readable(a), "HEAD")
	}
	return leafNumbers.ReplaceAllString(sealedWords.ReplaceAllString(byAppearance(a.text()), "SEALED"), "LEAF")
}

func cellsOf(workbook []byte) string {
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		return "no workbook: " + err.Error()
	}
	defer f.Close()
	var out strings.Builder
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		if err != nil {
			return "no rows: " + err.Error()
		}
		for _, r := range rows {
			out.WriteString(strings.Join(r, "|") + "\n")
		}
	}
	return out.String()
}

// found is what the search of the bar gives.
func found(b browser, words string) answer {
	at := b.post("/ricerca", "q", words)
	if to := at.Header().Get("Location"); to != "" {
		return b.get(to)
	}
	return at
}
