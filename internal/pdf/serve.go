package pdf

import (
	"net/http"
	"strconv"
	"strings"
)

// MediaType is that of a document; Policy is what a browser that opens one all the same may do: nothing.
const (
	MediaType = "application/pdf"
	Policy    = "sandbox; default-src 'none'; frame-ancestors 'none'"
)

// Disposition makes a download of a document under a name. The name is made by the program and holds no personal data; ".pdf" is added.
func Disposition(name string) string {
	name = strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return '-'
	}, name)
	return `attachment; filename="` + name + `.pdf"`
}

// Serve answers with a document as a download that is kept nowhere on its way. name is as for Disposition.
func Serve(w http.ResponseWriter, name string, file []byte) {
	h := w.Header()
	h.Set("Content-Type", MediaType)
	h.Set("Content-Length", strconv.Itoa(len(file)))
	h.Set("Content-Disposition", Disposition(name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", Policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	w.Write(file)
}
