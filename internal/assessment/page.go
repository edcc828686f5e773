package assessment

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"siil/internal/account"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

func itoa(n int) string { return strconv.Itoa(n) }

// mark is what a side says, for the form to tell whether it was changed there.
func (o *Ours) mark() string { return markOf(o.Level, o.Unexplored, o.Note) }

func (p *Persons) mark() string { return markOf(p.Level, false, p.Words) }

func markOf(level int, unexplored bool, words string) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %t %s", level, unexplored, words)
	return strconv.FormatUint(h.Sum64(), 36)
}

// nextKind is the occasion that comes next: entry when there is none, else a check.
func (p *page) nextKind() string {
	for _, a := range p.All {
		if a.Counts() && a.Kind == Entry && a.EpisodeID == p.Case.EpisodeID {
			return Check
		}
	}
	return Entry
}

// title names an assessment by occasion and day.
func (p *page) title(a *Assessment) text.T {
	k, _ := a.Instrument.Kind(a.Kind)
	return text.T{text.AssessmentOf.F(text.Italian, k.Label[0], a.OnDay.Format()), text.AssessmentOf.F(text.English, k.Label[1], a.OnDay.Format())}
}

func (p *page) kindOptions() []ui.Option {
	var out []ui.Option
	for _, k := range guideline.Offered(p.r.m.Assessment.Kinds, p.today.ISO()) {
		if entry := k.Code == Entry; entry == (p.nextKind() == Entry) {
			out = append(out, ui.Option{Value: k.Code, Label: k.Label})
		}
	}
	return out
}

// referenceOptions are the kinds of results that the reader may cite.
func (p *page) referenceOptions() []ui.Option {
	var out []ui.Option
	for _, k := range guideline.Offered(p.r.m.Assessment.References, p.today.ISO()) {
		if p.MayRate[policy.Section(k.Section)] {
			out = append(out, ui.Option{Value: k.Code, Label: k.Label})
		}
	}
	return out
}

func (p *page) referenceLabel(x Reference) text.T {
	k, _ := p.r.m.Assessment.Reference(x.Kind)
	return k.Label
}

func (p *page) mayEnd(x Reference) bool {
	k, ok := p.r.m.Assessment.Reference(x.Kind)
	return ok && p.MayRate[policy.Section(k.Section)]
}

// state is how an assessment stands, in a word.
func (p *page) state(a *Assessment) (ui.MarkKind, text.T) {
	switch {
	case a.SecondOf != "" && a.Closed():
		return ui.Done, text.AssessmentSecondClosed
	case a.SecondOf != "":
		return ui.ToDo, text.AssessmentSecondOpen
	case a.AmendedBy != "":
		return ui.Same, text.AssessmentAmended
	case a.Closed():
		return ui.Done, text.AssessmentStateClosed
	}
	return ui.Now, text.AssessmentStateOpen
}

// raters are those who have rated, by family of names as they come.
func (p *page) raters(a *Assessment) string {
	var names []string
	for _, d := range a.Instrument.Domains {
		if x := a.Ratings[d.Code]; x.OursBy != "" && !x.Hidden && !slices.Contains(names, p.name(x.OursBy)) {
			names = append(names, p.name(x.OursBy))
		}
	}
	return strings.Join(names, ", ")
}

// indexWords is an index as a list shows it.
func (p *page) indexWords(a *Assessment, code string) string {
	return a.Indices()[code].Value.Figure(p.lang)
}

// agreements are the second ratings that are closed with what they were compared with.
func (p *page) agreements() (out []pair) {
	for _, b := range p.All {
		if b.SecondOf == "" || !b.Closed() {
			continue
		}
		if a, err := p.Find(b.SecondOf); err == nil && a.Closed() {
			out = append(out, pair{a, b, Agree(a, b)})
		}
	}
	return out
}

// pair is an assessment and its second rating.
type pair struct {
	first, second *Assessment
	Agreement
}

// secondable are the assessments that the reader may rate a second time.
func (p *page) secondable() (out []*Assessment) {
	for _, a := range p.All {
		mine := slices.ContainsFunc(p.All, func(b *Assessment) bool { return b.SecondOf == a.ID && b.BegunBy == p.who.Account })
		if p.MayBegin && a.SecondOf == "" && a.BegunBy != p.who.Account && a.AmendedBy == "" && !mine {
			out = append(out, a)
		}
	}
	return out
}

