package pdf

import (
	"net/http/httptest"
	"testing"
)

func TestServeIsADownload(t *testing.T) {
	w := httptest.NewRecorder()
	Serve(w, "verbale 12\"\r\nX: y", []byte("%PDF"))
	for name, want := range map[string]string{"Content-Type": "application/pdf", "Content-Length": "4", "Cache-Control": "no-store",
		"Content-Disposition": `attachment; filename="verbale-12---X--y.pdf"`, "X-Content-Type-Options": "nosniff", "X": ""} {
		if got := w.Result().Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if w.Body.String() != "%PDF" {
		t.Error(w.Body)
	}
}
