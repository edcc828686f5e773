package exchange

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/sheet"
	"siil/internal/ui"
	"siil/internal/value"
)

// site serves the pages of the room to one actor.
type site struct {
	t   testing.TB
	mux *http.ServeMux
}

func serve(t testing.TB, r *Room, who gate.Actor) site {
	mux := http.NewServeMux()
	for _, x := range r.Routes() {
		mux.HandleFunc(x.Method+" "+x.Path, func(w http.ResponseWriter, req *http.Request) {
			req = req.WithContext(ui.WithViewer(req.Context(), ui.Viewer{Name: who.Name, ZoneName: "Valdinievole"}))
			if err := x.Handler(w, req, who); err != nil {
				w.WriteHeader(ui.Status(fault.KindOf(err)))
				fmt.Fprint(w, err)
			}
		})
	}
	return site{t, mux}
}

func (s site) do(req *http.Request) *httptest.ResponseRecorder {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, req)
	return w
}

func (s site) get(path string) string {
	s.t.Helper()
	w := s.do(httptest.NewRequest("GET", path, nil))
	if w.Code != http.StatusOK {
		s.t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

// post sends a form and gives the address that it leads to.
func (s site) post(path string, form url.Values) string {
	s.t.Helper()
	req := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(req)
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("POST %s: %d %s", path, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (s site) upload(name string, b []byte) *httptest.ResponseRecorder {
	s.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	f, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = f.Write(b)
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	req := httptest.NewRequest("POST", pathImports, &body)
	req.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(req)
}

var field = regexp.MustCompile(`name="([^"]+)"`)

// TestPages walks an import through its pages: upload, columns, lines, a choice, confirmation, the rest afterwards.
func TestPages(t *testing.T) {
	head := []string{"Cognome e nome", "C.F.", "Nato il", "Segnalato il", "Stato", "Note"}
	code := value.BuildTaxCode("Finti", "Elena", value.MustDate("1980-05-03"), "F", "G491")
	list := csvOf(t, head,
		[]string{"Finti Elena", string(code), "4/5/1980", "1/2/2024", "presa in carico", "<script>alert(1)</script>"},
		[]string{"Prova Ion", "", "7/12/1990", "1/2/2024", "sospesa", ""},
		[]string{"Prova Ion", "", "12/7/1990", "", "va bene così", ""},
		[]string{"Saggi Luca", "", "31/2/1990", "", "", "=1+1"})
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		s := serve(t, r, w.Account(t, gatetest.Zone, "segreteria", policy.Secretary))
		if page := s.get(pathImports); !strings.Contains(page, "Nessun elenco importato") || !strings.Contains(page, samples[0].name) {
			t.Error("the first page names no sample")
		}
		up := s.upload("elenco.csv", list)
		if up.Code != http.StatusSeeOther {
			t.Fatalf("upload: %d %s", up.Code, up.Body)
		}
		columns := up.Header().Get("Location")
		page := s.get(columns)
		for _, words := range []string{"Finti Elena", "La leggono case manager", "va bene così", "07/12/75"} {
			if !strings.Contains(page, words) {
				t.Errorf("the page of the columns lacks %q", words)
			}
		}
		if strings.Contains(page, "<script>alert") {
			t.Error("a cell is written as markup")
		}
		form := url.Values{"notes": {"social"}}
		for i, f := range []string{fieldFullName, fieldTaxCode, fieldBirthDate, fieldReferredOn, fieldState, ""} {
			form.Set(columnField(i), f)
		}
		form.Set(columnField(5), fieldState)
		req := httptest.NewRequest("POST", columns, strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if bad := s.do(req); bad.Code != http.StatusUnprocessableEntity || !strings.Contains(bad.Body.String(), "stessa voce") {
			t.Errorf("a field twice: %d", bad.Code)
		}
		form.Set(columnField(5), fieldNotes)
		form.Set(stateField(2), "IN_VALUTAZIONE")
		lines := s.post(columns, form)
		page = s.get(lines)
		for _, words := range []string{"Vale il codice", "Importa una riga", "Il 31/2/1990 non esiste", "Somiglia alla persona della riga 3", "Nel file, riga 3"} {
			if !strings.Contains(page, words) {
				t.Errorf("the page of the lines lacks %q", words)
			}
		}
		if p := s.get(lines + "?esito=refused"); strings.Contains(p, "Vale il codice") || !strings.Contains(p, "Saggi Luca") {
			t.Error("the filter does not hold")
		}
		s.get(pathDoubts)
		choose := func(page, path, line string, c Choice) string {
			form := url.Values{}
			for _, m := range field.FindAllStringSubmatch(page[strings.Index(page, line):], -1) {
				if strings.HasPrefix(m[1], choicePrefix) {
					form.Set(m[1], string(c))
					form.Set(importPrefix+strings.TrimPrefix(m[1], choicePrefix), strings.Split(path, "/")[2])
					break
				}
			}
			return s.post(path, form)
		}
		page = s.get(choose(page, lines, "Vale il codice", ChooseCode))
		if !strings.Contains(page, "Importa 2 righe") {
			t.Error("the line that was settled does not count")
		}
		id := strings.Split(lines, "/")[2]
		done := s.post("/importazioni/"+id+"/conferma", nil)
		page = s.get(done)
		if !strings.Contains(page, "Importate 2 righe, 2 restano fuori") {
			t.Errorf("result: %s", page)
		}
		if p := load(t, w, code); p.BirthDate != value.MustDate("1980-05-03") {
			t.Errorf("born %s", p.BirthDate)
		}
		out := s.do(httptest.NewRequest("GET", "/importazioni/"+id+"/scarti", nil))
		left, err := sheet.Read("x.csv", bytes.NewReader(out.Body.Bytes()), int64(out.Body.Len()), sheet.DefaultLimits)
		if err != nil || len(left.Rows) != 2 || !strings.Contains(out.Header().Get("Content-Disposition"), "elenco-restano-fuori.csv") {
			t.Errorf("left out: %v %v %v", left, err, out.Header())
		}
		// Afterwards: the doubtful line is told apart from the one that came in, and comes in by itself.
		page = s.get(pathDoubts)
		if !strings.Contains(page, "In archivio") {
			t.Error("the twin that came in is not shown as of the archive")
		}
		form = url.Values{}
		for _, m := range field.FindAllStringSubmatch(page, -1) {
			if strings.HasPrefix(m[1], choicePrefix) {
				form.Set(m[1], string(ChooseApart))
				form.Set(importPrefix+strings.TrimPrefix(m[1], choicePrefix), id)
			}
		}
		s.post(pathDoubts, form)
		if n := rows(t, w); n["person"] != 3 || n["person_apart"] != 1 || n["case_file"] != 3 {
			t.Errorf("rows %v", n)
		}
		if page = s.get(pathImports); !strings.Contains(page, "elenco.csv") || !strings.Contains(page, "importato") {
			t.Error("the list of imports lacks it")
		}
		s.get("/elenchi-di-esempio/" + samples[1].name)
		whole1(t, w)
	})
}

// TestUploadRefuses sends what is no list.
func TestUploadRefuses(t *testing.T) {
	w := gatetest.NewSQLite(t)
	s := serve(t, room(t, w), w.Account(t, gatetest.Zone, "segreteria", policy.Secretary))
	for _, x := range []struct {
		name   string
		b      []byte
		status int
		words  string
	}{
		{"", nil, 422, "Scegli il file"},
		{"a.csv", nil, 422, "vuoto"},
		{"a.csv", []byte("\x00\x01\x02\x00"), 422, "non c&#39;è testo"},
		{"a.xlsx", []byte("Cognome;Nome\n"), 422, ".xlsx"},
		{"a.csv", bytes.Repeat([]byte("Cognome;Nome;Note\n"), 21<<20/18+100), 413, "20 MB"},
	} {
		if got := s.upload(x.name, x.b); got.Code != x.status || !strings.Contains(got.Body.String(), x.words) {
			t.Errorf("%s: %d, want %d with %q", x.name, got.Code, x.status, x.words)
		}
	}
}

// TestWhoMayNot tries every page as every role and from another zone.
func TestWhoMayNot(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		id, err := r.Upload(context.Background(), w.Account(t, gatetest.Zone, "segreteria", policy.Secretary), file("a.csv", bigList(t, 3)))
		if err != nil {
			t.Fatal(err)
		}
		who := map[string]gate.Actor{"other zone": w.Account(t, gatetest.Other, "coordinamento", policy.Coordinator)}
		for _, role := range policy.Roles {
			if role != policy.Coordinator && role != policy.Secretary {
				who[string(role)] = w.Account(t, gatetest.Zone, string(role), role)
			}
		}
		for name, a := range who {
			s := serve(t, r, a)
			for _, x := range r.Routes() {
				path := strings.ReplaceAll(strings.ReplaceAll(x.Path, "{id}", string(id)), "{nome}", samples[0].name)
				if name == "other zone" && !strings.Contains(x.Path, "{id}") {
					continue
				}
				req := httptest.NewRequest(x.Method, path, strings.NewReader(""))
				if x.Path == pathImports && x.Method == http.MethodPost {
					if got := s.upload("a.csv", bigList(t, 1)); got.Code != http.StatusNotFound {
						t.Errorf("%s uploads: %d", name, got.Code)
					}
					continue
				}
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				got := s.do(req)
				if got.Code != http.StatusNotFound {
					t.Errorf("%s %s %s: %d", name, x.Method, x.Path, got.Code)
				}
			}
		}
	})
}

// TestMeanwhile confirms a list after somebody has added one of its people, and confirms it twice.
func TestMeanwhile(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w *gatetest.World) {
		r := room(t, w)
		who := w.Account(t, gatetest.Zone, "segreteria", policy.Secretary)
		b := bigList(t, 20)
		id, err := r.Upload(context.Background(), who, file("a.csv", b))
		if err != nil {
			t.Fatal(err)
		}
		v, err := r.matching(context.Background(), who, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		j, err := r.Check(context.Background(), who, id, v.Mapping)
		if err != nil {
			t.Fatal(err)
		}
		<-j.over
		mustImport(t, r, file("b.csv", b)) // meanwhile
		j, err = r.Confirm(context.Background(), who, id)
		if err != nil {
			t.Fatal(err)
		}
		<-j.over
		if j.err != nil {
			t.Fatal(j.err)
		}
		x, err := r.lines(context.Background(), who, id, "", -1, 0)
		if err != nil || x.Counts.Same != 20 || x.State != stateDone {
			t.Errorf("%+v %v", x.Import, err)
		}
		if n := rows(t, w)["person"]; n != 20 {
			t.Errorf("%d people", n)
		}
		if _, err := r.Confirm(context.Background(), who, id); !fault.Is(err, fault.Conflict) {
			t.Errorf("confirmed twice: %v", err)
		}
		if err := r.Withdraw(context.Background(), who, id); !fault.Is(err, fault.Conflict) {
			t.Errorf("withdrawn after: %v", err)
		}
		if err := r.Recover(context.Background()); err != nil {
			t.Error(err)
		}
		r.Wait()
	})
}