// domains are those of a group that everybody of the case may know, or the reserved ones of all groups for "".
func (p *page) domains(group string) (out []guideline.Domain) {
	for _, d := range p.a.Instrument.Domains {
		if d.Reserved() == (group == "") && (group == "" || d.Group == group) {
			out = append(out, d)
		}
	}
	return out
}

// mayRate tells whether the reader may write on a domain of the assessment that is shown.
func (p *page) mayRate(d guideline.Domain) bool {
	return !p.a.Closed() && p.MayRate[policy.Section(d.Section)] && (p.a.SecondOf == "" || p.a.BegunBy == p.who.Account)
}

// mayRateAny tells whether the reader may write on any of some domains.
func (p *page) mayRateAny(list []guideline.Domain) bool { return slices.ContainsFunc(list, p.mayRate) }

// rating is a domain of the assessment that is shown.
func (p *page) rating(d guideline.Domain) Rating { return p.a.Ratings[d.Code] }

func (p *page) levelField(d guideline.Domain) string {
	if p.persons {
		return FieldPerson + d.Code
	}
	return FieldLevel + d.Code
}

func (p *page) noteField(d guideline.Domain) string {
	if p.persons {
		return FieldWords + d.Code
	}
	return FieldNote + d.Code
}

// chosen is which level of a row is ticked: what was just sent, or what stands. "" is none, "0" not explored yet.
func (p *page) chosen(d guideline.Domain) string {
	if p.form.Values.Has("base_" + d.Code) {
		return p.form.Value(p.levelField(d))
	}
	x := p.rating(d)
	switch {
	case p.persons && x.PersonLevel > 0:
		return itoa(x.PersonLevel)
	case p.persons:
		return ""
	case x.Level > 0:
		return itoa(x.Level)
	case x.Unexplored:
		return "0"
	}
	return ""
}

// stored is the level of the row as it stands, 0 for none.
func (p *page) stored(d guideline.Domain) int {
	if p.persons {
		return p.rating(d).PersonLevel
	}
	return p.rating(d).Level
}

// noteForm holds the words of a row: what was just sent, what the reader was writing, or what stands.
func (p *page) noteForm(d guideline.Domain) ui.Form {
	name := p.noteField(d)
	if p.form.Values.Has("base_" + d.Code) {
		return p.form
	}
	x := p.rating(d)
	body, at, by := x.Note, x.OursAt, x.OursBy
	if p.persons {
		body, at, by = x.PersonWords, x.PersonAt, x.PersonBy
	}
	if k, ok := p.drafts[name]; ok && fresher(k, at, by == p.who.Account) {
		body = k.Body
	}
	return ui.NewForm(name, body)
}

// fresher tells whether a draft goes on from what stands: nobody else has written since.
func fresher(k account.Kept, at value.Instant, mine bool) bool { return mine || !at.After(k.At) }

// leftDraft is a draft that somebody else's writing has overtaken: it stays to be read and copied.
func (p *page) leftDraft(d guideline.Domain) string {
	x := p.rating(d)
	body, at, by := x.Note, x.OursAt, x.OursBy
	if p.persons {
		body, at, by = x.PersonWords, x.PersonAt, x.PersonBy
	}
	k, ok := p.drafts[p.noteField(d)]
	if !ok || fresher(k, at, by == p.who.Account) || k.Body == body {
		return ""
	}
	return k.Body
}

// textForm holds strengths or aspirations.
func (p *page) textForm(name string) ui.Form {
	field := "text_" + name
	if p.form.Values.Has("base_" + name) {
		return p.form
	}
	t := p.a.Texts[name]
	body := t.Body
	if k, ok := p.drafts[name]; ok && fresher(k, t.At, t.By == p.who.Account) {
		body = k.Body
	}
	return ui.NewForm(field, body)
}

func (p *page) base(d guideline.Domain) (base, was string) {
	x := p.rating(d)
	if p.persons {
		return itoa(x.PersonVersion), (&Persons{Level: x.PersonLevel, Words: x.PersonWords}).mark()
	}
	return itoa(x.OursVersion), (&Ours{Level: x.Level, Unexplored: x.Unexplored, Note: x.Note}).mark()
}

