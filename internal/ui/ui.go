// Package ui is the one look of the program: the frame of every page, the parts it is made of, its forms, and the files (styles,
// script, fonts, icons) that a browser fetches. It knows no word of the office's work: rooms bring their own texts.
//
// Rules that hold for all of it: every page works without script; nothing is written inline (no style, no script, no handler), because the
// answer's Content-Security-Policy refuses it; a mark or a colour never stands without its word; whatever a person typed comes back.
//
// Classes that a room may use in its own markup (the rest belongs to the components):
//
//	fields, c-1 … c-12     a grid of form fields of twelve columns (phone: full width, c-1 to c-3 half)
//	lines                  a table whose rows are one line of 34 px; beside it: num (right), mono, nowrap, group (a heading row)
//	m-main m-side m-sub m-hide   where the cell of a "lines" table goes on a phone: first line, its right end, second line, nowhere
//	entries, entry         a diary: date at the left, text at the right; entry-small for what the system wrote
//	pairs                  a dl of label and value on one line
//	actions                the buttons that end a form, on a ruled line
//	words                  what somebody wrote, with its line breaks
//	to-tick, to-write, to-sign   on paper: boxes, a space, lines for signatures
//	quiet, small, prose    secondary colour, 14 px, text at most 46 rem wide
//	cols-2, cols-3         columns that become one on a phone
//	split                  one line, content left and content right
//	opens, opened          a question, and the fields that an Option with Opens shows (in a browser that cannot tell they stand open)
//	parts, part-1 … part-3 the same for several parts, each shown by the Options with that Part
//	beside                 in a DraftBox: a part that stands in a column of its own where there is room
//	two-up, three-up       around Checkboxes or TickLines: columns
//	no-print, print-only   what paper leaves out, what only paper shows
package ui

import (
	"context"
	"strconv"
	"strings"

	"siil/internal/text"
)

// S is a text in the reader's language.
func S(ctx context.Context, t text.T) string { return t.In(text.LangOf(ctx)) }

// F is a text in the reader's language with its fmt verbs filled in.
func F(ctx context.Context, t text.T, args ...any) string { return t.F(text.LangOf(ctx), args...) }

// N writes a whole number as the reader's language groups it: 1.234 in Italian, 1,234 in English.
func N(ctx context.Context, n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	sep := "."
	if text.LangOf(ctx) == text.English {
		sep = ","
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return sign + s
}

// NavEntry is one entry of the bar. Badge is a number of things that wait (0: none shown).
type NavEntry struct {
	Key   string
	Label text.T
	Href  string
	Badge int
}

// Viewer is who looks at the page, as far as the frame needs to know.
type Viewer struct {
	Lang      text.Lang
	Name      string // given name and family name
	RoleName  string // the profession or role, as a word in the reader's language
	ZoneName  string
	Entries   []NavEntry // what this person may open; never a greyed entry
	Demo      bool       // the data are invented
	Menu      []NavEntry // under the own name, before the profile
	CanSearch bool       // may look for people and cases
	KeysOff   bool       // has switched the single-letter keys off
	Now       string     // day and hour as printed sheets say it, "24/11/2026, 10:41"
}

type viewerKey struct{}

// WithViewer keeps the viewer, and the viewer's language, in the context.
func WithViewer(ctx context.Context, v Viewer) context.Context {
	return text.WithLang(context.WithValue(ctx, viewerKey{}, v), v.Lang)
}

// ViewerOf returns the viewer; the zero Viewer (no name) when nobody is signed in.
func ViewerOf(ctx context.Context) Viewer {
	v, _ := ctx.Value(viewerKey{}).(Viewer)
	return v
}
