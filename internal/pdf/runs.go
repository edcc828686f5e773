package pdf

import (
	"strings"
	"unicode/utf8"
)

// Run is a part of a text that is printed in one way.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Runs is running text, one paragraph; lines in it are kept.
func (d *Doc) Runs(runs []Run) {
	if blankRuns(runs) {
		return
	}
	d.runs(d.root, "P", runs, d.body(), 0)
	d.y += d.base * 0.5
}

// QuoteRuns is Quote with runs, one paragraph.
func (d *Doc) QuoteRuns(runs []Run) {
	if blankRuns(runs) {
		return
	}
	d.runs(d.root.add("BlockQuote"), "P", runs, style{italic, d.base}, d.base*1.5)
	d.y += d.base * 0.5
}

func blankRuns(runs []Run) bool {
	for _, r := range runs {
		if trimmed(r.Text) != "" {
			return false
		}
	}
	return true
}

func (d *Doc) runs(parent *node, kind string, runs []Run, st style, indent float64) {
	d.flow(parent.add(kind), d.wrapRuns(runs, st, width-indent), st, margin+indent)
}

// of is the style of a word in a text of a style.
func (st style) of(w word) style {
	heavy, slanted := w.bold || st.face == bold || st.face == boldItalic, w.italic || st.face == italic || st.face == boldItalic
	switch {
	case st.face == mono:
		return st
	case heavy && slanted:
		return style{boldItalic, st.size}
	case heavy:
		return style{bold, st.size}
	case slanted:
		return style{italic, st.size}
	}
	return st
}

// group is words that follow each other without a space: "(", "bold", ")".
type group []word

func (g group) width(st style) (sum float64) {
	for _, w := range g {
		sum += st.of(w).width(w.shown)
	}
	return sum
}

// divisible tells whether a group has more than one character.
func (g group) divisible() bool {
	return len(g) > 1 || len(g[0].shown) > firstLetter(g[0].shown)
}

// cut takes from a group what fits, at least one character and never all.
func (g group) cut(st style, most float64) (first, rest group) {
	for i, w := range g {
		own := st.of(w)
		if i < len(g)-1 {
			if size := own.width(w.shown); size <= most {
				most -= size
				continue
			}
		}
		switch {
		case i > 0 && (len(w.shown) == firstLetter(w.shown) || own.width(w.shown[:firstLetter(w.shown)]) > most):
			first, rest = append(first, g[:i]...), append(rest, g[i:]...)
			first[i-1].goesOn = true
		default:
			a, b := w.cut(own, most)
			first, rest = append(append(first, g[:i]...), a), append(append(rest, b), g[i+1:]...)
		}
		break
	}
	rest[0].glued = false
	return first, rest
}

func firstLetter(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// groups cuts runs into lines, and these into words that the fonts can print.
func (d *Doc) groups(runs []Run) (lines [][]group) {
	lines = [][]group{nil}
	joined := false // nothing stands between the last word and what follows
	for _, run := range runs {
		for i, text := range strings.Split(clean(run.Text), "\n") {
			if i > 0 {
				lines, joined = append(lines, nil), false
			}
			now := &lines[len(lines)-1]
			words := d.words(text)
			for j, w := range words {
				w.bold, w.italic = run.Bold, run.Italic
				if w.glued = j == 0 && joined && !startsWithBreak(text); w.glued {
					last := &(*now)[len(*now)-1]
					*last = append(*last, w)
				} else {
					*now = append(*now, group{w})
				}
			}
			if text != "" {
				joined = len(*now) > 0 && !endsWithBreak(text)
			}
		}
	}
	return lines
}

func startsWithBreak(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isBreak(r)
}

func endsWithBreak(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isBreak(r)
}

// wrapRuns lays runs out in lines of a width; a word that is longer is cut.
func (d *Doc) wrapRuns(runs []Run, st style, w float64) (out []line) {
	for _, groups := range d.groups(runs) {
		var now line
		used := 0.0
		for _, next := range groups {
			size, space := next.width(st), 0.0
			if len(now) > 0 {
				space = st.of(now[len(now)-1]).width(" ")
			}
			if len(now) > 0 && used+space+size > w {
				out, now, used, space = append(out, now), nil, 0, 0
			}
			for size > w && next.divisible() {
				var first group
				first, next = next.cut(st, w)
				out, size = append(out, line(first)), size-first.width(st)
			}
			now, used = append(now, next...), used+space+size
		}
		if len(now) > 0 {
			out = append(out, now)
		}
	}
	return out
}