// said is whether the row has been filled in: only then do marks of other readings appear in it.
func (p *page) said(d guideline.Domain) bool {
	if p.a.SecondOf != "" {
		return false
	}
	return p.a.Closed() || p.stored(d) > 0
}

// marksAt are the other readings that stand at a level of a row.
func (p *page) marksAt(d guideline.Domain, level int) (out []mark) {
	if !p.said(d) {
		return nil
	}
	x := p.rating(d)
	if e := p.before(p.a); e != nil && e.Ratings[d.Code].Level == level {
		out = append(out, mark{"todo", text.MarkEntry})
	}
	if !p.persons && x.PersonLevel == level {
		out = append(out, mark{"own", text.MarkPerson})
	}
	if p.persons && x.Level == level {
		out = append(out, mark{"dot", text.MarkUs})
	}
	return out
}

// mark is another reading in a row.
type mark struct {
	icon string
	word text.T
}

// change is how far our level has moved since the entry.
func (p *page) change(d guideline.Domain) text.T {
	e := p.before(p.a)
	if e == nil || p.persons || !p.said(d) {
		return text.T{}
	}
	was, now := e.Ratings[d.Code].Level, p.rating(d).Level
	if was == 0 || now == 0 {
		return text.T{}
	}
	return moved(now - was)
}

// moved is a change in words: +1, −1, the same.
func moved(n int) text.T {
	switch {
	case n > 0:
		return text.Raw("+" + itoa(n))
	case n < 0:
		return text.Raw("−" + itoa(-n))
	}
	return text.LevelSame
}

// expectation is what the guidelines expect of a domain, when our level is against it.
func (p *page) expectation(code string) (guideline.Expectation, bool) {
	for _, e := range p.a.Against() {
		if e.Domain == code {
			return e, true
		}
	}
	return guideline.Expectation{}, false
}

func (p *page) expectedWords(e guideline.Expectation) text.T {
	return text.T{text.LevelExpected.F(text.Italian, e.From, e.To, e.Why[0]), text.LevelExpected.F(text.English, e.From, e.To, e.Why[1])}
}

// anchorName is a level as assistive software reads it and a telephone shows it.
func (p *page) anchorName(level int) string {
	return itoa(level) + ", " + p.a.Instrument.Scale[level-1].In(p.lang)
}

// firstMissing is the first open domain of which nobody has said anything, "" when none is.
func (p *page) firstMissing() string {
	if m := p.a.Missing(); len(m) > 0 {
		return m[0].Code
	}
	return ""
}

// clashWords say what stands now on a row that somebody else has written meanwhile.
func (p *page) clashWords(d guideline.Domain) text.T {
	x := p.rating(d)
	by, at, level, body := x.OursBy, x.OursAt, x.Level, x.Note
	if p.persons {
		by, at, level, body = x.PersonBy, x.PersonAt, x.PersonLevel, x.PersonWords
	}
	out := text.T{}
	for l := range out {
		lang := text.Lang(l)
		what := text.Unexplored.In(lang)
		if level > 0 {
			what = itoa(level) + ", " + d.Anchor(level).In(lang)
		}
		if body != "" {
			what += " «" + body + "»"
		}
		out[l] = text.RowClash.F(lang, p.name(by), at.Clock(), what)
	}
	return out
}

// compared are the assessments to compare: all that count, or those that the address names.
func (p *page) compared(chosen []string) []*Assessment {
	all := p.Compared()
	if len(chosen) == 0 {
		if len(all) > mostCompared {
			all = append(all[:1:1], all[len(all)-mostCompared+1:]...)
		}
		return all
	}
	var out []*Assessment
	for _, a := range all {
		if slices.Contains(chosen, string(a.ID)) {
			out = append(out, a)
		}
	}
	return out
}

// mostCompared is how many assessments stand side by side unless others are chosen: the first and the last ones.
const mostCompared = 4

// toggled is the address of the comparison with an assessment more or less.
func (p *page) toggled(list []*Assessment, a *Assessment) string {
	var parts []string
	for _, b := range p.Compared() {
		if on := slices.Contains(list, b); on != (b == a) {
			parts = append(parts, "v="+string(b.ID))
		}
	}
	return p.path("/valutazioni/confronto?" + strings.Join(parts, "&"))
}
