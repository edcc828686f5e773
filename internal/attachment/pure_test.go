package attachment

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"relazione.pdf":               "relazione.pdf",
		`C:\Users\anna\relazione.pdf`: "relazione.pdf",
		"../../etc/passwd":            "passwd",
		"a\u202efdp.exe":              "afdp.exe",
		"a\x00b\r\nc.pdf":             "ab c.pdf",
		"  .  nascosto.pdf . ":        "nascosto.pdf",
		"è \u200b però\u2066.txt":     "è però.txt",
		"a:b|c?.pdf":                  "a_b_c_.pdf",
		"\xff\xfe.pdf":                "pdf",
		"/":                           "",
		"...":                         "",
	} {
		if got := cleanName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := cleanName(strings.Repeat("à", 500) + ".pdf"); utf8.RuneCountInString(got) != maxNameRunes || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("a long name: %q", got)
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("a\u202e.pdf")
	f.Add(`x\y/..`)
	f.Fuzz(func(t *testing.T, in string) {
		got := cleanName(in)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > maxNameRunes || strings.ContainsAny(got, "/\\\r\n\x00\"") || strings.HasPrefix(got, ".") ||
			strings.ContainsFunc(got, func(c rune) bool { return !unicode.IsGraphic(c) }) {
			t.Errorf("%q: %q", in, got)
		}
	})
}

// FuzzSniff: whatever comes, the sniffer ends, nothing that begins as a program is taken, and a piece at a time tells the same as at once.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"%PDF-1.7", "MZ\x90", "PK\x03\x04", "#!/bin/sh", "<svg", "From: a\nTo: b\n\nx", "perch\xe9", "\xef\xbb\xbfx", "PK\x05\x06" + strings.Repeat("\x00", 18),
		"RIFF....WEBPVP8 ", "....ftypheic"} {
		f.Add([]byte(s), 3)
	}
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		kind, what := sniff(b)
		if (kind == "") == (what[0] == "") {
			t.Errorf("kind %q, refused as %q", kind, what)
		}
		for _, p := range []string{"MZ", "\x7fELF", "#!", "<html", "<svg", "<script"} {
			if bytes.HasPrefix(b, []byte(p)) && kind != "" {
				t.Errorf("%q is taken as %s", p, kind)
			}
		}
		if kind == zipped {
			if k, err := document(bytes.NewReader(b), int64(len(b))); err == nil && kinds[k].ext == nil {
				t.Errorf("an archive is a %q", k)
			}
		}
		cut = min(max(cut, 0), len(b))
		var whole, parts texts
		whole.see(b, true)
		parts.see(b[:cut], true)
		parts.see(b[cut:], true)
		if whole.ok() != parts.ok() || whole.program != parts.program {
			t.Errorf("cut at %d: %v %v, whole %v %v", cut, parts.ok(), parts.program, whole.ok(), whole.program)
		}
		hidesArchive(b, int64(len(b)))
	})
}
