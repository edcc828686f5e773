package server

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/ui"
)

// zeros is a body of many bytes that nobody holds.
type zeros struct{ left int64 }

func (z *zeros) Read(b []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(b)), z.left)
	z.left -= n
	return int(n), nil
}

// TestBodiesByRoute: only a route that says so takes a form of 60 MB, and only as a form with files.
func TestBodiesByRoute(t *testing.T) {
	var got int64
	swallow := func(w http.ResponseWriter, r *http.Request, _ gate.Actor) (err error) {
		got, err = io.Copy(io.Discard, r.Body)
		return err
	}
	s := New(Config{Log: slog.New(slog.NewJSONHandler(&bytes.Buffer{}, nil)), SignedIn: func(*http.Request) (gate.Actor, error) { return gate.Actor{}, nil },
		Viewer: func(gate.Actor) ui.Viewer { return ui.Viewer{} },
		Routes: []ui.Route{ui.PostFiles("/segnalazioni/{id}/file", policy.ReferralSend, 62<<20, swallow), ui.Post("/altro", policy.ReferralSend, swallow)}})
	for _, x := range []struct {
		path, kind string
		size       int64
		declared   bool
		status     int
	}{
		{"/segnalazioni/1/file", "multipart/form-data; boundary=x", 60 << 20, true, 200},
		{"/segnalazioni/1/file", "multipart/form-data; boundary=x", 100 << 20, true, 413},
		{"/segnalazioni/1/file", "multipart/form-data; boundary=x", 100 << 20, false, 413},
		{"/segnalazioni/1/file", "application/x-www-form-urlencoded", 2 << 20, true, 413},
		{"/altro", "multipart/form-data; boundary=x", 20 << 20, true, 200},
		{"/altro", "multipart/form-data; boundary=x", 60 << 20, true, 413},
		{"/altro", "multipart/form-data; boundary=x", 60 << 20, false, 413},
	} {
		r := httptest.NewRequest(http.MethodPost, x.path, &zeros{x.size})
		r.Header.Set("Content-Type", x.kind)
		r.ContentLength = -1
		if x.declared {
			r.ContentLength = x.size
		}
		got = 0
		rec := httptest.NewRecorder()
		s.Handler().ServeHTTP(rec, r)
		if rec.Code != x.status || x.status == 200 && got != x.size {
			t.Errorf("%s %s %d MB (declared %v): %d after %d bytes", x.path, x.kind, x.size>>20, x.declared, rec.Code, got)
		}
	}
}
