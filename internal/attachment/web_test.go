package attachment_test

import (
	"bytes"
	"errors"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"siil/internal/attachment"
	"siil/internal/fault"
	"siil/internal/gate/gatetest"
	"siil/internal/text"
)

// TestServe: no content is ever shown in place, whatever the name.
func TestServe(t *testing.T) {
	for name, back := range map[string]string{
		"relazione.pdf":            "relazione.pdf",
		"però “quasi” 100%.pdf":    "però “quasi” 100%.pdf",
		"a\"; filename=b.exe;.pdf": "a\"; filename=b.exe;.pdf",
		"a\r\nSet-Cookie: x=1.pdf": "a\r\nSet-Cookie: x=1.pdf",
		"文件.pdf":                   "文件.pdf",
		"../../etc/passwd%2f..pdf": "../../etc/passwd%2f..pdf",
		strings.Repeat("à", 120):   strings.Repeat("à", 120),
	} {
		rec := httptest.NewRecorder()
		attachment.Serve(rec, attachment.File{Name: name, Kind: attachment.PDF}, []byte("%PDF-"))
		h := rec.Header()
		d := h.Get("Content-Disposition")
		if strings.ContainsAny(d, "\r\n") || strings.ContainsFunc(d, func(c rune) bool { return c > '~' || c < ' ' }) {
			t.Errorf("%q: header %q", name, d)
		}
		kind, params, err := mime.ParseMediaType(strings.SplitN(d, "filename=", 2)[0] + d[strings.LastIndex(d, "filename*="):])
		if err != nil || kind != "attachment" || params["filename"] != back {
			t.Errorf("%q: %q gives %q, %v", name, d, params["filename"], err)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" || !strings.HasPrefix(h.Get("Content-Security-Policy"), "sandbox;") ||
			h.Get("Content-Type") != "application/pdf" || rec.Body.String() != "%PDF-" {
			t.Errorf("%q: %v", name, h)
		}
	}
	rec := httptest.NewRecorder()
	attachment.Serve(rec, attachment.File{Name: "x", Kind: "unknown"}, nil)
	if rec.Header().Get("Content-Type") != "application/octet-stream" {
		t.Errorf("an unknown kind: %v", rec.Header())
	}
}

type part struct {
	field, file string
	content     []byte
}

func formOf(t *testing.T, parts ...part) (body []byte, kind string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for _, p := range parts {
		if p.file == "" {
			m.WriteField(p.field, string(p.content))
			continue
		}
		f, err := m.CreateFormFile(p.field, p.file)
		if err != nil {
			t.Fatal(err)
		}
		f.Write(p.content)
	}
	m.Close()
	return b.Bytes(), m.FormDataContentType()
}

func (w *world) form(body []byte, kind string) (url.Values, error) {
	r := httptest.NewRequest(http.MethodPost, "/segnalazioni/nuova", bytes.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, attachment.MaxForm)
	return w.room.Form(r, w.who, func(v url.Values) string { return "referral/" + v.Get("once") })
}

func TestAFormBringsSeveralFiles(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	body, kind := formOf(t, part{"once", "", []byte("x1")}, part{"files", "a.pdf", pdfOf(1, 700_000)}, part{"files", "b.pdf", []byte("MZ\x90\x00")},
		part{"files", "c.txt", []byte("testo")}, part{"other", "d.txt", []byte("non richiesto")}, part{"reason", "", []byte("dopo i file")})
	v, err := w.form(body, kind)
	if v.Get("once") != "x1" || v.Get("reason") != "dopo i file" || len(v) != 2 {
		t.Errorf("fields: %v", v)
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Text[0] != "b.pdf: "+is(text.FileRefused, text.FileIsProgram) {
		t.Errorf("refusals: %+v", f)
	}
	if p := w.pending(t, "referral/x1"); len(p) != 2 || p[0].Name != "a.pdf" || p[1].Name != "c.txt" {
		t.Errorf("waiting: %+v", p)
	}
	if _, err := w.form(formOf(t, part{"once", "", []byte("x2")}, part{"files", "", nil})); err != nil {
		t.Errorf("no file: %v", err)
	}
}

func TestABrokenForm(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	body, kind := formOf(t, part{"once", "", []byte("x1")}, part{"files", "a.pdf", pdfOf(1, 1<<20+9)}, part{"reason", "", []byte("non arriva")})
	v, err := w.form(body[:900_000], kind)
	if err == nil || v.Get("once") != "x1" {
		t.Errorf("half a form: %v, %v", v, err)
	}
	large, kind2 := formOf(t, part{"once", "", []byte("x1")}, part{"reason", "", bytes.Repeat([]byte("x"), 2<<20)})
	if _, err := w.form(large, kind2); !fault.Is(err, fault.TooLarge) {
		t.Errorf("fields of 2 MB: %v", err)
	}
	if _, err := w.form(body, "multipart/form-data"); !fault.Is(err, fault.Invalid) {
		t.Errorf("no boundary: %v", err)
	}
	if u, p := w.rows(t); u+p != 0 {
		t.Errorf("%d files, %d pieces stay", u, p)
	}
	four := []part{{"once", "", []byte("x1")}}
	for i := range 4 {
		four = append(four, part{"files", "f.pdf", pdfOf(uint64(i), attachment.MaxSize)})
	}
	body, kind = formOf(t, four...)
	if _, err := w.form(body, kind); err == nil || !strings.Contains(err.Error(), "files") && !fault.Is(err, fault.TooLarge) {
		t.Errorf("80 MB: %v", err)
	}
}
