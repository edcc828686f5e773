package assessment

import (
	"fmt"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
)

// Where things stand in the drawings, in whole units: nothing of a figure goes through floating point.
const (
	rulerFrom = 42 // of level 1
	rulerStep = 84 // from a level to the next
)

// across is where a level stands on the ruler.
func across(level int) int { return rulerFrom + rulerStep*(level-1) }

// upTo is how high an index in tenths stands: 5 at the top.
func upTo(tenths int) int { return 20 + (50-tenths)*2 }

// toward is the direction of a change: 1 or −1.
func toward(x Difference) int {
	if x.Change < 0 {
		return -1
	}
	return 1
}

// arrow is the head at the end of a line.
func arrow(x Difference) string {
	_, to := x.ends()
	at, way := across(x.Levels[to])-toward(x)*8, toward(x)
	return fmt.Sprintf("M%d 12 L%d 6 L%d 18 Z", at, at-way*9, at-way*9)
}

func diamond(x, y int) string {
	return fmt.Sprintf("M%d %d L%d %d L%d %d L%d %d Z", x, y-6, x+6, y, x, y+6, x-6, y)
}

// levelWord is a level in a table; nothing where there is none.
func levelWord(level int) string {
	if level == 0 {
		return ""
	}
	return itoa(level)
}

// cellSuffix makes the id of the first radio that of the field, where the links of the error summary go.
func cellSuffix(level int) string {
	if level == 1 {
		return ""
	}
	return "-" + itoa(level)
}

func kindLabel(a *Assessment) text.T {
	k, _ := a.Instrument.Kind(a.Kind)
	return k.Label
}

// spoken is a row of the chart in words.
func (p *page) spoken(x Difference) string {
	from, to := x.ends()
	var out []string
	if from >= 0 {
		out = append(out, text.ComparedLine.F(p.lang, x.Domain.Label.In(p.lang), itoa(x.Levels[from]), itoa(x.Levels[to])))
	} else {
		out = append(out, x.Domain.Label.In(p.lang)+": "+text.NoLevelWord.In(p.lang))
	}
	if x.Person > 0 {
		out = append(out, text.ComparedPerson.In(p.lang)+": "+itoa(x.Person))
	}
	return strings.Join(out, "; ")
}

// point is an index on a day.
type point struct {
	x, tenths   int
	figure, day string
	of          text.T
}

// points are where an index stands in each assessment that has it; none when the reader may not know it.
func (p *page) points(list []*Assessment, x guideline.IndexRule) (out []point) {
	for i, a := range list {
		v, ok := a.Indices()[x.Code]
		if !ok || !v.Value.Known() {
			continue
		}
		at := 60
		if len(list) > 1 {
			at = 44 + 264*i/(len(list)-1)
		}
		out = append(out, point{at, v.Value.Tenths(), v.Value.Figure(p.lang), a.OnDay.Format()[:5], text.ComparedOf.With(v.Rated, v.Of)})
	}
	return out
}

func pointWords(points []point) string {
	first, last := points[0], points[len(points)-1]
	if len(points) == 1 {
		return last.figure
	}
	return first.figure + " → " + last.figure
}

func pointsSpoken(points []point) string {
	var out []string
	for _, q := range points {
		out = append(out, q.day+": "+q.figure)
	}
	return strings.Join(out, "; ")
}

// bandWords is how the guidelines read an index of the assessment that is shown; false when the reader may not know it.
func (p *page) bandWords(x guideline.IndexRule) (string, bool) { return p.bandWordsOf(p.a, x) }

func (p *page) bandWordsOf(a *Assessment, x guideline.IndexRule) (string, bool) {
	v, ok := a.Indices()[x.Code]
	if !ok {
		return "", false
	}
	b, known := x.Band(v.Value)
	if !known {
		return text.CloseBandNone.F(p.lang, x.Label.In(p.lang)), true
	}
	return text.CloseBandWords.F(p.lang, x.Label.In(p.lang), v.Value.Figure(p.lang), b.Label.In(p.lang), b.Suggests.In(p.lang)), true
}

// hidesSome tells whether the reader may not read some domain.
func hidesSome(a *Assessment) bool {
	for _, d := range a.Instrument.Domains {
		if !a.Readable(d) {
			return true
		}
	}
	return false
}

func (p *page) noteLabel(d guideline.Domain) text.T {
	words := text.RowNoteOf
	if p.persons {
		words = text.RowWordsOf
	}
	return text.T{words.F(text.Italian, d.Label[0]), words.F(text.English, d.Label[1])}
}

func (p *page) reasonLabel(d guideline.Domain) text.T {
	level := p.rating(d).Level
	return text.T{text.CloseReasonOf.F(text.Italian, d.Label[0], level), text.CloseReasonOf.F(text.English, d.Label[1], level)}
}

func (p *page) reasonHint(d guideline.Domain) text.T {
	e, _ := p.expectation(d.Code)
	return p.expectedWords(e)
}

func (p *page) mayWriteTexts() bool {
	return p.MayRate[policy.Common] && (p.a.SecondOf == "" || p.a.BegunBy == p.who.Account)
}

func kappaWords(k guideline.Ratio, l text.Lang) string {
	return guideline.HundredthsIn(k.Hundredths(), l)
}
