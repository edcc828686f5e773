package server

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"siil/internal/api"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
)

// TestInterfaceBehindTheGuards: under /api/ the guards answer with problems too, with the id that the log holds.
func TestInterfaceBehindTheGuards(t *testing.T) {
	var log bytes.Buffer
	rest := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/panic") {
			panic("broken")
		}
		api.WriteFault(w, r, fault.Wrap(errBroken{}, "try"))
	})
	s := New(Config{Log: slog.New(slog.NewJSONHandler(&log, nil)), API: rest,
		SignedIn: func(*http.Request) (gate.Actor, error) {
			return gate.Actor{}, fault.New(fault.Login, text.ErrTextLogin)
		}})
	for _, x := range []struct {
		path   string
		body   string
		site   string
		status int
	}{
		{"/api/v1/people", "{}", "", 500},
		{"/api/v1/panic", "{}", "", 500},
		{"/api/v1/people", strings.Repeat("x", maxBody+1), "", 413},
		{"/api/v1/people", "{}", "cross-site", 409},
	} {
		log.Reset()
		r := httptest.NewRequest(http.MethodPost, x.path, strings.NewReader(x.body))
		if x.site != "" {
			r.Header.Set("Sec-Fetch-Site", x.site)
		}
		rec := httptest.NewRecorder()
		s.Handler().ServeHTTP(rec, r)
		var p api.Problem
		if err := json.Unmarshal(rec.Body.Bytes(), &p); err != nil || rec.Code != x.status || p.RequestID == "" ||
			rec.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v %s", x.path, rec.Code, rec.Header(), rec.Body)
		}
		if !strings.Contains(log.String(), `"id":"`+p.RequestID+`"`) || x.status == 500 && !strings.Contains(log.String(), "broken") {
			t.Errorf("%s: the log holds no %s: %s", x.path, p.RequestID, log.String())
		}
		if strings.Contains(rec.Body.String(), "broken") {
			t.Errorf("%s shows the cause: %s", x.path, rec.Body)
		}
	}
}

type errBroken struct{}

func (errBroken) Error() string { return "broken" }
