// Package pdftest judges PDF files in tests, with programs that tools/setup.sh installs and by reading their bytes.
package pdftest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// Tool runs qpdf, pdfinfo or pdftotext on a file and gives what it says; the test fails where the program is missing or complains.
func Tool(t testing.TB, file []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing: run tools/setup.sh", name)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append(args, path)
	if name == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// Valid fails the test when a file is not a valid, tagged document without scripts.
func Valid(t testing.TB, file []byte) {
	t.Helper()
	if out := Tool(t, file, "qpdf", "--check"); !strings.Contains(out, "No syntax or stream encoding errors found") {
		t.Error(out)
	}
	info := Tool(t, file, "pdfinfo")
	for _, want := range []string{"Tagged:          yes", "Suspects:        no", "JavaScript:      no", "Form:            none", "Encrypted:       no"} {
		if !strings.Contains(info, want) {
			t.Errorf("not %q:\n%s", want, info)
		}
	}
	Tool(t, file, "pdfinfo", "-struct-text")
}

// Text is what somebody reads in a file, on one line.
func Text(t testing.TB, file []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(Tool(t, file, "pdftotext", "-raw")), " ")
}

// Holds tells whether a word stands anywhere in a file: printed, in its properties or among its bytes, in each of the ways in which the
// format writes text, also where no program shows it. The word must not be one that a line may cut.
func Holds(file []byte, word string) bool {
	var wide []byte
	for _, unit := range utf16.Encode([]rune(word)) {
		wide = binary.BigEndian.AppendUint16(wide, unit)
	}
	forms := [][]byte{[]byte(strings.ToLower(word)), bytes.ToLower(wide), []byte(hex.EncodeToString(wide)), []byte(hex.EncodeToString([]byte(word)))}
	for _, part := range append(streams(file), file) {
		lower := bytes.ToLower(part)
		for _, f := range forms {
			if bytes.Contains(lower, f) {
				return true
			}
		}
	}
	return false
}

// streams are the unpacked streams of a file, those too that a later table of objects has left behind.
func streams(file []byte) (out [][]byte) {
	for rest := file; ; {
		at := bytes.Index(rest, []byte("stream\n"))
		if at < 0 {
			return out
		}
		rest = rest[at+len("stream\n"):]
		if z, err := zlib.NewReader(bytes.NewReader(rest)); err == nil {
			if content, err := io.ReadAll(z); err == nil {
				out = append(out, content)
			}
		}
	}
}
