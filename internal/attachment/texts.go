package attachment

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

// texts looks at a text piece by piece: whether it can be one, in UTF-8 or in Windows-1252.
type texts struct {
	size, controls int64
	zero           bool
	notUTF8        bool
	notWindows     bool
	rest           []byte // a character cut by the end of a piece
	carried        []byte // the end of the piece before, for what a cut may part
	program        bool   // an e-mail brings a program
}

// see takes the next piece. mail also looks for the names of programs among what an e-mail brings.
func (t *texts) see(piece []byte, mail bool) {
	t.size += int64(len(piece))
	for _, c := range piece {
		switch {
		case c < 0x20 && (c < '\t' || c > '\r'), c == 0x7f:
			t.controls++
			t.zero = t.zero || c == 0
		case c == 0x81, c == 0x8d, c == 0x8f, c == 0x90, c == 0x9d:
			t.notWindows = true
		}
	}
	if !t.notUTF8 {
		t.valid(piece)
	}
	if mail && !t.program {
		window := append(t.carried, piece...)
		t.program = programInMail.Match(window)
		t.carried = bytes.Clone(window[max(0, len(window)-512):])
	}
}

// valid follows UTF-8 over the cuts between pieces.
func (t *texts) valid(piece []byte) {
	b := append(t.rest, piece...)
	cut := len(b)
	for i := len(b) - 1; i >= 0 && i >= len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				cut = i
			}
			break
		}
	}
	t.notUTF8 = !utf8.Valid(b[:cut])
	t.rest = bytes.Clone(b[cut:])
}

// tooWild tells that there are more control characters than a text has: one in two hundred.
func (t *texts) tooWild() bool { return t.controls*200 > t.size }

// ok tells, at the end, whether it was a text.
func (t *texts) ok() bool {
	utf8Text := !t.notUTF8 && len(t.rest) == 0
	return !t.zero && !t.tooWild() && (utf8Text || !t.notWindows)
}

// programInMail finds a program among the parts of an e-mail: by its name, or by how one begins in base64.
var programInMail = regexp.MustCompile(`(?i)name\*?[0-9]*\*?=[^\r\n;]{0,200}\.(?:` + programExtensions + `)["'\s;]|(?-i)\n\r?\nTV[opqr]QA[AI]`)

const programExtensions = "exe|com|scr|pif|bat|cmd|msi|msp|dll|cpl|js|jse|vbs|vbe|wsf|wsh|hta|ps1|psm1|jar|class|lnk|sh|bash|py|pl|rb|php|apk|app|command|reg|msc|scf|html?|svg|xhtml|iso|img|docm|xlsm|pptm|dotm|xltm"
