package sitting

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"siil/internal/fault"
	"siil/internal/text"
	"siil/internal/value"
)

// ExtractDocument is the part of the minutes about one case as a PDF. Nothing of the other cases is in it, in no part of the file: not their
// numbers, not what was added to the whole, and where the text names a person of another part of v, the name is left out. Members of the sitting
// stay named. A part that the reader of v may not read is missing.
func (r *Room) ExtractDocument(v MinutesView, caseID value.ID, checkpoint string, p Paper) ([]byte, error) {
	var part *MinutesPart
	for i := range v.Parts {
		if v.Parts[i].CaseID == caseID && !v.Parts[i].Hidden {
			part = &v.Parts[i]
		}
	}
	if part == nil || caseID == "" {
		return nil, fault.Missing()
	}
	l, h := p.Lang, v.Head
	names := newMask(*part, v, text.ExtractOther.In(l))
	d := r.print(p, text.ExtractTitle.F(l, h.Number, h.OnDay.Format(), part.CaseNumber), v.over(l), text.ExtractFoot.F(l, h.Number, h.OnDay.Format()), v.changedAt())
	d.P(text.ExtractSays.In(l))
	d.standing(v)
	d.sittingFacts(v)
	d.H2(text.PrintedCase.F(l, part.CaseNumber))
	d.caseFacts(*part, names.say)
	d.caseDecision(*part, names.say)
	d.additions(text.PrintedAdditions, part.Additions, names.say)
	if names.hid {
		d.Small(text.ExtractMasked.In(l))
	}
	d.approvals(v)
	d.proof(v.Digest, part.Digest, checkpoint)
	return d.Bytes()
}

// mask leaves the names of persons out of a text.
type mask struct {
	keys    map[string]bool // whole names, folded and written together, in each order
	longest int             // of them, in bytes
	instead string
	hid     bool // a name was left out
}

// newMask knows the persons of all parts but one. Who has the same name as the person of that one, or as a member of the sitting, cannot be
// told from them.
func newMask(own MinutesPart, v MinutesView, instead string) *mask {
	m := &mask{keys: map[string]bool{}, instead: instead}
	for _, p := range v.Parts {
		if p.CaseID != own.CaseID {
			for _, key := range nameForms(p.Person) {
				m.keys[key] = true
				m.longest = max(m.longest, len(key))
			}
		}
	}
	known := []string{own.Person}
	for _, member := range v.Head.Members {
		known = append(known, member.Name)
	}
	for _, name := range known {
		for _, key := range nameForms(name) {
			delete(m.keys, key)
		}
	}
	return m
}

// nameForms are the ways in which a name is written: from any of its words on, and without the middle ones.
func nameForms(name string) (out []string) {
	words := value.NameTokens(name)
	for i := range words {
		out = append(out, strings.Join(words[i:], "")+strings.Join(words[:i], ""))
	}
	for i := 1; len(words) > 2 && i < len(words); i++ {
		if utf8.RuneCountInString(words[i]) > 2 {
			out = append(out, words[0]+words[i], words[i]+words[0])
		}
	}
	return out
}

// piece is a word of a text: where it stands and its folded form.
type piece struct {
	from, to int
	folded   string
}

// say gives a text without the names.
func (m *mask) say(s string) string {
	if len(m.keys) == 0 {
		return s
	}
	pieces := cutWords(s)
	var b strings.Builder
	done := 0
	for i := 0; i < len(pieces); i++ {
		if n := m.nameAt(pieces[i:]); n > 0 {
			b.WriteString(s[done:pieces[i].from] + m.instead)
			i += n - 1
			done, m.hid = pieces[i].to, true
		}
	}
	return b.String() + s[done:]
}

// nameAt tells how many of the first words are a name, the longest one; 0 if they are none.
func (m *mask) nameAt(pieces []piece) (n int) {
	joined := ""
	for i, p := range pieces {
		if joined += p.folded; len(joined) > m.longest {
			break
		}
		if m.keys[joined] {
			n = i + 1
		}
	}
	return n
}

// cutWords finds the words of a text; a sign within a name, which folding joins, parts it in two that nameAt joins again.
func cutWords(s string) (out []piece) {
	from := -1
	end := func(to int) {
		if from < 0 {
			return
		}
		if folded := strings.ReplaceAll(value.FoldName(s[from:to]), " ", ""); folded != "" {
			out = append(out, piece{from, to, folded})
		}
		from = -1
	}
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.Is(unicode.Cf, r) {
			if from < 0 {
				from = i
			}
			continue
		}
		end(i)
	}
	end(len(s))
	return out
}
