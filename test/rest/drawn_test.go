package rest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"pgregory.net/rapid"

	"siil/internal/gate/gatetest"
	"siil/internal/value"
)

// TestDrawnRequestsGetAnswersAsDescribed sends drawn requests, right and wrong, as anybody, and holds every answer against the document.
func TestDrawnRequestsGetAnswersAsDescribed(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	w.limit(1_000_000)
	ids := []string{string(value.NewID()), "non-un-id"}
	for _, m := range []string{"elena", "sara", ""} {
		c := string(w.open(gatetest.Zone, "Mario", "Rossi", m))
		ids = append(ids, c, personOf(w, c))
	}
	for _, u := range w.users {
		ids = append(ids, string(u.Account))
	}
	doc, router := load(t, w.api.Document())
	statuses := map[int]int{}
	ask := func(rt *rapid.T) {
		r := drawRequest(rt, w, doc, ids)
		route, params, err := router.FindRoute(r)
		if err != nil {
			rt.Fatalf("%s %s: %v", r.Method, r.URL.Path, err)
		}
		got := w.handle(r)
		statuses[got.StatusCode]++
		if err := fits(route, params, r, got); err != nil {
			rt.Fatalf("%s %s answered %d: %v\n%s", r.Method, r.URL, got.StatusCode, err, got.raw)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		for range 24 {
			ask(rt)
		}
	})
	for _, status := range []int{200, 201, 401, 404, 422} {
		if statuses[status] == 0 {
			t.Errorf("no request was answered with %d: %v", status, statuses)
		}
	}
}

func load(t *testing.T, raw []byte) (*openapi3.T, routers.Router) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(raw)
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = openapi3.Servers{{URL: "https://siil.example" + v1}}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return doc, router
}

// fits holds an answer against the document.
func fits(route *routers.Route, params map[string]string, r *http.Request, got reply) error {
	in := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 got.StatusCode, Header: got.Header, Body: io.NopCloser(strings.NewReader(got.raw)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	return openapi3filter.ValidateResponse(r.Context(), in)
}

// TestValidatorFindsABreach plants an answer that the document does not know.
func TestValidatorFindsABreach(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	_, router := load(t, w.api.Document())
	r := w.request(w.token["elena"], "GET", v1+"/users/me")
	route, params, err := router.FindRoute(r)
	if err != nil {
		t.Fatal(err)
	}
	got := w.handle(r)
	if err := fits(route, params, r, got); err != nil {
		t.Fatal(err)
	}
	for _, broken := range []string{strings.Replace(got.raw, `"core":true`, `"core":"yes"`, 1), strings.Replace(got.raw, `"account_id"`, `"account"`, 1)} {
		bad := got
		bad.raw = broken
		if fits(route, params, r, bad) == nil {
			t.Errorf("nobody complains about %s", broken)
		}
	}
}

// drawRequest draws an operation, somebody, ids, parameters and a body that more or less fits.
func drawRequest(rt *rapid.T, w *world, doc *openapi3.T, ids []string) *http.Request {
	path := rapid.SampledFrom(doc.Paths.InMatchingOrder()).Draw(rt, "path")
	operations := doc.Paths.Value(path).Operations()
	var methods []string
	for _, m := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
		if operations[m] != nil {
			methods = append(methods, m)
		}
	}
	method := rapid.SampledFrom(methods).Draw(rt, "method")
	op := operations[method]
	var names []string
	for _, a := range accounts {
		names = append(names, a.name)
	}
	token := w.token[rapid.SampledFrom(append(names, "carla", "carla", "carla", "elena", "elena", "nobody")).Draw(rt, "who")]
	id := rapid.SampledFrom(ids)
	address := v1 + strings.NewReplacer("{id}", id.Draw(rt, "id"), "{account_id}", id.Draw(rt, "account"), "{case_id}", id.Draw(rt, "case"), "{file}", id.Draw(rt, "case")+".pdf").Replace(path)
	var query []string
	for _, p := range op.Parameters {
		if p.Value.In == "query" && rapid.Bool().Draw(rt, "has "+p.Value.Name) {
			v, _ := json.Marshal(drawValue(rt, p.Value.Name, p.Value.Schema.Value, ids))
			query = append(query, p.Value.Name+"="+strings.Trim(string(bytes.ReplaceAll(v, []byte(" "), []byte("+"))), `"[]`))
		}
	}
	if len(query) > 0 {
		address += "?" + strings.Join(query, "&")
	}
	var s sent
	if op.RequestBody != nil {
		for media, m := range op.RequestBody.Value.Content {
			raw, _ := json.Marshal(drawValue(rt, "body", m.Schema.Value, ids))
			s = sent{body: string(raw), headers: []string{"Content-Type", media}}
		}
	}
	return w.request(token, method, address, s)
}

// drawValue draws a value of a schema; now and then one that is not.
func drawValue(rt *rapid.T, name string, s *openapi3.Schema, ids []string) any {
	if rapid.IntRange(0, 60).Draw(rt, "odd "+name) == 0 {
		return rapid.SampledFrom([]any{nil, "", 7, true, "2026-13-45", strings.Repeat("x", 300)}).Draw(rt, "oddity")
	}
	switch {
	case s.Type.Includes("object"):
		m := map[string]any{}
		for field, p := range s.Properties {
			required := strings.Contains(" "+strings.Join(s.Required, " ")+" ", " "+field+" ")
			if required || rapid.IntRange(0, 3).Draw(rt, "has "+field) == 0 {
				m[field] = drawValue(rt, field, p.Value, ids)
			}
		}
		return m
	case s.Type.Includes("array"):
		return []any{drawValue(rt, name, s.Items.Value, ids)}
	case s.Type.Includes("boolean"):
		return rapid.Bool().Draw(rt, name)
	case s.Type.Includes("integer"):
		return rapid.IntRange(int(*s.Min), min(int(*s.Max), 200)).Draw(rt, name)
	case len(s.Enum) > 0:
		return rapid.SampledFrom(s.Enum).Draw(rt, name)
	case s.Format == "uuid":
		return rapid.SampledFrom(ids).Draw(rt, name)
	case s.Format == "date":
		return rapid.SampledFrom([]string{"2026-11-24", "2026-12-03", "2026-05-01", "1980-01-01", "2030-01-01"}).Draw(rt, name)
	case name == "reason" || name == "state":
		return rapid.SampledFrom([]string{suspensionReason(), closureReason(), "IN_VALUTAZIONE", "CHIUSA"}).Draw(rt, name)
	}
	return rapid.SampledFrom([]string{"Ada", "Bo", "rossi", "0572 1234", "ada@example.org", "F", "DNGNCL80E01G491X"}).Draw(rt, name)
}
